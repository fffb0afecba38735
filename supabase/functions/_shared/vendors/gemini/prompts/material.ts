import type { Page } from '../../page.ts'

const encoder = new TextEncoder()

function bytesOf(text: string): number {
  return encoder.encode(text).byteLength
}

/** The beginning of a text that has at most so many bytes in UTF-8, without half a character. */
export function cutToBytes(text: string, bytes: number): string {
  const all = encoder.encode(text)
  if (all.byteLength <= bytes) return text
  return new TextDecoder().decode(all.subarray(0, Math.max(0, bytes))).replace(/\ufffd+$/, '')
}

/** The beginning of a text that has at most so many bytes as JSON, where one may become six. */
function cutToJson(text: string, bytes: number): string {
  const plain = cutToBytes(text, bytes)
  return bytesOf(JSON.stringify(plain)) <= bytes + 2 ? plain : cutToBytes(text, bytes / 6)
}

/** The first of a list, as JSON of at most so many bytes. */
function listWithin(values: readonly string[], bytes: number): string {
  let left = bytes - 2
  const shown = values
    .map((value) => JSON.stringify(value))
    .filter((text) => {
      left -= bytesOf(text) + 1
      return left >= 0
    })
  return `[${shown.join(',')}]`
}

/**
 * What is known of a request, as JSON: nothing in it can pass for an instruction.
 *
 * @param bytes most bytes that it may have; each fact is cut to its share
 */
export function factsOf(facts: Readonly<Record<string, string | null>>, bytes: number): string {
  const known = Object.entries(facts).filter(([, value]) => value !== null)
  const share = Math.floor(bytes / Math.max(1, known.length)) - 40
  const cut = known.map(([name, value]) => [name, cutToJson(value ?? '', share)])
  return `Known facts, as JSON:\n${JSON.stringify(Object.fromEntries(cut), null, 1)}`
}

function hostsOf(page: Page): string[] {
  const own = new URL(page.finalUrl).hostname
  const hosts = page.links
    .filter((link) => URL.canParse(link))
    .map((link) => new URL(link).hostname)
  return [...new Set(hosts)].filter((host) => host !== '' && host !== own)
}

/**
 * A page as material: its text between two marks that whoever wrote it could not know, so that the
 * text cannot end itself and go on as an instruction.
 *
 * @param bytes most bytes that the whole material may have; the text of the page is cut to fit
 */
export function pageMaterial(facts: string, page: Page, bytes: number): string {
  const mark = crypto.randomUUID()
  const head = [
    facts,
    `Domains that the page links to: ${listWithin(hostsOf(page), bytes / 8)}`,
    `E-mail addresses on the page: ${listWithin(page.emails, bytes / 16)}`,
    `Title of the page: ${listWithin(page.title === null ? [] : [page.title], bytes / 16)}`,
    `The page begins after the line ${mark} and ends before the next line ${mark}.`,
    mark,
  ].join('\n')
  const left = bytes - bytesOf(head) - mark.length - 2
  return `${head}\n${cutToBytes(page.text, left)}\n${mark}`
}
