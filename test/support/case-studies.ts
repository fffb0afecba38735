import type { Payload, Row, Warehouse } from './warehouse.ts'

/** The slug that requests of pipeline 1 name. */
export const workflow = 'gemini-extract-case-study-details'

/** The two sources, with their payload tables. */
export const sources = {
  gemini_case_study: 'gemini_case_study_payloads',
  case_study_buyers: 'case_study_buyers_payloads',
} as const
export type CaseStudySource = keyof typeof sources

/** A payload on its way to raw; `receivedAt` makes it a late one. */
export type CaseStudyLanding = Readonly<{ payload: unknown; receivedAt?: string }>

/** Lands payloads of one source in one statement, in the order of the array. */
export async function landCaseStudies(
  { sql }: Pick<Warehouse, 'sql'>,
  source: CaseStudySource,
  landings: readonly CaseStudyLanding[]
): Promise<void> {
  await sql.unsafe(
    `insert into raw.${sources[source]} (payload, received_at)
    select l.item -> 'payload', coalesce((l.item ->> 'receivedAt')::timestamptz, clock_timestamp())
    from jsonb_array_elements($1::text::jsonb) with ordinality as l (item, place)
    order by l.place`,
    [JSON.stringify(landings)]
  )
}

/** What a model read: the people by name, or as objects. */
export function extractionOf(
  url: string,
  people: readonly unknown[],
  more: Payload = {},
  extraction: Payload = {}
): Payload {
  return {
    case_study_url: url,
    origin_company_domain: 'vendor.example',
    origin_company_name: 'Vendor',
    company_customer_name: 'Acme',
    workflow_slug: workflow,
    extraction: {
      article_title: null,
      customer_company_domain: null,
      champions: people.map((one) => (typeof one === 'string' ? { full_name: one } : one)),
      confidence: 'high',
      ...extraction,
    },
    ...more,
  }
}

/** What pipeline 2 found: the people by name, or as objects. */
export function buyersOf(
  url: string | null,
  people: readonly unknown[],
  more: Payload = {}
): Payload {
  return {
    case_study_url: url,
    origin_company_domain: 'vendor.example',
    origin_company_name: 'Vendor',
    customer_company_name: 'Acme',
    people: people.map((one) => (typeof one === 'string' ? { fullName: one } : one)),
    ...more,
  }
}

/** Both pipelines of a warehouse. */
export function pipelinesOf(house: Warehouse) {
  return {
    /** Lands extractions, one statement each. */
    extract: async (...payloads: Payload[]) => {
      for (const payload of payloads) {
        await landCaseStudies(house, 'gemini_case_study', [{ payload }])
      }
    },
    /** Lands documents of buyers, one statement each. */
    buyers: async (...payloads: Payload[]) => {
      for (const payload of payloads) {
        await landCaseStudies(house, 'case_study_buyers', [{ payload }])
      }
    },
    /** People of core in the case studies of a vendor. */
    champions: (origin = 'vendor.example', columns = '*'): Promise<Row[]> =>
      house.rows(`select ${columns} from core.case_study_champions
        where origin_company_domain = '${origin}'
        order by full_name_key, case_study_url nulls last`),
    details: (url: string): Promise<Row | undefined> =>
      house.row(`select * from extracted.case_study_details where case_study_url = '${url}'`),
  }
}
