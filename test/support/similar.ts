import type postgres from 'postgres'
import { answerWith } from './companyenrich-answers.ts'

/** An answer about a domain, as it is landed; `receivedAt` makes it a late one. */
export type SimilarLanding = Readonly<{
  domain: string | null
  payload?: unknown
  receivedAt?: string
  batchId?: string
  statusCode?: number
  errorMessage?: string
}>

/** Lands answers in one statement, in the order of the array. */
export async function landSimilar(
  sql: postgres.Sql,
  ...landings: readonly SimilarLanding[]
): Promise<void> {
  await sql`
    insert into raw.company_enrich_similar_raw
      (input_domain, payload, batch_id, status_code, error_message, received_at)
    select
      l.item ->> 'domain', l.item -> 'payload', (l.item ->> 'batchId')::uuid,
      (l.item ->> 'statusCode')::integer, l.item ->> 'errorMessage',
      coalesce((l.item ->> 'receivedAt')::timestamptz, clock_timestamp())
    from jsonb_array_elements(${JSON.stringify(landings)}::text::jsonb)
      with ordinality as l (item, place)
    order by l.place`
}

/** An answer that lists companies by label and score: `{apex: 0.9}` is apex.example. */
export function listing(scores: Readonly<Record<string, number>>): unknown {
  const items = Object.keys(scores).map((label) => ({
    id: `id-${label}`,
    name: label,
    domain: `${label}.example`,
  }))
  const byId = Object.entries(scores).map(([label, score]) => [`id-${label}`, score])
  return answerWith(items, Object.fromEntries(byId))
}

/** The labels of what extracted holds about a domain, best first. */
export async function mirroredOf(sql: postgres.Sql, domain: string): Promise<string[]> {
  const rows = await sql<{ label: string }[]>`
    select replace(company_domain, '.example', '') as label
    from extracted.company_enrich_similar where input_domain = ${domain}
    order by similarity_score desc nulls last, company_domain`
  return rows.map(({ label }) => label)
}

/** The labels of what core lists about a domain now, best first; those of before in brackets. */
export async function listedOf(sql: postgres.Sql, domain: string): Promise<string[]> {
  const rows = await sql<{ label: string }[]>`
    select format(case when last_seen_at is null then '%s' else '(%s)' end,
      replace(company_domain, '.example', '')) as label
    from core.company_similar_companies_preview where input_domain = ${domain}
    order by last_seen_at is not null, similarity_score desc nulls last, company_domain`
  return rows.map(({ label }) => label)
}
