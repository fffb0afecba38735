/** A request to POST /run/companies/companyenrich/ingest. */
export type CompanyEnrichRequest = {
  domain: string
  raw_payload: Record<string, unknown>
}

/** A generator of numbers in [0, 1) that gives the same sequence for the same seed (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

const EMPLOYEES = ['1-10', '11-50', '51-200', '201-500', '501-1K', '1K-5K', '5K-10K', 'over-10K']
const REVENUES = ['under-1m', '1m-10m', '10m-50m', '50m-100m', '100m-200m', '200m-1b', 'over-1b']
const TYPES = ['private', 'public', 'self-owned', 'nonprofit', 'partnership']
const INDUSTRIES = ['Software', 'Banking', 'Retail', 'Financial Services', 'Consumer Goods']
const CATEGORIES = ['b2b', 'b2c', 'saas', 'e-commerce', 'media', 'service-provider']
const ROUND_TYPES = ['Seed Round', 'Series A', 'Series B', 'Series C', 'Debt Financing']
const CITIES = [
  ['Cork', 'County Cork', 'CO', 'Ireland', 'IE'],
  ['Graz', 'Styria', 'ST', 'Austria', 'AT'],
  ['Porto', 'Norte', 'NO', 'Portugal', 'PT'],
  ['Ghent', 'Flanders', 'FL', 'Belgium', 'BE'],
] as const

type Random = () => number

function pick<T>(random: Random, values: readonly T[]): T {
  return values[Math.floor(random() * values.length)] as T
}

/** `count` different names out of a pool of `pool`, such as `keyword 17`. */
function names(random: Random, prefix: string, pool: number, count: number): string[] {
  const found = new Set<string>()
  while (found.size < count) found.add(`${prefix} ${Math.floor(random() * pool)}`)
  return [...found]
}

function day(random: Random, year: number): string {
  const month = String(1 + Math.floor(random() * 12)).padStart(2, '0')
  const date = String(1 + Math.floor(random() * 28)).padStart(2, '0')
  return `${year}-${month}-${date}`
}

function fundingRounds(random: Random): Record<string, unknown>[] {
  return Array.from({ length: 2 + Math.floor(random() * 4) }, (_, index) => ({
    date: `${day(random, 2016 + index * 2)}T00:00:00`,
    type: ROUND_TYPES[index % ROUND_TYPES.length],
    amount: `${1 + Math.floor(random() * 90)}000000 USD`,
    from: names(random, 'Invented Capital', 600, 1 + Math.floor(random() * 3)).join(', '),
    url: `https://news.example/rounds/${Math.floor(random() * 1e9)}`,
  }))
}

/**
 * An invented company in the shape of the vendor, about 145 rows over all tables. The same number
 * gives the same company; `version` changes some of its values and its vendor time.
 */
export function createCompanyEnrichRequest(number: number, version = 0): CompanyEnrichRequest {
  const random = createRandom(number * 7919 + version * 104729 + 1)
  const domain = `company-${number}.example`
  const [city, state, stateCode, country, countryCode] = pick(random, CITIES)
  return {
    domain,
    raw_payload: {
      id: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
      name: `Company ${number}`,
      domain,
      website: `https://www.${domain}/`,
      type: pick(random, TYPES),
      industry: pick(random, INDUSTRIES),
      industries: names(random, 'Industry', 60, 3),
      categories: CATEGORIES.filter(() => random() < 0.5),
      employees: pick(random, EMPLOYEES),
      revenue: pick(random, REVENUES),
      description: `Company ${number} makes invented things, edition ${version}.`,
      seo_description: `Invented things by company ${number}`,
      logo_url: `https://img.example/${number}.png`,
      keywords: names(random, 'keyword', 5000, 25),
      technologies: names(random, 'Technology', 2000, 15),
      naics_codes: names(random, '', 800, 3).map((name) => String(511000 + Number(name.trim()))),
      subsidiaries: [
        `Subsidiary of ${number}`,
        { name: `Labs ${number}`, domain: `labs-${domain}` },
      ],
      founded_year: 1950 + Math.floor(random() * 74),
      page_rank: Math.round(random() * 100_000) / 10_000,
      location: {
        address: `${1 + Math.floor(random() * 200)} Invented Street`,
        postal_code: String(1000 + Math.floor(random() * 9000)),
        phone: '+00 000 0000',
        city: { id: Math.floor(random() * 1e6), name: city, latitude: 50.1, longitude: 8.2 },
        state: { id: Math.floor(random() * 1e4), name: state, code: stateCode },
        country: { code: countryCode, name: country },
      },
      financial: {
        total_funding: Math.floor(random() * 3e8),
        funding_stage: 'series_b',
        funding_date: `${day(random, 2023)}T00:00:00Z`,
        stock_symbol: null,
        stock_exchange: null,
        funding: fundingRounds(random),
      },
      socials: {
        linkedin_url: `https://www.linkedin.com/company/company-${number}`,
        linkedin_id: String(1_000_000 + number),
        twitter_url: `https://twitter.com/company-${number}`,
        facebook_url: `https://www.facebook.com/company-${number}`,
        github_url: `https://github.com/company-${number}`,
      },
      updated_at: `2025-01-${String(1 + (version % 28)).padStart(2, '0')}T10:00:00Z`,
    },
  }
}
