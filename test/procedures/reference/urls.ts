/** A small seeded generator (mulberry32), so that a failing run can be repeated. */
export function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

type Random = () => number

/** One of the list. */
export function pick<T>(next: Random, list: readonly T[]): T {
  return list[Math.floor(next() * list.length)] as T
}

const labels = [
  ...['acme', 'Acme', 'ACME-Labs', 'a', '1', '3com', 'www', 'WWW', 'shop', 'x--y', 'r3---sn-a'],
  ...['a_b', '-acme', 'acme-', 'xn--bcher-kva', 'XN--BCHER-KVA', 'xn--n3h', 'xn--a', 'xn--', 'com'],
  ...['xn--fa-hia', 'xn--acme-', 'xn--zca', 'a'.repeat(63), 'a'.repeat(64), 'b'.repeat(30)],
  ...['bücher', 'BÜCHER', 'faß', 'STRAẞE', 'ΟΔΟΣ', 'σίγμας', 'привет', 'ПРИВЕТ', '例え', '中国'],
  ...[
    '한국',
    'café',
    'cafe\u0301',
    'Ａｃｍｅ',
    '①acme',
    'ﬁrm',
    'İstanbul',
    'ı',
    '☃',
    '🍕',
    'ae\u00adon',
  ],
  ...['ac\u200bme', '\u0301acme', 'ac me', 'a<b', 'a|b', 'a^b', 'a`b', "a'b", 'a"b', 'a!b', 'a$b'],
  ...[
    'אבג',
    'אa',
    'مثال',
    'مثال1',
    'भारत',
    'क्\u200dष',
    'a\u200db',
    'नी\u200cका',
    '\u2028',
    '\ufffd',
  ],
  ...[
    'caf%C3%A9',
    '%41cme',
    'a%2eb',
    'a%2fb',
    'a%00b',
    'a%ff',
    'a%',
    '%E3%80%82',
    'a%25b',
    'Ⅷ',
    '㎏',
  ],
  ...[
    'ꭰꮃ',
    'Ꭰ',
    '\u{1f1e9}',
    '\ue000',
    '\u1f80x',
    'q\ufe0fr',
    'ｅ．ｆ',
    'é',
    'ñandú',
    'Ðx',
    'ǅ',
    'ﬀ',
  ],
] as const
const dots = ['.', '.', '.', '.', '.', '.', '。', '．', '｡', '..', '%2e'] as const
const ends = [
  ...[
    'com',
    'com',
    'com',
    'co.uk',
    'de',
    'COM',
    'example',
    'io',
    'рф',
    '中国',
    'xn--p1ai',
    'c',
    '1',
  ],
  ...[
    'c0m',
    '0x1',
    'com.',
    'com..',
    'museum',
    'ＣＯＭ',
    'co\u00adm',
    'שלום',
    'технология',
    'xn--a',
  ],
] as const
const addresses = [
  ...[
    '127.0.0.1',
    '2130706433',
    '0x7f.1',
    '017700000001',
    '0x7f000001',
    '1.2.3',
    '256.1.1.1',
    '1.2.3.4.',
  ],
  ...[
    '[::1]',
    '[2001:db8::1]',
    '[::ffff:1.2.3.4]',
    '１２７.0.0.1',
    '1.2.3.0x',
    '%31.2.3.4',
    'localhost',
  ],
] as const
const openings = [
  ...[
    'http://',
    'https://',
    'HTTPS://',
    'http:',
    'https:/',
    'http:\\\\',
    'https:///',
    'hTTp:/\\',
    ' http://',
  ],
  ...['\t\nhttps://', 'ht\ntp://', 'http:\t//', '\u0001https://'],
] as const
const users = [
  '',
  '',
  '',
  '',
  'user@',
  'user:pass@',
  'a@b@',
  '@',
  ':@',
  'us%40er@',
  'u;,s@',
] as const
const ports = [
  '',
  '',
  '',
  '',
  ':',
  ':80',
  ':443',
  ':8080',
  ':65535',
  ':65536',
  ':0',
  ':000080',
  ':x',
  ':99999999',
] as const
const tails = [
  ...[
    '',
    '/',
    '/about',
    '?q=1',
    '#top',
    '\\path',
    '/a/b?c=d#e',
    '/@x',
    '?a@b.com',
    '#//x.com',
    ' ',
    '\n',
  ],
  ...['/http://other.com', '/%20', '/例え', ' /x', '\t/x'],
] as const

function host(next: Random): string {
  if (next() < 0.08) return pick(next, addresses)
  const count = Math.floor(next() * 3) + 1
  let text = ''
  for (let index = 0; index < count; index++) {
    // Plain labels half of the time, or nearly every host would be refused.
    text += pick(next, next() < 0.5 ? labels.slice(0, 9) : labels) + pick(next, dots)
  }
  text += pick(next, ends)
  return next() < 0.1
    ? `${text.slice(0, 3)}${pick(next, ['\t', '\n', '\r'])}${text.slice(3)}`
    : text
}

/** An http(s) URL, or something like one: hosts of every kind, users, ports, tails, controls. */
export function url(next: Random): string {
  const parts = [openings, users].map((list) => pick(next, list)).join('')
  return `${parts}${host(next)}${pick(next, ports)}${pick(next, tails)}`
}

const domain =
  /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{0,58}[a-z0-9])$/

/** The domain that Node's URL parser finds in a URL, by the rules of decisions 28; null if none. */
export function domainOf(text: string): string | null {
  let name: string
  try {
    name = new URL(text).hostname.replace(/\.+$/, '')
  } catch {
    return null
  }
  if (name.length > 253 || !domain.test(name)) return null
  while (/^www\.[^.]+\../.test(name)) name = name.slice(4)
  return name
}

const characters = [
  ...[...'abcxyzABC019.-_@:/\\?#%<>[]{}"\'`,;~!$&()*+=|^ \t\r\n'],
  ...[...'.....//:@%%--wwwxn'],
  ...[
    '\u0001',
    '\u001f',
    '\u007f',
    '\u0085',
    '\u00a0',
    '\u00ad',
    '\u0130',
    '\u0301',
    '\u0345',
    '\u03a3',
  ],
  ...[
    '\u1e9e',
    '\u200b',
    '\u200d',
    '\u200e',
    '\u2028',
    '\u202e',
    '\u3002',
    '\ufb01',
    '\ufe0f',
    '\ufeff',
  ],
  ...[
    '\uff0e',
    '\uffff',
    '\u{10ffff}',
    '\u{1f469}',
    '\u{e0001}',
    'é',
    'ß',
    '中',
    'א',
    'ا',
    '١',
    'ก',
  ],
  ...[
    '%C3%A9',
    '%00',
    '%ff',
    '%ed%a0%80',
    'xn--',
    'www.',
    'http://',
    'mailto:',
    'null',
    '1e9',
    'Jan',
  ],
]

/** Text of nothing but trouble. */
export function hostileText(next: Random): string {
  const length = Math.floor(next() ** 2 * 60)
  let text = ''
  for (let index = 0; index < length; index++) text += pick(next, characters)
  return text
}
