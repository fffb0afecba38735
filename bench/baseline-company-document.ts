/** A funding round as the document gives it. */
export interface Round {
  date: string | null
  type: string | null
  amount: string | null
  from: string | null
  url: string | null
}

interface Place {
  id?: number
  name?: string
  code?: string
  latitude?: number
  longitude?: number
}

/** The vendor's document, as far as it is written. */
export interface CompanyDocument {
  id?: string
  name?: string
  type?: string
  website?: string
  revenue?: string
  employees?: string
  industry?: string
  description?: string
  seo_description?: string
  logo_url?: string
  industries: string[]
  categories: string[]
  keywords: string[]
  technologies: string[]
  naics_codes: string[]
  subsidiaries: (string | { name: string; domain?: string })[]
  founded_year?: number
  page_rank?: number
  updated_at: string
  location: {
    address?: string
    phone?: string
    postal_code?: string
    city?: Place
    state?: Place
    country?: Place
  }
  financial: {
    total_funding?: number
    funding_stage?: string
    funding_date?: string
    stock_symbol?: string | null
    stock_exchange?: string | null
    funding: Round[]
  }
  socials: Record<string, string>
}

/** What every write of one payload needs. */
export interface Landed {
  domain: string
  rawId: string
  landingNo: string
  document: CompanyDocument
}

/** A date of the document; without a zone it is UTC. */
export function dateOf(value: string | null): string | null {
  if (value === null) return null
  return /Z$|[+-]\d\d:\d\d$/.test(value) ? value : `${value}Z`
}

/** The investors of a round: its list, split at the commas. */
export function investorsOf(round: Round): string[] {
  const parts = (round.from ?? '').split(',').map((part) => part.trim())
  return [...new Set(parts.filter((part) => part !== ''))]
}

/** `85000000 USD` as value and currency; nulls for anything else. */
export function amountOf(amount: string | null): [string | null, string | null] {
  const found = /^(\d+(?:\.\d+)?) ([A-Z]{3})$/.exec(amount ?? '')
  return [found?.[1] ?? null, found?.[2] ?? null]
}

/** `Series A` as `series_a`. */
export function stageOf(type: string | null): string | null {
  return type?.toLowerCase().replace(' round', '').replaceAll(' ', '_') ?? null
}

/** The social profiles that core keeps. */
export function profilesOf(socials: Record<string, string>): Record<string, string | null> {
  const names = ['linkedin', 'twitter', 'facebook', 'github', 'youtube', 'instagram', 'crunchbase']
  const columns = [...names, 'g2', 'angellist'].map((name) => `${name}_url`)
  return Object.fromEntries(columns.map((column) => [column, socials[column] ?? null]))
}
