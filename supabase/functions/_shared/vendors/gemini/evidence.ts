/** What a page shows of names and domains: a model is believed no further. */

/** The parts of a page that count as evidence. */
export type Evidence = Readonly<{
  title: string | null
  text: string
  /** Absolute URLs. */
  links: readonly string[]
  emails: readonly string[]
}>

/** Scripts that put no spaces between words: there a name stands inside a run of letters. */
const UNSPACED = /\p{sc=Han}|\p{sc=Hiragana}|\p{sc=Katakana}|\p{sc=Thai}|\p{sc=Lao}|\p{sc=Khmer}/u

/** Words of a text in one spelling: without case, accents, punctuation and invisible characters. */
function wordsOf(text: string): string[] {
  const folded = text
    .normalize('NFKD')
    .replace(/[\p{Mn}\p{Cf}]/gu, '')
    .toLowerCase()
  return folded.match(/[\p{L}\p{N}\p{Mc}]+/gu) ?? []
}

/** Tells whether two names are the same words. */
export function isSameName(one: string, other: string): boolean {
  return wordsOf(one).join(' ') === wordsOf(other).join(' ')
}

/** Makes a test for names: whether the words of one stand in the page, one after the other. */
export function createNameTest(page: Evidence): (name: string) => boolean {
  const words = wordsOf(`${page.title ?? ''}\n${page.text}`)
  const spaced = ` ${words.join(' ')} `
  const joined = words.join('')
  return (name) => {
    const wanted = wordsOf(name)
    if (wanted.length === 0) return false
    return UNSPACED.test(name)
      ? joined.includes(wanted.join(''))
      : spaced.includes(` ${wanted.join(' ')} `)
  }
}

/** The host in a domain, URL or e-mail address, in lower case and without www; '' when none. */
export function hostIn(value: string): string {
  const rest = value
    .trim()
    .toLowerCase()
    .replace(/^[a-z][a-z0-9+.-]*:/, '')
    .replace(/^\/\//, '')
  const host = (rest.split(/[/?#]/)[0] ?? '').split('@').at(-1) ?? ''
  return host
    .replace(/:\d*$/, '')
    .replace(/\.+$/, '')
    .replace(/^www\.(?=[^.]+\.)/, '')
}

/** Hosts of an internationalised domain are shown in either spelling: compared in ASCII. */
function asciiOf(host: string): string {
  try {
    return new URL(`http://${host}`).hostname
  } catch {
    return host
  }
}

/** Endings that companies share, such as co.uk. */
const SHARED_ENDING = /^(?:ac|co|com|edu|go|gob|gov|ltd|mil|ne|net|or|org|plc)\.[a-z]{2}$/

/** A host speaks for itself and for a domain above it. */
function speaksFor(host: string, domain: string): boolean {
  return host === domain || (!SHARED_ENDING.test(domain) && host.endsWith(`.${domain}`))
}

/** Makes a test for domains: whether one is linked, in an address, or written in the page. */
export function createDomainTest(page: Evidence): (value: string) => boolean {
  const written = page.text.match(/[\p{L}\p{N}][\p{L}\p{N}.-]*\.[\p{L}\p{N}-]{2,}/gu) ?? []
  const given = [...page.links, ...page.emails, ...written].map((one) => asciiOf(hostIn(one)))
  const hosts = new Set(given.filter((host) => host.includes('.')))
  return (value) => {
    const domain = asciiOf(hostIn(value))
    if (!domain.includes('.')) return false
    return hosts.has(domain) || [...hosts].some((host) => speaksFor(host, domain))
  }
}
