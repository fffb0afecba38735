import { Parser } from 'htmlparser2'
import { isProblem, type Problem } from '../errors.ts'
import { unreadable } from './page-body.ts'
import { noLinks, type PageLinks, takeLink } from './page-links.ts'

/** What a reader of a page sees of it. */
export type PageText = Readonly<{
  /** The visible text; a line break where a block ends, no other white space than single spaces. */
  text: string
  /** True where the text was longer than the limit: the rest is left out. */
  isCut: boolean
  /** Absolute http and https URLs that the page links to, each once, in order, no fragments. */
  links: readonly string[]
  /** Addresses of its mailto links, in lower case, each once. */
  emails: readonly string[]
  title: string | null
}>

type TextLimits = Readonly<{ maxTextLength: number; maxLinks: number }>

/** As deep as browsers go: past it a page is made to keep its reader busy. */
const MAX_DEPTH = 512
const MAX_TITLE_LENGTH = 500

const words = (text: string) => new Set(text.split(' '))
const UNSEEN = words(
  'script style template noscript svg iframe object canvas audio video datalist noembed noframes'
)
const BLOCKS = words(
  'address article aside blockquote body br button dd details dialog div dl dt fieldset ' +
    'figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr legend li main nav ol option p ' +
    'pre section select summary table tbody textarea tfoot thead title tr ul'
)
const CELLS = words('td th')
/** What is collected for each character of text that is given in the end. */
const ROOM = 5
/** Stands where an element begins or ends inside a line; nothing is seen there. */
const EDGE = '\x01'

type Reading = PageLinks & {
  readonly limits: TextLimits
  readonly pieces: string[]
  /** Characters that may still be collected: what is tidied away later is a part of them. */
  room: number
  title: string
  depth: number
  /** Depth of the element that hides what is in it; 0 = none does. */
  hiddenAt: number
  isTitle: boolean
}

function isHidden(name: string, { hidden, style }: Record<string, string>): boolean {
  return UNSEEN.has(name) || hidden !== undefined || /display\s*:\s*none/i.test(style ?? '')
}

function collect(at: Reading, piece: string): void {
  if (at.room > 0) at.pieces.push(piece)
  at.room -= piece.length
}

/** Where an element begins or ends. */
function mark(at: Reading, name: string): void {
  collect(at, BLOCKS.has(name) ? '\n' : CELLS.has(name) ? ' ' : EDGE)
}

function open(at: Reading, name: string, attributes: Record<string, string>): void {
  at.depth += 1
  // The parser itself gets slower with every level.
  if (at.depth > MAX_DEPTH) throw unreadable(`is nested more than ${MAX_DEPTH} deep`)
  if (at.hiddenAt > 0) return
  if (isHidden(name, attributes)) {
    at.hiddenAt = at.depth
    return
  }
  if (name === 'title') at.isTitle = true
  if (name === 'base' && URL.canParse(attributes.href ?? '', at.base)) {
    at.base = new URL(attributes.href ?? '', at.base).href
  }
  if ((name === 'a' || name === 'area') && attributes.href !== undefined) {
    takeLink(at, attributes.href)
  }
  mark(at, name)
}

function close(at: Reading, name: string): void {
  if (at.hiddenAt === 0) mark(at, name)
  if (at.hiddenAt === at.depth) at.hiddenAt = 0
  if (name === 'title') at.isTitle = false
  at.depth -= 1
}

function takeText(at: Reading, text: string): void {
  if (at.hiddenAt > 0) return
  // How the source is broken into lines is not to be seen.
  if (!at.isTitle) collect(at, text.replace(/\s+/g, ' '))
  else if (at.title.length < MAX_TITLE_LENGTH) at.title += text
}

/** A line may have lost the style that set two elements apart: `Ada Quux` and `CEO`. */
function mendEdge(edge: string, offset: number, whole: string): string {
  const before = whole[offset - 1] ?? ' '
  const after = whole[offset + edge.length] ?? ' '
  return /[\p{Ll}\p{Nd}.!?")\]]/u.test(before) && /\p{Lu}/u.test(after) ? ' ' : ''
}

/** One kind of space, no characters that nobody sees; each step takes time as the text is long. */
function tidy(text: string): string {
  return (
    text
      .replace(/[\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]/gu, '')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
      .replace(/[\0\x02-\x08\x0e-\x1f\x7f-\x9f]/g, ' ')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: as above
      .replace(/\x01+/g, mendEdge)
      .replace(/[^\S\n]+/g, ' ')
      .replace(/ ?\n[ \n]*/g, '\n')
      .trim()
  )
}

/** The beginning of a text; a character of two halves stays whole. */
function cut(text: string, max: number): string {
  return text.length <= max ? text : text.slice(0, max).replace(/[\ud800-\udbff]$/, '')
}

function finish(at: Reading): PageText {
  const text = tidy(at.pieces.join(''))
  return {
    text: cut(text, at.limits.maxTextLength),
    isCut: text.length > at.limits.maxTextLength || at.room < 0,
    links: [...at.links],
    emails: [...at.emails],
    title: cut(tidy(at.title).replaceAll('\n', ' '), MAX_TITLE_LENGTH) || null,
  }
}

function begin(url: string, limits: TextLimits): Reading {
  const state = {
    room: limits.maxTextLength * ROOM,
    depth: 0,
    hiddenAt: 0,
    isTitle: false,
    title: '',
  }
  return { ...noLinks(url, limits.maxLinks), limits, pieces: [], ...state }
}

/**
 * Reads HTML as a person sees it: no scripts, styles, templates or hidden elements.
 *
 * @param url what its links are relative to
 * @param isXml XHTML, where any element may end where it begins: `<script src="x"/>`
 * @returns WH732 for a page that is nested too deep
 */
export function readMarkup(
  html: string,
  url: string,
  limits: TextLimits,
  isXml = false
): PageText | Problem {
  const at = begin(url, limits)
  const handler = {
    onopentag: (name: string, attributes: Record<string, string>) => open(at, name, attributes),
    onclosetag: (name: string) => close(at, name),
    ontext: (text: string) => takeText(at, text),
  }
  const parser = new Parser(handler, { recognizeSelfClosing: isXml })
  try {
    parser.end(html)
  } catch (thrown) {
    if (isProblem(thrown)) return thrown
    throw thrown
  }
  return finish(at)
}

/** Reads plain text; what looks like an http or https URL is a link. */
export function readPlainText(text: string, url: string, limits: TextLimits): PageText {
  const at = begin(url, limits)
  for (const [link] of text.matchAll(/\bhttps?:\/\/[^\s<>"'`)\]}]+/gi)) {
    takeLink(at, link.replace(/[.,;:!?]+$/, ''))
  }
  collect(at, text)
  return finish(at)
}
