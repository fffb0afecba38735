import type { Database } from '../database.ts'
import { isProblem, type Problem, problem } from '../errors.ts'
import { toJsonText } from '../json-text.ts'
import { findInnerAddress, type Resolver, resolveAddresses } from './resolver.ts'
import { readWebhookUrl, type WebhookUrl } from './webhook-url.ts'

/** What the operator allowed for an origin: a row of `outbound.destinations`. */
export type Destination = Readonly<{ origin: string; isInsecure: boolean }>

/** Finds the destination of a URL, or says why there is none. */
export type FindDestination = (webhookUrl: string) => Promise<Destination | Problem>

/** Decides before every delivery whether its URL may be called. */
export type UrlGuard = Readonly<{
  /**
   * @returns null to go on; else the reason, which fails the attempt: WH711 not allowed (any
   * more), WH712 form, WH713 an address that is not public, WH714 a name that does not resolve,
   * or what the database said
   */
  check(webhookUrl: string): Promise<Problem | null>
}>

type GuardOptions = Readonly<{
  findDestination: FindDestination
  /** Finds the addresses of a host; the name servers of this machine unless given. */
  resolve?: Resolver
  /** Seconds an approval holds; default 5. A refusal holds for a second at most. */
  cacheSeconds?: number
}>

type Entry = { verdict: Promise<Problem | null>; expiresAt: number }

/** Asks `api.find_destination`; an insecure row counts on a server for development only. */
export function findDestinationIn(database: Database, isDevelopment: boolean): FindDestination {
  return async (webhookUrl) => {
    const outcome = await database.call({
      sqlFunction: 'find_destination',
      request: toJsonText({ webhook_url: webhookUrl }),
      context: toJsonText({ is_development: isDevelopment }),
      timeoutSeconds: 10,
      endpoint: 'find_destination',
    })
    if (isProblem(outcome)) return outcome
    const found = JSON.parse(outcome.text ?? '{}') as Record<string, unknown>
    return { origin: String(found.origin), isInsecure: found.is_insecure === true }
  }
}

function notPublic(hostname: string, address: string): Problem {
  const message = `${hostname} resolves to ${address}, which is not an address of the internet`
  const hint = 'mend the DNS records of the host, or send to another one'
  return problem('WH713', message, hint)
}

function unresolved(hostname: string, thrown: unknown): Problem {
  const reason = thrown instanceof Error ? thrown.message : String(thrown)
  const message = `${hostname} cannot be resolved: ${reason.slice(0, 200)}`
  return problem('WH714', message, 'check the name; the delivery is tried again')
}

/** The database read another origin out of the URL than we do: nothing is sent. */
function notTheSame(origin: string): Problem {
  const hint = 'report this: the two readers of webhook URLs disagree'
  return problem('WH711', `${origin} is not the destination that was found`, hint)
}

async function checkAddresses(hostname: string, resolve: Resolver): Promise<Problem | null> {
  try {
    const inner = await findInnerAddress(hostname, resolve)
    return inner === null ? null : notPublic(hostname, inner)
  } catch (thrown) {
    return unresolved(hostname, thrown)
  }
}

/**
 * Makes a guard.
 *
 * Residual risk: between the check and the request the host may resolve anew (DNS rebinding), and
 * no edge runtime lets a request be pinned to the address that was checked. What is left to an
 * attacker who controls the DNS of an allowed host is a TCP connection and the first message of
 * TLS to an inner address: the delivery itself goes out only to a server with a valid certificate
 * of the allowed host. `docs/deploy.md` says so to operators.
 */
export function createUrlGuard(options: GuardOptions): UrlGuard {
  const resolve = options.resolve ?? resolveAddresses
  const holdMs = (options.cacheSeconds ?? 5) * 1000
  const verdicts = new Map<string, Entry>()

  async function judge(url: string, found: WebhookUrl): Promise<Problem | null> {
    const destination = await options.findDestination(url)
    if (isProblem(destination)) return destination
    if (destination.origin !== found.origin) return notTheSame(found.origin)
    if (destination.isInsecure) return null
    return found.weakness ?? (await checkAddresses(found.hostname, resolve))
  }

  async function check(webhookUrl: string): Promise<Problem | null> {
    const found = readWebhookUrl(webhookUrl)
    if (isProblem(found)) return found
    const known = verdicts.get(found.origin)
    if (known !== undefined && known.expiresAt > Date.now()) return known.verdict
    const entry: Entry = {
      verdict: judge(webhookUrl, found),
      expiresAt: Date.now() + holdMs,
    }
    verdicts.set(found.origin, entry)
    const verdict = await entry.verdict.catch((thrown) => {
      verdicts.delete(found.origin)
      throw thrown
    })
    if (verdict !== null) entry.expiresAt = Math.min(entry.expiresAt, Date.now() + 1000)
    return verdict
  }

  return { check }
}
