import type postgres from 'postgres'
import { landFlat } from './flat-source.ts'
import { landPeople, landTogether, type Row } from './warehouse.ts'

/** A company as a document names it. */
export type Named = Readonly<{ domain: string; name?: string | null; page?: string | null }>

/** Customers that a company mentions. */
export type Mention = Readonly<{ origin: string; names: readonly string[] }>

type Client = Readonly<{ sql: postgres.Sql }>

/** The LinkedIn page of a company. */
export const page = (slug: string): string => `https://www.linkedin.com/company/${slug}`

/** Lands lists of customers, by customers-of-3, in one statement. */
export async function mention({ sql }: Client, ...mentions: readonly Mention[]): Promise<void> {
  await mentionIn(sql, 'claygent_customers_structured_raw', mentions)
}

/** Lands lists of customers into another raw table of such lists. */
export async function mentionIn(
  sql: postgres.Sql,
  rawTable: string,
  mentions: readonly Mention[]
): Promise<void> {
  const bodies = mentions.map(({ origin, names }) => ({
    origin_company_domain: origin,
    customers: names.map((companyName) => ({ companyName })),
  }))
  await sql`
    insert into raw.${sql(rawTable)} (origin_company_domain, payload)
    select l.item ->> 'origin_company_domain', l.item
    from jsonb_array_elements(${JSON.stringify(bodies)}::text::jsonb) with ordinality as l (item, place)
    order by l.place`
}

/** Lands companies by CompanyEnrich, in one statement. */
export async function enrich({ sql }: Client, ...companies: readonly Named[]): Promise<void> {
  await landTogether(
    sql,
    companies.map(({ domain, name, page: linkedin_url }) => ({
      domain,
      payload: { name, socials: { linkedin_url } },
    }))
  )
}

/** Lands found companies, in one statement. */
export async function find(house: Client, ...companies: readonly Named[]): Promise<void> {
  await landFlat(
    house,
    { rawTable: 'company_discovery_payloads' },
    companies.map(({ domain, name, page: linkedin_url }) => ({
      domain,
      payload: { name, linkedin_url },
    }))
  )
}

let people = 0

/** Lands a person of its own for each company, who works there, in one statement. */
export async function employ({ sql }: Client, ...companies: readonly Named[]): Promise<void> {
  await landPeople(
    sql,
    companies.map(({ domain, name, page: url }) => ({
      linkedin_url: `https://www.linkedin.com/in/employee-${++people}`,
      payload: {
        experience: [
          { title: 'Clerk', company: name, company_domain: domain, url, is_current: true },
        ],
      },
    }))
  )
}

/** The ways in which companies get names. */
export const sources = { enrich, find, employ }

/** What names match: name -> [domain, method, page] without what is null. */
export async function matchesOf({ sql }: Client): Promise<Record<string, string[]>> {
  const rows = await sql<{ name: string; match: string[] }[]>`
    select n.origin_company_domain || ': ' || n.customer_name as name,
      array_remove(
        array[n.matched_domain, n.match_method, n.matched_linkedin_url], null
      ) as match
    from extracted.customer_names as n
    order by 1`
  return Object.fromEntries(rows.map(({ name, match }) => [name, match]))
}

/** Names whose match is not what the companies of now give: none when all is settled. */
export async function unsettled({ sql }: Client): Promise<Row[]> {
  return await sql`
    select n.origin_company_domain, n.customer_name, n.matched_domain, m.matched_domain as expected
    from extracted.customer_names as n
    cross join lateral reference.company_name_keys(n.customer_name) as k
    cross join lateral core.match_company_names(array[row(
      n.origin_company_domain, n.customer_name, k.name_key, k.bare_key, k.weak_key, k.weak_words
    )::core.name_probe]) as m
    where (n.matched_domain, n.matched_linkedin_url, n.match_method)
      is distinct from (m.matched_domain, m.matched_linkedin_url, m.match_method)`
}

/** Mentions and customers of core that do not carry the match of their name: none, ever. */
export async function uncarried({ sql }: Client): Promise<Row[]> {
  return await sql`
    select m.source, m.origin_company_domain, m.customer_name, m.matched_domain
    from extracted.customer_mentions as m
    left join extracted.customer_names as n
      on n.origin_company_domain = m.origin_company_domain and n.customer_name = m.customer_name
    where (m.matched_domain, m.matched_linkedin_url)
      is distinct from (n.matched_domain, n.matched_linkedin_url)
    union all
    select 'core', c.origin_company_domain, c.customer_name, c.customer_domain
    from core.company_customers as c
    cross join lateral (
      select
        count(m.matched_domain) as matched,
        count(*) filter (where m.matched_domain = c.customer_domain) as agreeing
      from extracted.customer_mentions as m
      where m.origin_company_domain = c.origin_company_domain
        and m.customer_name_key = c.customer_name_key
        and m.is_live
    ) as l
    where c.customer_domain_source = 'name-match' and l.agreeing = 0
      or c.customer_domain is null and l.matched > 0`
}
