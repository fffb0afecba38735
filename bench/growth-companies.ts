import type { Stock } from './source.ts'

/** Rows per company in each breakout table: ten in core, and ten before them in extracted. */
const breakouts = { keywords: 4, technologies: 2, one: 1 }

const source = `'companyenrich'`
const url = (network: string) => `'https://${network}.example/' || c.n`

/** One row per company: table, columns, values. */
const oneRowTables: [string, string, string][] = [
  [
    'core.companies',
    'id, domain, name, exact_key, bare_key, weak_key, linkedin_url, source, landing_no, ' +
      'name_source, name_landing_no, linkedin_url_source, linkedin_url_landing_no',
    `reference.entity_id('company', c.domain), c.domain, 'Company ' || c.n, 'company ' || c.n,
      'company ' || c.n, 'company ' || c.n, 'https://www.linkedin.com/company/company-' || c.n,
      ${source}, c.n, ${source}, c.n, ${source}, c.n`,
  ],
  [
    'core.company_names',
    'domain, source, raw_name, landing_no',
    `c.domain, ${source}, 'Company ' || c.n, c.n`,
  ],
  [
    'core.company_employee_range',
    'domain, employee_range, source, document_at, landing_no',
    `c.domain, v.employee_ranges[1 + c.n % 8], ${source}, c.seen_at, c.n`,
  ],
  [
    'core.company_revenue',
    'domain, source, raw_revenue_range, matched_revenue_range',
    `c.domain, ${source}, '1m-10m', v.revenue_ranges[1 + c.n % 11]`,
  ],
  [
    'core.company_types',
    'domain, source, raw_type, matched_type',
    `c.domain, ${source}, 'private', v.company_types[1 + c.n % 7]`,
  ],
  [
    'core.company_locations',
    'domain, city, country, raw_location, raw_country, has_city, has_state, source, ' +
      'first_landing_no',
    `c.domain, 'City ' || c.n % 5000, 'Country ' || c.n % 200, c.n || ' Invented Street',
      'Country ' || c.n % 200, true, false, ${source}, c.n`,
  ],
  [
    'core.company_descriptions',
    'domain, description, tagline, source, first_landing_no',
    `c.domain, 'Company ' || c.n || ' makes invented things.', 'Invented things', ${source}, c.n`,
  ],
  [
    'core.company_industries',
    'domain, matched_industry, source, landing_no',
    `c.domain, 'Industry ' || c.n % 150, ${source}, c.n`,
  ],
  ['core.company_vc_backed', 'domain, vc_count', 'c.domain, 1'],
  [
    'core.company_social_urls',
    'domain, linkedin_url, twitter_url, source, first_landing_no',
    `c.domain, ${url('linkedin')}, ${url('twitter')}, ${source}, c.n`,
  ],
  ['ops.entities', 'kind, key', `'company', c.domain`],
  [
    'ops.documents',
    'source, key, document_at, landing_no, raw_id, payload_hash',
    `${source}, c.domain, c.seen_at, c.n, md5(c.domain)::uuid, md5(c.domain)`,
  ],
  [
    'raw.companyenrich_payloads',
    'id, landing_no, domain, payload',
    `md5(c.domain)::uuid, c.n, c.domain, '{}'`,
  ],
  [
    'extracted.companyenrich_company',
    'id, domain, raw_id, name',
    `reference.entity_id('companyenrich_company', c.domain), c.domain, md5(c.domain)::uuid,
      'Company ' || c.n`,
  ],
  ['extracted.companyenrich_location', 'domain, city', `c.domain, 'City ' || c.n % 5000`],
  ['extracted.companyenrich_socials', 'domain, twitter_url', `c.domain, ${url('twitter')}`],
]

const keyword = `'keyword ' || (c.n * 7 + k * 1250) % 5000`
const technology = '(c.n * 3 + k * 1000) % 2000'
const category = `'category ' || c.n % 8`
const code = '(511000 + c.n % 800)::text'
const investor = `'Invented Capital ' || c.n % 600`

