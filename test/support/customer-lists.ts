import { createRandom } from './payloads.ts'

/** A request to POST /run/companies/claygent/customers-of-3/ingest. */
export type CustomersRequest = {
  origin_company_domain: string
  origin_company_name: string
  response: string
  customers: { companyName: string; url: string; hasCaseStudy: boolean }[]
  reasoning: string
  confidence: string
  stepsTaken: string[]
}

/** Customers that a list names. */
export const CUSTOMERS_PER_LIST = 20

/** How many companies the customers are drawn from; the even ones are meant to be known. */
export const CUSTOMER_POOL = 20_000

const FIRST = [
  'Alder',
  'Birch',
  'Cedar',
  'Dune',
  'Ember',
  'Fjord',
  'Glade',
  'Harbor',
  'Iris',
  'Juno',
]
const SECOND = ['Foods', 'Labs', 'Motors', 'Health', 'Energy', 'Retail', 'Media', 'Logistics']
const FORMS = ['', '', '', ' Inc.', ' GmbH', ' Ltd', ' Group']

/** The name of company `number` of the pool, without its legal form: different for each. */
export const customerName = (number: number): string =>
  `${FIRST[number % FIRST.length]}${Math.floor(number / 80)} ${SECOND[Math.floor(number / 10) % 8]}`

/** The domain of company `number` of the pool. */
export const customerDomain = (number: number): string => `customer-${number}.example`

/**
 * The customers of vendor `number`: 20 of the pool, as Claygent names them, half of them with a case
 * study. Another version of the same vendor names others.
 */
export function createCustomersRequest(number: number, version = 0): CustomersRequest {
  const random = createRandom(number * 7919 + version * 104_729)
  const origin = `vendor-${number}.example`
  const picked = new Set<number>()
  while (picked.size < CUSTOMERS_PER_LIST) picked.add(Math.floor(random() * CUSTOMER_POOL))
  const customers = [...picked].map((customer) => {
    const hasCaseStudy = random() < 0.5
    const form = FORMS[Math.floor(random() * FORMS.length)] ?? ''
    return {
      companyName: `${customerName(customer)}${form}`,
      url: hasCaseStudy ? `https://${origin}/customers/case-${customer}` : '',
      hasCaseStudy,
    }
  })
  return {
    origin_company_domain: origin,
    origin_company_name: `Vendor ${number}`,
    response: `Vendor ${number} names ${customers.length} customers on its pages.`,
    customers,
    reasoning: 'The names stand on the page of customers and in the case studies it links to.',
    confidence: ['high', 'medium', 'low'][number % 3] ?? 'low',
    stepsTaken: [`Visited https://${origin}/customers`, 'Read the case studies that it links to.'],
  }
}
