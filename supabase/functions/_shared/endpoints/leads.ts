import { z } from 'zod'
import { type Endpoint, errorSchema } from '../endpoint.ts'
import {
  gate,
  hiddenMeta,
  hiddenSwitch,
  industryFilter,
  leadFilters,
  leadWith,
  roleFilters,
  sampleLead,
} from './lead-parts.ts'
import {
  listAnswer,
  listErrors,
  pageParameters,
  parameter,
  sampleMeta,
  wholeNumber,
} from './lists.ts'
import { known, outcome } from './parts.ts'

/** What is common to the lists of leads. */
const list = {
  method: 'GET',
  scope: 'read',
  routingKey: 'none',
  writes: [],
} as const

const order =
  'In the order in which the leads appeared, so that a page neither repeats nor misses one. '

const leads: Endpoint = {
  ...list,
  path: '/api/leads',
  sqlFunction: 'list_leads',
  summary: 'Lists leads that pass filters.',
  description: `A lead is a person with the employer of the present job. ${order}Filters hold together.`,
  request: z.looseObject({
    ...leadFilters,
    ...hiddenSwitch,
    ...pageParameters(),
  }),
  response: listAnswer(leadWith(), hiddenMeta),
  errors: [...listErrors, 'WH102', 'WH103'],
  sample: {
    request: { job_function: 'Engineering', person_country: 'ireland', limit: '10' },
    response: { success: true, data: [sampleLead], meta: { ...sampleMeta, limit: 10 } },
  },
}

const quick: Endpoint = {
  ...list,
  path: '/api/leads/quick',
  sqlFunction: 'list_leads_quick',
  summary: 'Lists the first leads that pass filters, without counting them.',
  description: 'For look-ups that need neither a total nor a second page.',
  request: z.looseObject({
    ...leadFilters,
    limit: wholeNumber('Most rows of the answer.', 1, 2000, 50, 10),
  }),
  response: z.looseObject({
    ...outcome,
    data: z.array(leadWith()).optional().meta({ description: 'The leads.' }),
    error: errorSchema.optional(),
  }),
  errors: ['WH102', 'WH103', 'WH104'],
  sample: {
    request: { company_domain: 'widgets.example', limit: '500' },
    response: { success: true, data: [sampleLead] },
  },
}

const newInRole: Endpoint = {
  ...list,
  path: '/api/leads/new-in-role',
  sqlFunction: 'list_leads_new_in_role',
  summary: 'Lists leads whose present job began lately, the newest first.',
  description:
    'Today counts, the future does not. A start that is known to its year only never counts: ' +
    'sources write such a start as January, so that a January without a day does not count either.',
  request: z.looseObject({
    started_within_days: wholeNumber('Days before today.', 1, 3650, 90, 30),
    ...roleFilters,
    ...industryFilter,
    ...gate,
    ...hiddenSwitch,
    ...pageParameters(),
  }),
  response: listAnswer(leadWith(), hiddenMeta),
  errors: [...listErrors],
  sample: {
    request: { started_within_days: '60', seniority: 'VP' },
    response: { success: true, data: [sampleLead], meta: sampleMeta },
  },
}

const promotion = { previous_title: 'Head of Testing', new_title: 'VP Testing' }

const recentlyPromoted: Endpoint = {
  ...list,
  path: '/api/leads/recently-promoted',
  sqlFunction: 'list_leads_recently_promoted',
  summary: 'Lists leads that were promoted lately, the latest first.',
  description:
    'By their latest promotion at the company they work for now; today counts, the future does not.',
  request: z.looseObject({
    promoted_within_days: wholeNumber('Days before today.', 1, 3650, 180, 30),
    ...roleFilters,
    ...industryFilter,
    ...gate,
    ...hiddenSwitch,
    ...pageParameters(),
  }),
  response: listAnswer(
    leadWith({
      previous_title: known('Title before the promotion.'),
      new_title: known('Title since then.'),
      promotion_date: known('When the new job began.'),
    }),
    hiddenMeta
  ),
  errors: [...listErrors],
  sample: {
    request: { promoted_within_days: '90' },
    response: {
      success: true,
      data: [{ ...sampleLead, ...promotion, promotion_date: '2026-10-01' }],
      meta: sampleMeta,
    },
  },
}

const atVcPortfolio: Endpoint = {
  ...list,
  path: '/api/leads/at-vc-portfolio',
  sqlFunction: 'list_leads_at_vc_portfolio',
  summary: 'Lists leads at companies that an investor has in the portfolio.',
  description: `One row per lead and investor. ${order}`,
  request: z.looseObject({
    vc_name: parameter('Name of the investor, in any case.', 'Example Capital'),
    ...roleFilters,
    ...gate,
    ...hiddenSwitch,
    ...pageParameters(),
  }),
  response: listAnswer(
    leadWith({
      vc_name: known('Name of the investor.'),
      vc_company_description: known('What the portfolio says of the company.'),
    }),
    {
      ...hiddenMeta,
      distinct_people: z
        .int()
        .nullish()
        .meta({ description: 'Leads among the rows; null with count=none.' }),
    }
  ),
  errors: [...listErrors],
  sample: {
    request: { vc_name: 'Example Capital' },
    response: {
      success: true,
      data: [{ ...sampleLead, vc_name: 'Example Capital', vc_company_description: 'Widgets.' }],
      meta: { ...sampleMeta, distinct_people: 1 },
    },
  },
}

/** Lists of leads by what they are and do. */
export const leadEndpoints: readonly Endpoint[] = [
  leads,
  quick,
  newInRole,
  recentlyPromoted,
  atVcPortfolio,
]