/** Several rows per company: table, columns, values, rows; `k` counts them. */
const breakoutTables: [string, string, string, number][] = [
  [
    'core.company_keywords',
    'domain, keyword, source, first_seen_at',
    `c.domain, ${keyword}, ${source}, c.seen_at`,
    breakouts.keywords,
  ],
  [
    'extracted.companyenrich_keywords',
    'domain, keyword',
    `c.domain, ${keyword}`,
    breakouts.keywords,
  ],
  [
    'core.company_tech_on_site',
    'domain, technology_id, source, first_seen_at',
    `c.domain, t.ids[1 + ${technology}], ${source}, c.seen_at`,
    breakouts.technologies,
  ],
  [
    'extracted.companyenrich_technologies',
    'domain, technology',
    `c.domain, 'Technology ' || ${technology}`,
    breakouts.technologies,
  ],
  [
    'core.company_categories',
    'domain, category, source, first_seen_at',
    `c.domain, ${category}, ${source}, c.seen_at`,
    breakouts.one,
  ],
  [
    'extracted.companyenrich_categories',
    'domain, category',
    `c.domain, ${category}`,
    breakouts.one,
  ],
  [
    'core.company_naics_codes',
    'domain, naics_code, source, first_seen_at',
    `c.domain, ${code}, ${source}, c.seen_at`,
    breakouts.one,
  ],
  ['extracted.companyenrich_naics_codes', 'domain, naics_code', `c.domain, ${code}`, breakouts.one],
  [
    'core.company_funding_rounds',
    'domain, source, funding_date, funding_type, ordinal, first_seen_at',
    `c.domain, ${source}, c.seen_at, 'Series A', 1, c.seen_at`,
    breakouts.one,
  ],
  [
    'extracted.companyenrich_funding_rounds',
    'domain, funding_date, funding_type, ordinal',
    `c.domain, c.seen_at, 'Series A', 1`,
    breakouts.one,
  ],
  [
    'core.company_vc_investors',
    'company_domain, vc_name, vc_domain, source, first_seen_at',
    `c.domain, ${investor}, 'vc-' || c.n % 600 || '.example', ${source}, c.seen_at`,
    breakouts.one,
  ],
  [
    'extracted.companyenrich_investors',
    'domain, investor_name',
    `c.domain, ${investor}`,
    breakouts.one,
  ],
]

/** Companies in key order; keys are hashes, so that new ones fall anywhere between them. */
const entitiesSql = (count: number) => `
  create schema bench;
  create table bench.companies as
    select
      left(md5('company ' || n), 16) || '.example' as domain,
      n,
      timestamptz '2024-06-01 00:00:00+00' + make_interval(secs => n) as seen_at
    from generate_series(1, ${count}) as n
    order by 1;
  create table bench.technologies as
    select array_agg(t.id order by t.name_key) as ids from reference.technologies as t;
  create table bench.vocabularies as
    select
      (select array_agg(r.name) from reference.employee_ranges as r) as employee_ranges,
      (select array_agg(r.name) from reference.revenue_ranges as r) as revenue_ranges,
      (select array_agg(r.name) from reference.company_types as r) as company_types;
  analyze bench.companies`

function statements(): string[] {
  const from = 'from bench.companies as c cross join bench.vocabularies as v'
  const single = oneRowTables.map(
    ([table, columns, values]) => `insert into ${table} (${columns}) select ${values} ${from}`
  )
  const several = breakoutTables.map(
    ([table, columns, values, rows]) =>
      `insert into ${table} (${columns}) select ${values} from bench.companies as c
       cross join bench.technologies as t cross join generate_series(1, ${rows}) as k`
  )
  return [...several, ...single]
}

/** Companies with what stands before them. */
export const companyStock: Stock = { entitiesSql, statements }
