import { coreCompanies, coreCustomers, corePeople, type Filled } from './leads-tables.ts'

/**
 * Leads at the size of a real warehouse, set-based: skewed as real data is. Few functions,
 * countries and employers hold most rows, and what belongs together (function and title, place of
 * person and company) goes together.
 */

/** How many rows of each kind. */
export type LeadSizes = Readonly<{
  people: number
  companies: number
  /** Rows of core.person_work_history; three per person, the first of them current. */
  jobs: number
  customers: number
}>

/** The size of the warehouse that this replaces. */
export const fullLeads: LeadSizes = {
  people: 1_500_000,
  companies: 500_000,
  jobs: 1_250_000,
  customers: 100_000,
}

/** `u(n, salt)` is a number from 0 to 1, the same in every run; `z` of it is small most times. */
const helpersSql = `
  create schema if not exists bench;
  create function bench.u(n bigint, salt integer) returns double precision
    language sql immutable parallel safe
    return (hashint8extended(n, salt) & 2147483647) / 2147483648.0::double precision;
  create function bench.z(n bigint, salt integer, count integer, power double precision)
    returns integer language sql immutable parallel safe
    return floor(count * pow((hashint8extended(n, salt) & 2147483647)
      / 2147483648.0::double precision, power))::integer;
  create function bench.word(n bigint) returns text language sql immutable parallel safe
    return initcap(
      (array['ba','ce','di','fo','gu','ka','le','mi','no','ru','sa','te','vi','wo','zu'])[1 + n % 15]
      || (array['l','r','n','s','m','nd','rt','st','ll','v'])[1 + (n / 15) % 10]
      || (array['a','en','io','us','ix','on','ar','ey'])[1 + (n / 150) % 8]
      || (array['','son','berg','ton','field','worth','man'])[1 + (n / 1200) % 7])`

const vocabulariesSql = `
  create table bench.places as
    select n, bench.word(n * 7 + 3) || case when n % 3 = 0 then ' City' else '' end as city,
      case when n % 5 > 0 then bench.word(n / 20 + 500) || ' State' end as state,
      (array['United States','United Kingdom','Germany','India','Canada','France','Ireland','Spain',
        'Netherlands','Australia','Brazil','Sweden','Poland','Israel','Singapore','Italy','Japan',
        'Mexico','Denmark','Austria'])[1 + bench.z(n, 1, 20, 3.2)] as country
    from generate_series(0, 3999) as n;
  create table bench.titles as
    select n, s.name as seniority, f.name as job_function,
      case when n % 97 = 0 then null else
        left(s.name || ' ' || case when n < 400 then '' else bench.word(n) || ' ' end
          || (array['Manager','Engineer','Lead','Analyst','Specialist','Consultant','Officer',
            'Partner'])[1 + n % 8] || ', ' || f.name, 120) end as title
    from generate_series(0, 39999) as n
    cross join lateral (select array_agg(x.name order by md5(x.name)) as names
      from reference.seniorities as x) as ss
    cross join lateral (select array_agg(x.name order by md5(x.name)) as names
      from reference.job_functions as x) as ff
    cross join lateral (select ss.names[1 + bench.z(n, 2, cardinality(ss.names), 2)] as name) as s
    cross join lateral (select ff.names[1 + bench.z(n, 3, cardinality(ff.names), 2)] as name) as f;
  create unique index on bench.places (n); create unique index on bench.titles (n);
  analyze bench.places; analyze bench.titles`

const companiesSql = ({ companies }: LeadSizes) => `
  create table bench.companies as
    select n, 'company-' || n || '.example' as domain,
      md5('company:company-' || n || '.example')::uuid as id,
      bench.word(bench.z(n, 4, 8400, 1.5)) || ' '
        || (array['Robotics','Software','Systems','Foods','Energy','Health','Labs','Group',
          'Logistics','Bank','Media','Partners','Consulting','Industries'])[1 + bench.z(n, 5, 14, 2)]
        || case when n % 2 = 0 then ' ' || bench.word(bench.z(n, 6, 8400, 1)) else '' end as name,
      bench.z(n, 7, 4000, 3) as place,
      case when bench.u(n, 8) < 0.85 then 1 + bench.z(n, 9, v.most, 2.5) end as industry,
      case when bench.u(n, 10) < 0.9 then 1 + bench.z(n, 11, 8, 1.6) end as size
    from generate_series(0, ${companies} - 1) as n
    cross join (select count(*)::integer as most from reference.company_industries) as v
    order by 2;
  create unique index on bench.companies (n); analyze bench.companies`

const peopleSql = ({ people, companies }: LeadSizes) => `
  create table bench.people as
    select n, 'https://www.linkedin.com/in/' || left(md5('lead ' || n), 16) as linkedin_url,
      bench.word(bench.z(n, 12, 1200, 2)) || ' ' || bench.word(bench.z(n, 13, 8400, 1.3)) as name,
      case when bench.u(n, 14) < 0.92 then bench.z(n, 15, ${companies}, 3) end as employer,
      case when bench.u(n, 16) < 0.93 then bench.z(n, 17, 40000, 2.5) end as title,
      bench.z(n, 18, 4000, 3) as place,
      current_date - bench.z(n, 19, 5500, 1.7) as started
    from generate_series(1, ${people}) as n;
  analyze bench.people`

const insertSql = ([table, columns, query]: Filled) => `insert into ${table} (${columns}) ${query}`

/** Statements in order; those of one list may run beside each other. */
export function leadStatements(sizes: LeadSizes): string[][] {
  return [
    [helpersSql],
    [vocabulariesSql],
    [companiesSql(sizes), peopleSql(sizes)],
    [...corePeople(sizes), ...coreCompanies, ...coreCustomers(sizes)].map(insertSql),
  ]
}
