import { createHash } from 'node:crypto'

/** A company of an answer, with the fields of the preview. */
export type SimilarItem = Readonly<Record<string, unknown>>

/** What the vendor says about a domain. */
export type SimilarAnswer = Readonly<{
  items: readonly SimilarItem[]
  metadata: Readonly<{ scores: Readonly<Record<string, number>> }>
  page: number
  totalPages: number
  totalItems: number
}>

const industries = ['Software', 'Food', 'Logistics', 'Retail', 'Banking']

/** A number from 0 to 1 that is always the same for the same text. */
export function shareOf(text: string): number {
  return createHash('md5').update(text).digest().readUInt32BE(0) / 2 ** 32
}

/** A uuid that is always the same for the same text. */
function idOf(text: string): string {
  const hex = createHash('md5').update(`id ${text}`).digest('hex')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

function itemOf(domain: string, number: number): SimilarItem {
  const label = domain.split('.')[0]
  return {
    id: idOf(`${domain} ${number}`),
    name: `Like ${label} ${number}`,
    domain: `like-${number}-${label}.example`,
    website: `https://www.like-${number}-${label}.example/`,
    industry: industries[number % industries.length],
    description: `Does much the same as ${domain}.`,
    keywords: ['invented', `like ${label}`],
    logo_url: `https://logos.example/${label}-${number}.png`,
    updated_at: '2026-01-02T03:04:05Z',
  }
}

/** How many companies the stand-in finds for a domain: none for one in ten, else up to 25. */
export function similarCountOf(domain: string): number {
  const share = shareOf(`count ${domain}`)
  return share < 0.1 ? 0 : 1 + Math.floor(share * 25)
}

/** Puts items and scores into the form of an answer. */
export function answerWith(
  items: readonly SimilarItem[],
  scores: Readonly<Record<string, number>>
): SimilarAnswer {
  return { items, metadata: { scores }, page: 1, totalPages: 1, totalItems: items.length }
}

/**
 * The companies similar to some domains, invented and always the same. Of several domains the best
 * 25 of all are mixed, and nothing says which is similar to which, as the vendor does it.
 */
export function inventAnswer(domains: readonly string[]): SimilarAnswer {
  const items = domains.flatMap((domain) =>
    Array.from({ length: similarCountOf(domain) }, (_, number) => itemOf(domain, number))
  )
  const scored = items.map((item) => [String(item.id), shareOf(`score ${item.id}`)] as const)
  const best = new Map(scored.toSorted(([, left], [, right]) => right - left).slice(0, 25))
  const kept = items.filter((item) => best.has(String(item.id)))
  return answerWith(kept, Object.fromEntries(best))
}
