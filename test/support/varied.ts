import { createCompanyEnrichRequest, createRandom } from './payloads.ts'
import type { Landing } from './warehouse.ts'

type Random = () => number

function pick<T>(random: Random, values: readonly T[]): T {
  return values[Math.floor(random() * values.length)] as T
}

const spellings = [
  (text: string) => text,
  (text: string) => text.toUpperCase(),
  (text: string) => ` ${text}  `,
  (text: string) => text.replaceAll(' ', '  '),
]

function respelled(random: Random, values: unknown): unknown {
  if (!Array.isArray(values)) return values
  return values.slice(0, 6).map((value) => {
    return typeof value === 'string' ? pick(random, spellings)(value) : value
  })
}

const times = [
  '2024-01-05T00:00:00Z',
  '2024-02-05',
  '2024-02-05',
  '2025-07',
  '2999-01-01T00:00:00Z',
  'yesterday',
  null,
  undefined,
]

/** Members that careless senders get wrong; every document loses or changes some of its own. */
const oddities: readonly Readonly<Record<string, unknown>>[] = [
  {},
  {},
  {},
  { name: null, location: null },
  { employees: 'a handful', revenue: '?', type: 'cooperative', industry: 'Space Mining' },
  { keywords: null, technologies: [], naics_codes: {} },
  { socials: {}, description: '', seo_description: 'N/A' },
  { location: { city: { name: 'Graz' } } },
  { location: { country: { name: 'Austria' }, state: 'none' }, financial: [] },
  { financial: { funding: [{ amount: '5 EUR' }, { amount: '7 EUR', from: 'Accel, sequoia' }] } },
  { subsidiaries: null, industries: 'none', categories: '["b2b", "B2B"]' },
]

/** Ways to write a domain, and some that are none. */
const keys = [
  (domain: string) => domain,
  (domain: string) => `https://www.${domain}/about?x=1`,
  (domain: string) => domain.toUpperCase(),
  (domain: string) => `someone@${domain}`,
]
const unusable = ['192.0.2.1', 'bit.ly', ' ', 'localhost']

/** What makes a payload fail where `poison` is installed. */
export const poison = 'Poisoned Ltd'

/**
 * Landings of companies that contradict each other: several per company in no order of time, with
 * other spellings, gaps and wrong types, repetitions, unusable keys and poisoned ones.
 */
export function createVariedLandings(count: number, companies: number, seed: number): Landing[] {
  const random = createRandom(seed)
  const landings: Landing[] = []
  while (landings.length < count) {
    const last = landings.at(-1)
    if (last !== undefined && random() < 0.08) {
      landings.push(last)
      continue
    }
    const number = Math.floor(random() * companies)
    const { domain, raw_payload } = createCompanyEnrichRequest(number, Math.floor(random() * 4))
    const payload: Record<string, unknown> = {
      ...raw_payload,
      name: pick(random, [`Company ${number}`, `company ${number} Inc`, null]),
      keywords: respelled(random, raw_payload.keywords),
      technologies: respelled(random, raw_payload.technologies),
      naics_codes: respelled(random, raw_payload.naics_codes),
      updated_at: pick(random, times),
      ...pick(random, oddities),
    }
    if (random() < 0.04) payload.name = poison
    const key = random() < 0.04 ? pick(random, unusable) : pick(random, keys)(domain)
    landings.push({ domain: key, payload })
  }
  return landings
}

/** The same landings in another order. */
export function shuffled<T>(values: readonly T[], seed: number): T[] {
  const random = createRandom(seed)
  const mixed = [...values]
  for (let last = mixed.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1))
    ;[mixed[last], mixed[other]] = [mixed[other] as T, mixed[last] as T]
  }
  return mixed
}
