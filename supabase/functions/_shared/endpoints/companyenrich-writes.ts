import type { WrittenTable } from '../endpoint.ts'

const mirror = 'mirrors the newest document of the domain, by difference'
const accumulate = 'one row per value; last_seen_at is set once the newest document drops it'

/** Tables the CompanyEnrich ingest writes, in the order of the flow. */
export const companyenrichWrites: readonly WrittenTable[] = [
  { table: 'raw.companyenrich_payloads', rule: 'one row per request, never changed' },
  {
    table: 'extracted.companyenrich_company',
    rule: 'one row per domain; the newest document wins',
  },
  { table: 'extracted.companyenrich_keywords', rule: mirror },
  { table: 'extracted.companyenrich_technologies', rule: mirror },
  { table: 'extracted.companyenrich_industries', rule: mirror },
  { table: 'extracted.companyenrich_categories', rule: mirror },
  { table: 'extracted.companyenrich_naics_codes', rule: mirror },
  { table: 'extracted.companyenrich_funding_rounds', rule: mirror },
  { table: 'extracted.companyenrich_investors', rule: mirror },
  { table: 'extracted.companyenrich_vc_investments', rule: mirror },
  { table: 'extracted.companyenrich_socials', rule: mirror },
  { table: 'extracted.companyenrich_location', rule: mirror },
  { table: 'extracted.companyenrich_subsidiaries', rule: mirror },
  { table: 'core.companies', rule: 'first writer wins; null name and linkedin_url are filled' },
  {
    table: 'core.company_names',
    rule: 'first writer wins per source; cleaned_name is not touched',
  },
  { table: 'core.company_employee_range', rule: 'newest wins, only values the vocabulary knows' },
  { table: 'core.company_revenue', rule: 'newest wins per source, as given and as matched' },
  { table: 'core.company_types', rule: 'newest wins per source, as given and as matched' },
  {
    table: 'core.company_locations',
    rule: 'overwritten by more of city, state, country, or by a refresh of the same source',
  },
  { table: 'core.company_descriptions', rule: 'newest non-null value wins per column' },
  { table: 'core.company_industries', rule: 'first source wins' },
  { table: 'core.company_tech_on_site', rule: accumulate },
  { table: 'core.company_keywords', rule: accumulate },
  { table: 'core.company_categories', rule: accumulate },
  { table: 'core.company_naics_codes', rule: accumulate },
  { table: 'core.company_funding_rounds', rule: accumulate },
  { table: 'core.company_vc_investors', rule: accumulate },
  { table: 'core.company_vc_backed', rule: 'number of distinct investors of the company' },
  { table: 'core.company_social_urls', rule: 'newest non-null value wins per column' },
  {
    table: 'core.company_index',
    rule: 'what lists filter by, kept equal to core.companies_full; not counted in written',
  },
  { table: 'reference.search_terms', rule: 'places that are new are appended' },
  { table: 'reference.technologies', rule: 'missing technologies are added' },
  {
    table: 'reference.company_industries',
    rule: 'unknown industries are added with is_canonical = false',
  },
  { table: 'ops.reference_misses', rule: 'one row per value that no vocabulary knows' },
  { table: 'ops.failures', rule: 'one row per document that cannot be extracted' },
  { table: 'ops.idempotency_keys', rule: 'one row per Idempotency-Key' },
]
