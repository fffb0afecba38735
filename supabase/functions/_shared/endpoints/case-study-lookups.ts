import { z } from 'zod'
import { type Endpoint, errorSchema, requiredText } from '../endpoint.ts'
import { sample } from './case-study-fields.ts'
import { count, known, outcome } from './parts.ts'

const champion = {
  full_name: z.string().meta({ description: 'Name of the person.' }),
  job_title: known('Title as quoted.'),
  company_name: known('Company of the person: the one named for the person, else the customer.'),
  company_domain: known('Domain of that company; null while nobody knows it.'),
  company_linkedin_url: known('Its company page, where core knows the company.'),
  case_study_url: known('The case study, normalised.'),
  source: z.string().meta({
    description: 'case_study_champions or case_study_buyers: the first that named the person.',
  }),
  sources: z.array(z.string()).optional().meta({ description: 'All of them.' }),
}

const details: Endpoint = {
  method: 'POST',
  path: '/run/companies/case-study-details/lookup',
  aliases: ['/lookup_case_study_details'],
  scope: 'read',
  sqlFunction: 'lookup_case_study_details',
  routingKey: 'none',
  summary: 'Says whether a case study was read already.',
  description:
    'For senders that want to spare a reading. The URL is compared in its normal form: case of ' +
    'the host, slashes at the end, fragments and utm_ parameters do not count. A failing database ' +
    'is a 5xx, never exists false.',
  request: z.looseObject({
    case_study_url: requiredText('The case study: an http(s) URL.', sample.url),
  }),
  response: z.looseObject({
    ...outcome,
    exists: z
      .boolean()
      .optional()
      .meta({ description: 'Whether extracted.case_study_details has it (pipeline 1).' }),
    case_study_url: known('The URL asked for, normalised; as sent where it is refused.'),
    in_buyers: z
      .boolean()
      .optional()
      .meta({ description: 'Whether buyers were looked for in it (pipeline 2).' }),
    error: errorSchema.optional(),
  }),
  onRefusal: { echo: ['case_study_url'], constants: {} },
  writes: [],
  errors: ['WH101', 'WH102', 'WH104'],
  sample: {
    request: { case_study_url: `${sample.url}/?utm_source=mail` },
    response: { success: true, exists: true, case_study_url: sample.url, in_buyers: false },
  },
}

/** The people in the case studies of a vendor; `more` is what is said of each beside the rest. */
function champions(
  entry: Pick<Endpoint, 'path' | 'aliases' | 'sqlFunction' | 'summary' | 'description'>,
  more: z.ZodRawShape,
  sampleOfMore: Record<string, unknown>
): Endpoint {
  return {
    method: 'POST',
    scope: 'read',
    routingKey: 'origin_company_domain',
    ...entry,
    request: z.looseObject({
      domain: requiredText('Domain of the vendor, in any spelling.', sample.origin),
    }),
    response: z.looseObject({
      ...outcome,
      domain: known('The domain asked for, as stored; as sent where it is refused.'),
      champion_count: count('Number of people.'),
      champions: z
        .array(z.looseObject({ ...champion, ...more }))
        .optional()
        .meta({ description: 'The people.' }),
      error: errorSchema.optional(),
    }),
    onRefusal: { echo: ['domain'], constants: {} },
    writes: [],
    errors: ['WH101', 'WH102', 'WH103', 'WH104'],
    sample: {
      request: { domain: sample.origin },
      response: {
        success: true,
        domain: sample.origin,
        champion_count: 1,
        champions: [{ ...sampleChampion, ...sampleOfMore }],
      },
    },
  }
}

const sampleChampion = {
  full_name: 'Zelda Quux',
  job_title: 'VP Testing',
  company_name: 'Fabrikam',
  company_domain: 'fabrikam.example',
  company_linkedin_url: 'https://www.linkedin.com/company/fabrikam-example',
  case_study_url: sample.url,
  source: 'case_study_champions',
  sources: ['case_study_champions', 'case_study_buyers'],
}

const order = 'By name, then case study. A company that nothing is known of has none. '

/** Questions about case studies. */
export const caseStudyLookupEndpoints: readonly Endpoint[] = [
  details,
  champions(
    {
      path: '/run/companies/db/case-study-champions/lookup',
      aliases: ['/lookup_case_study_champions'],
      sqlFunction: 'lookup_case_study_champions',
      summary: 'Lists the people in the case studies of a company.',
      description: `${order}Those of both pipelines, each person once per case study.`,
    },
    {},
    {}
  ),
  champions(
    {
      path: '/run/companies/db/case-study-champions-detailed/lookup',
      aliases: ['/lookup_champions_detailed'],
      sqlFunction: 'lookup_champions_detailed',
      summary: 'Lists the people in the case studies of a company, with what they said.',
      description: `${order}testimonial is null: no source of this pipeline has what people said.`,
    },
    { testimonial: known('What the person said; null until a source has it.') },
    { testimonial: null }
  ),
]
