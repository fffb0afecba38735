import { isProblem, type Problem, problem } from '../errors.ts'
import { findInnerAddress, type Resolver } from '../outbound/resolver.ts'

/** What decides whether a URL may be fetched. */
export type PageGuard = Readonly<{
  resolver: Resolver
  /**
   * On a server for development: pages of this very machine may be fetched, on any port, also under
   * a name that ends in .localhost, since a page without a domain is no case study.
   */
  isDevelopment: boolean
}>

/** Longest URL that is taken, in characters. */
const MAX_LENGTH = 4096
const LOOPBACK = new Set(['127.0.0.1', '[::1]', 'localhost'])
const LOCAL_NAME = /\.localhost$/

function refused(subject: string, what: string): Problem {
  const hint = 'give the http or https URL of a page that everybody on the internet can open'
  return problem('WH731', `${subject} ${what}`, hint)
}

/**
 * What is wrong with a host that no name server needs to be asked about. `URL` has turned every
 * notation of an IPv4 address (decimal, hexadecimal, octal, short, full-width) into the plain one.
 */
function hostProblem(subject: string, { hostname, port }: URL): Problem | null {
  if (hostname.startsWith('[') || /^\d+(?:\.\d+){3}$/.test(hostname)) {
    return refused(subject, 'names an IP address instead of a host')
  }
  if (hostname.endsWith('.')) return refused(subject, 'has a dot at the end of its host')
  if (!hostname.includes('.')) return refused(subject, 'names a host without a domain')
  if (LOCAL_NAME.test(hostname)) return refused(subject, 'names this machine')
  if (port !== '') return refused(subject, `names port ${port}, not the one of its scheme`)
  return null
}

/** Reads a URL as `fetch` does, which calls exactly what is checked here. */
function readPageUrl(subject: string, text: string, base: URL | null): URL | Problem {
  if (text.length > MAX_LENGTH) return refused(subject, `has more than ${MAX_LENGTH} characters`)
  if (!URL.canParse(text, base?.href)) return refused(subject, 'is no URL')
  const url = new URL(text, base?.href)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return refused(subject, `has the scheme ${url.protocol.slice(0, 40)} instead of http or https`)
  }
  if (url.username !== '' || url.password !== '') return refused(subject, 'has credentials')
  url.hash = ''
  return url.href.length > MAX_LENGTH ? refused(subject, 'is too long') : url
}

async function addressProblem(subject: string, url: URL, guard: PageGuard) {
  try {
    const inner = await findInnerAddress(url.hostname, guard.resolver)
    if (inner === null) return null
    return refused(subject, `leads to ${inner}, which is not an address of the internet`)
  } catch {
    // As a name without an address: it may have one later.
  }
  const message = `${subject} names the host ${url.hostname}, which cannot be resolved`
  return problem('WH733', message, 'check the name, or try again later', { retryAfterSeconds: 60 })
}

function isLocal(url: URL, { isDevelopment }: PageGuard): boolean {
  return isDevelopment && (LOOPBACK.has(url.hostname) || LOCAL_NAME.test(url.hostname))
}

/** The address to call for a URL that was checked: names of this machine need no name server. */
export function addressOf(url: URL, guard: PageGuard): string {
  if (!isLocal(url, guard) || !LOCAL_NAME.test(url.hostname)) return url.href
  const address = new URL(url)
  address.hostname = '127.0.0.1'
  return address.href
}

/**
 * Decides whether a page may be fetched: http or https, the scheme's own port, a host name (no
 * address in any notation) of which every address is one of the internet, no credentials.
 *
 * Residual risk: between this look-up and the request the host may resolve anew, and no edge
 * runtime lets a request be pinned to the address that was checked. `docs/deploy.md` tells it.
 *
 * @param subject how messages call the URL
 * @param base the page that a redirect's location is relative to
 * @returns the URL to call; WH731 when it may not be, WH733 when its host does not resolve now
 */
export async function checkPageUrl(
  subject: string,
  text: string,
  base: URL | null,
  guard: PageGuard
): Promise<URL | Problem> {
  const url = readPageUrl(subject, text, base)
  if (isProblem(url)) return url
  if (isLocal(url, guard)) return url
  return hostProblem(subject, url) ?? (await addressProblem(subject, url, guard)) ?? url
}
