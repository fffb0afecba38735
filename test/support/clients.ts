import { createHash } from 'node:crypto'
import type postgres from 'postgres'

/** Binds a key to a client, through the call that operators make. */
export async function bindKey(
  sql: postgres.Sql,
  key: string,
  clientDomain: string,
  scopes: readonly string[] = ['ingest', 'read', 'send']
): Promise<void> {
  await sql`
    select ops.create_api_key(
      ${`test ${key}`}, string_to_array(${scopes.join(',')}, ','), ${key}, ${clientDomain}
    )`
}

/** A lead as it is landed; `receivedAt` makes it an early or late one. */
export type LeadLanding = Readonly<{ lead: unknown; client?: string | null; receivedAt?: string }>

/** Lands leads in one statement, in the order of the array. */
export async function landLeads(
  sql: postgres.Sql,
  landings: readonly LeadLanding[]
): Promise<void> {
  await sql`
    insert into raw.client_lead_payloads (client_domain, payload, received_at)
    select
      case when l.item ? 'client' then l.item ->> 'client' else l.item #>> '{lead,client_domain}' end,
      l.item -> 'lead',
      coalesce((l.item ->> 'receivedAt')::timestamptz, clock_timestamp())
    from jsonb_array_elements(${JSON.stringify(landings)}::text::jsonb)
      with ordinality as l (item, place)
    order by l.place`
}

/** Rows of the three tables without clocks, in order: what must be the same after a rebuild. */
export async function clientContent(sql: postgres.Sql): Promise<Record<string, unknown[]>> {
  const content: Record<string, unknown[]> = {}
  for (const table of ['leads', 'leads_people', 'leads_companies']) {
    const rows = await sql.unsafe(`
      select to_jsonb(t) - 'created_at' - 'updated_at' as row from client.${table} as t
      order by t.client_domain, t.id`)
    content[table] = rows.map(({ row }) => row)
  }
  return content
}

/** A hash of the same, for comparisons that should not print thousands of rows. */
export async function clientHash(sql: postgres.Sql): Promise<string> {
  return createHash('sha256')
    .update(JSON.stringify(await clientContent(sql)))
    .digest('hex')
}
