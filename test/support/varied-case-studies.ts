import { random } from '../procedures/reference/urls.ts'
import { buyersOf, type CaseStudySource, extractionOf } from './case-studies.ts'
import type { Payload } from './warehouse.ts'

/** A document of one of the two pipelines. */
export type VariedCaseStudy = Readonly<{ source: CaseStudySource; payload: Payload }>

const people = [
  ...['Jo Doe', 'JO DOE', 'Al Bee', 'Cy Dee', ' ', '---', 'Unknown'],
  ...[
    { full_name: 'Jo Doe', job_title: 'CFO' },
    { fullName: 'Al Bee', jobTitle: 'CEO' },
  ],
  ...[
    { full_name: 'Al Bee', company_name: 'Globex' },
    { full_name: 'Ed Eff', job_title: 'n/a' },
  ],
  ...[{ name: 'Cy Dee', company_name: 'Acme Labs' }, {}, null, 7, []],
]
const customers = ['Acme', 'ACME Inc.', 'Acme, Inc', 'Globex', 'Acme Labs']
const domains = ['acme.example', 'https://www.acme.example/x', 'globex.example', 'bit.ly', '', null]
const titles = ['A title', 'Another', null, {}]

/** Documents about a few case studies of a few vendors: what one says, the next may take back. */
export function variedCaseStudies(seed: number, prefix: string) {
  const next = random(seed)
  const pick = <T>(list: readonly T[]) => list[Math.floor(next() * list.length)] as T
  const vendor = () => `${prefix}-${pick(['a', 'a', 'a', 'b'])}.example`
  const list = () => Array.from({ length: Math.floor(next() * 5) }, () => pick(people))
  const url = () => `https://${prefix}.example/customers/${Math.floor(next() * 4)}`

  return (): VariedCaseStudy => {
    const more = {
      origin_company_domain: vendor(),
      origin_company_name: pick(['Vendor', 'Vendor Ltd', null]),
    }
    if (next() < 0.5) {
      const payload = extractionOf(
        url(),
        list(),
        { ...more, company_customer_name: pick(customers), model: pick(['m1', 'm2', null]) },
        {
          customer_company_domain: pick([...domains, more.origin_company_domain]),
          article_title: pick(titles),
          confidence: pick(['high', 'low', 'sure', null]),
          ...pick([{}, {}, {}, { champions: null }, { champions: 'nobody' }]),
        }
      )
      return { source: 'gemini_case_study', payload }
    }
    const payload = buyersOf(pick([url(), url(), url(), null]), list(), {
      ...more,
      customer_company_name: pick([...customers, null, 'none']),
      customer_company_domain: pick(domains),
      success: pick([true, true, null, false]),
    })
    return { source: 'case_study_buyers', payload }
  }
}
