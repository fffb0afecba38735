import { type Problem, problem } from '../errors.ts'

/** A URL whose form is sound; where `weakness` is set, only an insecure destination takes it. */
export type WebhookUrl = Readonly<{ origin: string; hostname: string; weakness: Problem | null }>

/** Longest URL that is taken, in characters. */
const MAX_LENGTH = 2048
const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?'
const HOST = new RegExp(`^${LABEL}(?:\\.${LABEL})*$`)
const V6 = /^\[[0-9a-f:.]+\]$/
/** What browsers read as the last part of an IPv4 address, whatever stands before it. */
const NUMBER = /(?:^|\.)(?:\d+|0x[0-9a-f]*)$/
const PATH = /^(?:\/[\w.~!$&'()*+,;=:@%/-]*)?(?:\?[\w.~!$&()*+,;=:@%/?-]*)?$/
const DOT_SEGMENT = /\/(?:\.|%2e){1,2}(?:\/|$)/i

const EXAMPLE = 'send it as Clay shows it, such as https://api.clay.com/v3/sources/webhook/...'

function malformed(what: string, hint = EXAMPLE): Problem {
  const message = `the webhook URL ${what}`
  return problem('WH712', message, hint, { issues: [{ path: 'webhook_url', message }] })
}

/** Why only an insecure destination may look like this; null for https and a name with a dot. */
function weaknessOf(scheme: string, hostname: string): Problem | null {
  const hint =
    'use https and the name of a public host; only a server for development takes others, by ' +
    "select outbound.allow_destination('http://127.0.0.1:9999', insecure => true)"
  if (scheme !== 'https') return malformed('is not https', hint)
  if (V6.test(hostname) || NUMBER.test(hostname)) return malformed('names an IP address', hint)
  if (!hostname.includes('.')) return malformed('names a host without a domain', hint)
  return null
}

/** What is wrong with the characters of a URL, before anything is taken apart. */
function characterProblem(url: string): Problem | null {
  if (url === '') return malformed('is missing')
  if (url.length > MAX_LENGTH) return malformed(`has more than ${MAX_LENGTH} characters`)
  if (!/^[\x21-\x7e]+$/.test(url)) return malformed('has white space or a letter that is not ASCII')
  if (url.includes('\\')) return malformed('has a backslash')
  if (url.includes('#')) return malformed('has a fragment')
  return null
}

/**
 * Reads a webhook URL that is written in the one way in which every parser reads it alike:
 * lower case scheme and host, no credentials, no default port, no trailing dot, no escape in the
 * host, no dot segments. `outbound.parse_webhook_url` has the same rules.
 *
 * @returns WH712, naming what is wrong, when it is written in any other way
 */
export function readWebhookUrl(url: string): WebhookUrl | Problem {
  const wrong = characterProblem(url)
  if (wrong !== null) return wrong
  const [, scheme = '', authority = '', rest = ''] = /^(https?):\/\/([^/?]*)(.*)$/.exec(url) ?? []
  if (scheme === '') return malformed('does not begin with https://')
  if (authority.includes('@')) return malformed('has credentials')
  const [, hostname = '', port = ''] = /^(\[[^\]]*\]|[^:]*)((?::.*)?)$/.exec(authority) ?? []
  if (hostname.endsWith('.')) return malformed('has a dot at the end of its host')
  const isHost = V6.test(hostname) || (HOST.test(hostname) && hostname.length <= 253)
  if (!isHost) return malformed('has no plain lower case host name')
  const isPort = port === '' || (/^:[1-9]\d{0,4}$/.test(port) && Number(port.slice(1)) <= 65_535)
  if (!isPort || port === (scheme === 'https' ? ':443' : ':80')) {
    return malformed('has a port that is not needed or not possible')
  }
  if (!PATH.test(rest) || DOT_SEGMENT.test(rest.split('?')[0] ?? '')) {
    return malformed('has a path or query that is not plain')
  }
  const origin = `${scheme}://${hostname}${port}`
  if (!isReadAlike(url, origin, hostname)) return malformed('is read differently by other programs')
  return { origin, hostname, weakness: weaknessOf(scheme, hostname) }
}

/** True when the parser that `fetch` uses finds the same host, and would change nothing. */
function isReadAlike(url: string, origin: string, hostname: string): boolean {
  if (!URL.canParse(url)) return false
  const parsed = new URL(url)
  const isBare = parsed.username === '' && parsed.password === '' && parsed.hash === ''
  const isSame = parsed.href === url || parsed.href === url.replace(/^([^?]*?)(\?|$)/, '$1/$2')
  return isBare && isSame && parsed.origin === origin && parsed.hostname === hostname
}
