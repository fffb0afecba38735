import type postgres from 'postgres'
import type { Row, Warehouse } from './warehouse.ts'

/** A row as the predecessor left it: columns of the requirement only, nothing normalised. */
export type LegacyCustomer = Readonly<{
  origin_company_domain: string
  customer_name: string
  origin_company_name?: string | null
  customer_domain?: string | null
  customer_domain_source?: string | null
  case_study_url?: string | null
  has_case_study?: boolean | null
  source?: string
  created_at?: string
}>

/** Drops the guards as the owner does. */
export async function dropGuards(sql: postgres.Sql): Promise<void> {
  await sql.unsafe(`set role pipeline_owner; select ops.drop_customer_guards(); reset role`)
}

/** Copies rows into core, in the order of the array. */
export async function copyCustomers(
  sql: postgres.Sql,
  ...rows: readonly LegacyCustomer[]
): Promise<void> {
  await sql`insert into core.company_customers (origin_company_domain, origin_company_name,
      customer_name, customer_domain, customer_domain_source, case_study_url, has_case_study,
      source, created_at)
    select r.origin_company_domain, r.origin_company_name, r.customer_name, r.customer_domain,
      r.customer_domain_source, r.case_study_url, r.has_case_study,
      coalesce(r.source, 'claygent_v2'), coalesce(r.created_at, '2026-01-01'::timestamptz)
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as r (
      origin_company_domain text, origin_company_name text, customer_name text,
      customer_domain text, customer_domain_source text, case_study_url text,
      has_case_study boolean, source text, created_at timestamptz)`
}

/** What the clean-up of the requirement met: counts that a test can add up. */
export const requirement = {
  clean: 40_000,
  duplicates: 7_336,
  updates: 3_646,
  staging: { clean: 2_000, dirty: 1_861 },
}

/** Spellings of a domain `d` that the predecessor stored, by number. */
const spelled = (n: string) => `case ${n} % 8
    when 0 then 'www.' || d when 1 then 'https://' || d when 2 then 'https://www.' || d || '/'
    when 3 then d || '/customers/' when 4 then upper(d) when 5 then d || '.'
    when 6 then 'http://' || d || ':8080/a?b=c#d' else '//user@' || d end`

/** 50,982 customers and 3,861 staged case studies as the requirement had them. */
export async function copyRequirement(sql: postgres.Sql): Promise<void> {
  const { clean, duplicates, updates, staging } = requirement
  const columns = `(origin_company_domain, customer_name, customer_domain, customer_domain_source,
      case_study_url, has_case_study, origin_company_name, source, created_at)`
  const source = `'gemini-3-flash-preview'`
  await sql.unsafe(`
    insert into core.company_customers ${columns}
    select d, 'Customer ' || n, case when n % 3 = 0 then 'c' || n || '.example' end,
      case when n % 3 = 0 then ${source} end,
      case when n % 2 = 0 then 'https://' || d || '/customers/' || n end,
      case when n % 2 = 0 then true when n % 5 = 0 then false end,
      case when n % 7 <> 0 then 'Vendor ' || n % 2000 end, 'claygent_v2', '2026-01-01'::timestamptz
    from generate_series(1, ${clean}) as n, lateral (select 'v' || n % 2000 || '.example' as d) as v
    union all
    -- Twins of clean rows, some several times, with domains and URLs that the clean ones may lack.
    select ${spelled('k')}, case when k % 2 = 0 then 'CUSTOMER ' || n else ' customer  ' || n || '.' end,
      case when k % 4 = 0 then 'other' || k || '.example' end,
      case when k % 4 = 0 then ${source} end,
      case when k % 3 = 0 then 'https://' || d || '/stories/' || k end,
      case when k % 3 = 0 then true end,
      case when k % 5 = 0 then 'VENDOR ' || n % 2000 end, 'claygent_structured', '2025-12-01'
    from generate_series(1, ${duplicates}) as k,
      lateral (select 1 + (k * 13) % 6000 as n) as o,
      lateral (select 'v' || n % 2000 || '.example' as d) as v
    union all
    select ${spelled('k')}, 'Only ' || k, case when k % 3 = 0 then 'u' || k || '.example' end,
      case when k % 3 = 0 then ${source} end,
      case when k % 2 = 0 then 'https://' || d || '/customers/u' || k end,
      case when k % 2 = 0 then true end, null, 'claygent_structured', '2025-12-01'
    from generate_series(1, ${updates}) as k,
      lateral (select 'v' || k % 2500 || '.example' as d) as v`)
  await sql.unsafe(`
    insert into raw.staging_case_study_urls (origin_company_domain, customer_company_name,
      case_study_url, processed, sent_to_clay)
    select case when k <= ${staging.dirty} then ${spelled('k')} else d end, 'Customer ' || k,
      'https://' || d || '/customers/s' || k, k % 3 = 0, k % 2 = 0
    from generate_series(1, ${staging.dirty + staging.clean}) as k,
      lateral (select 'v' || k % 2500 || '.example' as d) as v`)
}

/** The guards that stand, with their definitions. */
export function guardsOf(house: Pick<Warehouse, 'rows'>): Promise<Row[]> {
  return house.rows(`select conrelid::regclass::text || ' ' || conname as name,
      convalidated as valid, pg_get_constraintdef(oid) as definition
    from pg_constraint where contype = 'c'
      and conrelid in ('core.company_customers'::regclass, 'raw.staging_case_study_urls'::regclass)
    order by 1`)
}

/** What the clean-up counts where there is nothing to do. */
export const nothingCleaned = {
  p_dirty_total: '0',
  p_duplicates_deleted: '0',
  p_updated: '0',
  p_fields_merged: '0',
  p_domains_cleaned: '0',
  p_domains_cleared: '0',
  p_urls_cleaned: '0',
  p_keys_filled: '0',
  p_staging_updated: '0',
  p_guards_restored: '0',
  p_unusable: '0',
}
