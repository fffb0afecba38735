/**
 * Fetches a page of the internet for a model to read. Whoever wrote the URL, or the page, wishes
 * us ill: nothing but public addresses is called, and size, time, type and depth have limits.
 */
import { isProblem, type Problem, problem } from '../errors.ts'
import { type Resolver, resolveAddresses } from '../outbound/resolver.ts'
import { parseRetryAfter, reasonOf } from '../outbound/sender.ts'
import { decodeBody, readBytes, unreadable } from './page-body.ts'
import { type PageText, readMarkup, readPlainText } from './page-text.ts'
import { addressOf, checkPageUrl, type PageGuard } from './page-url.ts'

/** A page as a person sees it. */
export type Page = PageText &
  Readonly<{
    /** Where it was found in the end, after redirects. */
    finalUrl: string
    /** The charset it was read in, as the WHATWG calls it: `utf-8`, `windows-1252`. */
    charset: string
  }>

/** How far a fetch goes. */
export type PageLimits = Readonly<{
  /** Bytes after decompression; default 3,000,000. */
  maxBytes: number
  /** Milliseconds for everything, redirects included; default 20,000. */
  timeLimitMs: number
  /** Default 5. */
  maxRedirects: number
  /** Characters of text, the rest is left out; default 60,000. */
  maxTextLength: number
  /** Links, and e-mail addresses, the rest is left out; default 1,000. */
  maxLinks: number
}>

/** The limits that hold unless others are given. */
export const PAGE_LIMITS: PageLimits = {
  maxBytes: 3_000_000,
  timeLimitMs: 20_000,
  maxRedirects: 5,
  maxTextLength: 60_000,
  maxLinks: 1000,
}

/** What a fetch may be given. */
export type PageOptions = Readonly<{
  /** Finds the addresses of a host; the name servers of this machine unless given. */
  resolver?: Resolver
  limits?: Partial<PageLimits>
  /**
   * Lets pages of this machine be fetched, on any port: 127.0.0.1, [::1], localhost, and names that
   * end in .localhost, which can be case studies, having a domain.
   */
  isDevelopment?: boolean
  /** Makes the requests; `fetch` unless given. */
  transport?: typeof fetch
}>

type Fetching = Readonly<{
  guard: PageGuard
  limits: PageLimits
  transport: typeof fetch
  signal: AbortSignal
}>

const HEADERS = {
  accept: 'text/html,application/xhtml+xml,text/plain;q=0.8',
  'accept-language': 'en',
  'user-agent': 'company-data-warehouse/1 (page)',
}
const XHTML = 'application/xhtml+xml'
const MARKUP = ['text/html', XHTML]
const ENCODINGS = ['', 'identity', 'gzip', 'x-gzip', 'deflate', 'br']
const REDIRECTS = [301, 302, 303, 307, 308]
/** Statuses that say nothing of the page itself. */
const TEMPORARY = [408, 425, 429]

/** WH733: the page may be there another time. */
function unreachable(what: string, retryAfterSeconds: number | null = null): Problem {
  const details = { retryAfterSeconds: retryAfterSeconds ?? 60 }
  return problem('WH733', `the page ${what}`, 'try again later', details)
}

function statusProblem({ status, headers }: Response): Problem | null {
  if (status === 200) return null
  if (status < 500 && !TEMPORARY.includes(status)) return unreadable(`is answered with ${status}`)
  const retryAfter = parseRetryAfter(headers.get('retry-after'))
  return unreachable(`is answered with ${status}`, retryAfter)
}

/** Follows redirects by hand: each target is checked as the first URL was. */
async function reach(first: URL, fetching: Fetching): Promise<readonly [URL, Response] | Problem> {
  const { guard, limits, transport, signal } = fetching
  const visited = new Set<string>()
  let url = first
  for (;;) {
    visited.add(url.href)
    const address = addressOf(url, guard)
    const response = await transport(address, { headers: HEADERS, redirect: 'manual', signal })
    if (!REDIRECTS.includes(response.status)) return [url, response]
    response.body?.cancel().catch(() => {})
    if (visited.size > limits.maxRedirects) {
      return unreadable(`redirects more than ${limits.maxRedirects} times`)
    }
    const location = response.headers.get('location')
    if (location === null) return unreadable('redirects to nowhere: there is no Location')
    const subject = 'the URL that the page redirects to'
    const next = await checkPageUrl(subject, location, url, guard)
    if (isProblem(next)) return next
    if (visited.has(next.href)) return unreadable('redirects in a circle')
    url = next
  }
}

async function read(url: URL, response: Response, limits: PageLimits): Promise<Page | Problem> {
  const contentType = response.headers.get('content-type') ?? ''
  const type = contentType.split(/[;,]/)[0]?.trim().toLowerCase() ?? ''
  if (!MARKUP.includes(type) && type !== 'text/plain') {
    return unreadable(type === '' ? 'has no content type' : `is ${type.slice(0, 80)}, not HTML`)
  }
  const encoding = response.headers.get('content-encoding')?.trim().toLowerCase() ?? ''
  if (!ENCODINGS.includes(encoding)) return unreadable(`is packed as ${encoding.slice(0, 40)}`)
  const bytes = await readBytes(response, limits.maxBytes)
  if (isProblem(bytes)) return bytes
  const decoded = decodeBody(bytes, contentType)
  if (isProblem(decoded)) return decoded
  const found = MARKUP.includes(type)
    ? readMarkup(decoded.text, url.href, limits, type === XHTML)
    : readPlainText(decoded.text, url.href, limits)
  if (isProblem(found)) return found
  if (found.text === '') return unreadable('shows no text (without JavaScript)')
  return { ...found, finalUrl: url.href, charset: decoded.charset }
}

async function fetchFrom(text: string, fetching: Fetching): Promise<Page | Problem> {
  try {
    const url = await checkPageUrl('the page URL', text, null, fetching.guard)
    if (isProblem(url)) return url
    const reached = await reach(url, fetching)
    if (isProblem(reached)) return reached
    const [finalUrl, response] = reached
    return statusProblem(response) ?? (await read(finalUrl, response, fetching.limits))
  } catch (thrown) {
    return unreachable(`did not arrive: ${reasonOf(thrown)}`)
  }
}

/**
 * Fetches a page and reads what a person would see of it. Never throws.
 *
 * @returns the page; WH731 (422) for a URL, or a redirect, that may not be called; WH732 (422)
 * for a page that is gone or cannot be read (other type, too large, no text, wrong charset,
 * redirects without end); WH733 (503, with `retryAfterSeconds`) for one that may come another
 * time (no answer, too slow, 5xx, 408, 425, 429, a host that does not resolve)
 */
export async function fetchPage(url: string, options: PageOptions = {}): Promise<Page | Problem> {
  const limits = { ...PAGE_LIMITS, ...options.limits }
  const controller = new AbortController()
  const { isDevelopment = false, resolver = resolveAddresses, transport = fetch } = options
  const guard = { resolver, isDevelopment }
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<Problem>((resolve) => {
    const problemOfTime = unreachable(`was not there after ${limits.timeLimitMs / 1000} s`)
    timer = setTimeout(() => resolve(problemOfTime), limits.timeLimitMs)
  })
  const found = fetchFrom(url, { guard, limits, transport, signal: controller.signal })
  try {
    return await Promise.race([found, late])
  } finally {
    clearTimeout(timer)
    // Lets go of whatever is still on its way.
    controller.abort()
  }
}
