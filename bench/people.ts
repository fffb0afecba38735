import { createHash } from 'node:crypto'
import { createPersonRequest } from '../test/support/people.ts'
import { JOB_TITLES, PLACES } from '../test/support/people-pools.ts'
import { byCalls, inTransaction } from './baseline.ts'
import { ingestPerson, ingestPersonByLists } from './baseline-person.ts'
import { rowTriggerSql } from './baseline-person-history.ts'
import { otherPlaces, otherTitles, peopleStock } from './growth-people.ts'
import type { GrowingSource } from './source.ts'

/** Every twentieth title is left to the rules, as new titles always are. */
const knownTitles = JOB_TITLES.filter((_, index) => index % 20 !== 19)

/** Places as `[name, city, state, country]`. */
const knownPlaces = PLACES.map(([name, country]) => {
  const [city, state] = name.split(', ')
  return state === undefined ? [name, null, null, country] : [name, city, state, country]
})

const literal = (value: unknown) => `$json$${JSON.stringify(value)}$json$::jsonb`

/** The look-ups as they are after a while: mostly of titles and places of others. */
const vocabularySql = `
  insert into reference.job_title_lookup (
    latest_title, cleaned_job_title, seniority_level, job_function, source
  )
  select
    t.title, t.title, v.seniorities[1 + t.n % cardinality(v.seniorities)],
    v.functions[1 + t.n % cardinality(v.functions)], 'bench'
  from (
    select j.title, j.n from jsonb_array_elements_text(${literal(knownTitles)})
      with ordinality as j (title, n)
    union all
    select 'Invented title ' || n, n from generate_series(0, ${otherTitles - 1}) as n
  ) as t
  cross join (
    select
      (select array_agg(s.name order by s.name) from reference.seniorities as s) as seniorities,
      (select array_agg(f.name order by f.name) from reference.job_functions as f) as functions
  ) as v
  on conflict do nothing;
  insert into reference.location_lookup (location_name, city, state, country, source)
  select p.place ->> 0, p.place ->> 1, p.place ->> 2, p.place ->> 3, 'bench'
  from jsonb_array_elements(${literal(knownPlaces)}) as p (place)
  union all
  select 'Invented place ' || n, 'City ' || n, null, 'Country ' || n % 200, 'bench'
  from generate_series(0, ${otherPlaces - 1}) as n
  on conflict do nothing;
  analyze reference.job_title_lookup, reference.location_lookup`

const dropSql = `
  drop trigger t10_land on raw.person_payloads;
  drop trigger t20_sync_insert on extracted.person_experience;
  drop trigger t20_sync_update on extracted.person_experience;
  drop trigger t20_sync_delete on extracted.person_experience`

/** People, by their profiles. */
export const people: GrowingSource = {
  one: 'person',
  many: 'people',
  rawTable: 'person_payloads',
  keyColumn: 'linkedin_url',
  createItems: (first, count, version = 0) =>
    Array.from({ length: count }, (_, index) => {
      const { linkedin_url, raw_payload } = createPersonRequest(first + index, version)
      return { key: linkedin_url, payload: JSON.stringify(raw_payload) }
    }),
  scatteredKey: (key) => {
    const slug = createHash('md5').update(key).digest('hex').slice(0, 16)
    return `https://www.linkedin.com/in/${slug}`
  },
  vocabularySql,
  baselines: [
    {
      what: 'baseline: a commit per statement, as by a data API',
      prepareSql: dropSql,
      ingest: byCalls(ingestPerson),
    },
    {
      what: 'baseline in one transaction',
      prepareSql: dropSql,
      ingest: inTransaction(ingestPerson),
    },
    {
      what: 'baseline with one insert per list and a row trigger, a commit per statement',
      prepareSql: `${dropSql}; ${rowTriggerSql}`,
      ingest: byCalls(ingestPersonByLists),
    },
  ],
  baselineText:
    'TypeScript reads the document and sends one statement per element and table: raw insert, ' +
    'registry, profile (select, upsert), jobs (delete, one insert each, and for each its work ' +
    'history row and the search for a promotion, which is the trigger’s work), schools and former ' +
    'employers (delete, one insert each), person and companies (select, insert), place and title ' +
    '(look-up, upsert), tenure, into the same tables, over one connection. It does not look up ' +
    'what former titles mean, as the predecessor does not while ingesting. The last variant ' +
    'sends each list as one insert and leaves the trigger’s work to a trigger for each row.',
  stock: peopleStock,
  stockText:
    'ten jobs per person in core.person_work_history, six former employers, a promotion, and one ' +
    'row in every other table; the jobs and two schools in extracted; what stands before them in ' +
    'ops and raw; an employer for every two people in core.companies',
}
