import type postgres from 'postgres'
import { table } from '../table.ts'
import { say } from './people.ts'
import { fieldsOf, type Line, type Post } from './requests.ts'

/** The vendor whose customers the demo follows: test/fixtures/payloads/companyenrich/complete.json. */
export const vendor = {
  origin_company_domain: 'quuxworks.example',
  origin_company_name: 'Quuxworks',
}
const caseStudyUrl = 'https://quuxworks.example/customers/gadget-orchard'
const orphan = 'Umbrella Stands & Sons'

const listPath = '/run/companies/claygent/customers-of-3/ingest'
const studyPath = '/run/companies/gemini/case-study-extraction/ingest'
const orphanPath = '/ingest_orphan_customer_domain'

/** Sends a request that must be taken; gives the fields of its answer that the demo shows. */
async function send(
  post: Post,
  path: string,
  request: Record<string, unknown>,
  fields: readonly string[]
): Promise<Line> {
  return fieldsOf(path, await post(path, { ...vendor, ...request }), fields)
}

/** The customers of the vendor. */
export async function customers(sql: postgres.Sql): Promise<string> {
  return table(
    await sql`
      select c.customer_name, c.customer_domain, c.customer_domain_source as known_from,
        c.has_case_study
      from core.company_customers as c
      where c.origin_company_domain = ${vendor.origin_company_domain}
      order by c.customer_name`
  )
}

/** Case studies of the vendor besides the one that a model has read. */
type Studies = readonly Readonly<{ customer: string; url: string }>[]

/** What Claygent says about a vendor; the names are matched to companies that are known. */
async function listCustomers(post: Post, sql: postgres.Sql, studies: Studies): Promise<void> {
  say(`A list of customers to POST /functions/v1${listPath}; "None found" is nobody's customer:`)
  const answer = await send(
    post,
    listPath,
    {
      customers: [
        { companyName: 'Tiny, Inc.', url: '', hasCaseStudy: false },
        { companyName: 'Gadget Orchard', url: `${caseStudyUrl}/?utm_source=x`, hasCaseStudy: true },
        ...studies.map(({ customer, url }) => ({ companyName: customer, url, hasCaseStudy: true })),
        { companyName: orphan, url: '', hasCaseStudy: false },
        { companyName: 'None found', url: '', hasCaseStudy: false },
      ],
    },
    ['customers_extracted', 'customers_skipped', 'customers_to_core', 'staging_case_study_urls']
  )
  console.log(table([answer]))
  say('Its customers (core.company_customers); one is a company that is known by name:')
  console.log(await customers(sql))
}

/** What a model read in the case study: who speaks there, and the customer's domain. */
async function readCaseStudy(post: Post): Promise<void> {
  say(`What a model read in the case study, to POST /functions/v1${studyPath}:`)
  const answer = await send(
    post,
    studyPath,
    {
      case_study_url: caseStudyUrl,
      company_customer_name: 'GADGET ORCHARD',
      workflow_slug: 'gemini-extract-case-study-details',
      extraction: {
        article_title: 'How Gadget Orchard stopped losing gadgets',
        customer_company_domain: 'www.gadget-orchard.example',
        champions: [{ full_name: 'Wilma Quux', job_title: 'Head of Gadgets', company_name: null }],
        confidence: 'high',
        reasoning: 'The page links to the customer.',
      },
    },
    ['article_title', 'customer_domain', 'champion_count']
  )
  console.log(table([answer], 50))
}

/** A customer known by name alone, and the domain that was found for it. */
async function resolveOrphan(post: Post, sql: postgres.Sql): Promise<void> {
  say(
    'Customers with neither domain nor case study (ops.orphan_customers):',
    table(
      await sql`
      select o.customer_name, o.origin_company_domain, o.inferences from ops.orphan_customers as o
      where o.origin_company_domain = ${vendor.origin_company_domain} order by o.customer_name`
    )
  )
  say(`Its domain, found by a model, to POST /functions/v1${orphanPath}:`)
  const answer = await send(
    post,
    orphanPath,
    {
      customer_company_name: orphan,
      domain: 'https://www.umbrella-stands.example/',
      confidence: 'high',
      reason: 'The only maker of umbrella stands of this name.',
      success: true,
      input_tokens: 412,
      output_tokens: 71,
      cost_usd: 0.00007,
    },
    ['success', 'core_updated', 'unchanged']
  )
  console.log(table([answer]))
}

/** A vendor with its customers, the person who speaks for one, and an orphan that is resolved. */
export async function showCustomers(
  post: Post,
  sql: postgres.Sql,
  studies: Studies
): Promise<void> {
  await listCustomers(post, sql, studies)
  await readCaseStudy(post)
  await resolveOrphan(post, sql)
}

/** What is known of the vendor's customers in the end. */
export async function reportCustomers(sql: postgres.Sql): Promise<void> {
  say('Now every customer has a domain, and says where it is from:', await customers(sql))
  say(
    'Who speaks for the vendor in its case studies (core.case_study_champions):',
    table(
      await sql`
      select c.full_name, c.job_title, c.company_name, c.company_domain, c.source
      from core.case_study_champions as c
      where c.origin_company_domain = ${vendor.origin_company_domain} order by c.full_name`
    )
  )
}
