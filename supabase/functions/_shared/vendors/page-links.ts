/** What the links of a page lead to, while it is read. */
export type PageLinks = {
  /** What links are relative to. */
  base: string
  /** Links, and e-mail addresses, that are taken at most. */
  readonly max: number
  /** Absolute http and https URLs without fragment. */
  readonly links: Set<string>
  readonly emails: Set<string>
  /** Links as they are written. */
  readonly seen: Set<string>
}

const MAX_URL_LENGTH = 2048

/** The links of a page of which nothing has been read. */
export function noLinks(base: string, max: number): PageLinks {
  return { base, max, links: new Set(), emails: new Set(), seen: new Set() }
}

/** RFC 6068: addresses, separated by commas. */
function takeMail(at: PageLinks, href: string): void {
  let text = href.slice('mailto:'.length).split('?')[0] ?? ''
  try {
    text = decodeURIComponent(text)
  } catch {
    // As it stands.
  }
  for (const one of text.split(',')) {
    const email = one.trim().toLowerCase()
    const isEmail = email.length <= 254 && /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/.test(email)
    if (isEmail && at.emails.size < at.max) at.emails.add(email)
  }
}

function takeUrl(at: PageLinks, url: URL): void {
  url.hash = ''
  const isLink = /^https?:$/.test(url.protocol) && url.username === '' && url.password === ''
  if (isLink) at.links.add(url.href)
}

/** Takes what a link leads to, as far as there is room: a URL, or e-mail addresses. */
export function takeLink(at: PageLinks, written: string): void {
  const href = written.trim()
  // Ten times the limit: what is repeated in other words costs time too.
  const isFull = at.links.size >= at.max || at.seen.size >= at.max * 10
  if (href === '' || href.length > MAX_URL_LENGTH || isFull || at.seen.has(href)) return
  at.seen.add(href)
  if (/^mailto:/i.test(href)) takeMail(at, href)
  else if (URL.canParse(href, at.base)) takeUrl(at, new URL(href, at.base))
}
