import type postgres from 'postgres'
import type { Answer } from './warehouse.ts'
import { call } from './warehouse.ts'

/** The URL of an invented person, as it is stored. */
export const profileUrl = (name: string) => `https://www.linkedin.com/in/${name}`

/** A profile with one job, which goes on. */
export function profile(title: string | null, place: string | null = null) {
  return {
    name: 'Zelda Quux',
    location_name: place,
    experience: [
      { title, company: 'Example Widgets', company_domain: 'widgets.example', is_current: true },
    ],
  }
}

/** Lands profiles in one statement. */
export async function landProfiles(
  sql: postgres.Sql,
  profiles: readonly (readonly [name: string, payload: unknown])[]
): Promise<void> {
  await sql`
    insert into raw.person_payloads (linkedin_url, payload)
    select l.item ->> 0, l.item -> 1
    from jsonb_array_elements(
      ${JSON.stringify(profiles.map(([name, payload]) => [profileUrl(name), payload]))}::text::jsonb
    ) with ordinality as l (item, place)
    order by l.place`
}

/** Lands title enrichments in one statement. */
export async function landTitles(
  sql: postgres.Sql,
  titles: readonly (readonly [name: string, payload: unknown])[]
): Promise<void> {
  await sql`
    insert into raw.person_title_enrichment_payloads (linkedin_url, payload)
    select l.item ->> 0, l.item -> 1
    from jsonb_array_elements(
      ${JSON.stringify(titles.map(([name, payload]) => [profileUrl(name), payload]))}::text::jsonb
    ) with ordinality as l (item, place)
    order by l.place`
}

/** Calls an api function with an object. */
export function ask(sql: postgres.Sql, name: string, request: unknown): Promise<Answer> {
  return call(sql, name, JSON.stringify(request))
}

/** Counts the rows that queries and writes touch, by a trigger per statement on every table. */
export async function countStatements(sql: postgres.Sql): Promise<() => Promise<number>> {
  await sql.unsafe(`
    set role pipeline_owner;
    create sequence ops.statements;
    select nextval('ops.statements');
    create function ops.count_statement() returns trigger language plpgsql as $$
    begin
      perform nextval('ops.statements');
      return null;
    end $$;
    reset role`)
  const tables = await sql`select format('%I.%I', n.nspname, c.relname) as name
    from pg_class as c inner join pg_namespace as n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname in ('ops', 'extracted', 'core', 'reference')`
  for (const { name } of tables) {
    await sql.unsafe(`create trigger count_statement after insert or update or delete
      on ${name} for each statement execute function ops.count_statement()`)
  }
  return async () => {
    const [row] = await sql<{ n: number }[]>`
      select last_value::integer as n from ops.statements`
    return row?.n ?? 0
  }
}
