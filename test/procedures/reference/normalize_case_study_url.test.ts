import { afterAll, beforeAll, expect, test } from 'vitest'
import { createDatabase, type TestDatabase } from '../../support/database.ts'
import { hostileText, pick, random, url } from './urls.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createDatabase()
})
afterAll(() => database.drop())

type Reading = { url: string | null; is_stageable: boolean | null }

function read(texts: (string | null)[]): Promise<Reading[]> {
  return database.sql<Reading[]>`
    select
      reference.normalize_case_study_url(t.value) as url,
      reference.is_stageable_case_study_url(t.value) as is_stageable
    from unnest(${texts}::text[]) with ordinality as t (value, place)
    order by t.place`
}

const normalized = async (texts: string[]) => (await read(texts)).map((row) => row.url)

const spellings: Record<string, (string | null)[]> = {
  'https://acme.example/customers/x': [
    'https://acme.example/customers/x',
    ' \thttps://acme.example/customers/x/\n',
    'HTTPS://Acme.Example/customers/x///',
    'https://acme.example./customers/x#quote',
    'https://user:secret@acme.example:0443/customers/x/',
    'https://a@b@acme.example/customers/x',
    'https://acme.example:/customers/x/?',
    'https://acme.example/customers/x?utm_source=mail&UTM_Medium=x&utm_id',
    'https://acme.example/customers/x/?utm_campaign=a#utm_b',
    'https://acme%2eexample/customers/x?&&',
    'https://acme.example/customers/x?/',
  ],
  'http://acme.example:8080/A/b?b=2&a=1': [
    'http://ACME.example:8080/A/b?b=2&a=1',
    'http://acme.example:08080/A/b/?utm_term=t&b=2&utm_content=c&a=1',
    'http://acme.example:8080/A/b?b=2&a=1/',
    'http://acme.example:8080/A/b?b=2&a=1&//',
  ],
  'https://www.acme.example': [
    'https://www.acme.example',
    'https://WWW.acme.example/',
    'https://www.acme.example//#/customers/x',
    'https://www.acme.example/?utm_source=x',
  ],
  'https://acme.example?page=2': ['https://acme.example/?page=2'],
  'http://acme.example/x': ['http://acme.example:80/x'],
  'http://acme.example:443/x': ['http://acme.example:443/x'],
  'https://www.xn--bcher-kva.example/caf%C3%A9?q=%E4%BE%8B': [
    'https://www.Bücher.example/café?q=例',
    'https://www.xn--bcher-kva.example/caf%C3%A9/?q=%E4%BE%8B',
  ],
  'https://acme.example/a//b|c{d}~!$&()*,;=:@[]^`': [
    'https://acme.example/a//b|c{d}~!$&()*,;=:@[]^`/',
  ],
}

const none = [
  ...[null, '', ' ', 'n/a', 'none', 'acme.example/x', 'www.acme.example/x', '//acme.example/x'],
  ...['ftp://acme.example/x', 'javascript://acme.example/x', 'mailto:a@acme.example', 'https:'],
  ...[
    'https://',
    'https:///x',
    'https:/acme.example/x',
    'https:acme.example',
    'http:\\\\a.example',
  ],
  ...['https://localhost/x', 'https://10.0.0.1/x', 'https://[::1]/x', 'https://acme/x'],
  ...['https://acme_labs.example/x', 'https://-acme.example/x', 'https://acme..example/x'],
  ...[`https://${'a'.repeat(64)}.example/x`, `https://${'a.'.repeat(130)}example/x`],
  ...['https://xn--a.example/x', 'https://acme.example:65536/x', 'https://acme.example:8a/x'],
  ...['https://acme.example:123456/x', 'https://acme.example/x y', 'https://acme.example/x\ny'],
  ...['Visited https://acme.example/x', 'https://acme.example/x, https://acme.example/y'],
  ...['<https://acme.example/x>', 'https://acme.example/"x"', 'https://acme.example\\x'],
  ...[
    'https://acme.example/\u200bx',
    'https://acme.example/\ufffdx',
    'https://acme.example/\u00a0x',
  ],
  ...[`https://acme.example/${'x'.repeat(1980)}`, `https://acme.example/${'é'.repeat(400)}`],
]

test.each(Object.entries(spellings))('gives %s for each of its spellings', async (one, texts) => {
  expect(await normalized(texts as string[])).toEqual(texts.map(() => one))
  expect(await normalized([one])).toEqual([one])
})

test('gives null for what is no http(s) URL of a host with a dot, or is too long', async () => {
  const found = await read(none)
  expect(none.filter((_, place) => found[place]?.url !== null)).toEqual([])
  expect(found.map((row) => row.is_stageable)).toEqual(
    none.map((text) => (text === null ? null : false))
  )
  const longest = `https://acme.example/${'x'.repeat(1979)}`
  expect(await normalized([longest, `${longest}/?utm_source=${'y'.repeat(9000)}`])).toEqual([
    longest,
    longest,
  ])
})

test('tells pages from home pages', async () => {
  const pages = ['https://a.example/x', 'HTTPS://a.example//x/', 'https://a.example/x?y#z']
  const homes = ['https://a.example', 'http://a.example/', 'https://a.example//', 'x']
  homes.push('https://a.example/?utm_id=1', 'https://a.example?b=/x', 'https://a.example/#/x')
  homes.push('https://a.example?b=https://b.example/x')
  expect((await read(pages)).map((row) => row.is_stageable)).toEqual(pages.map(() => true))
  expect((await read(homes)).map((row) => row.is_stageable)).toEqual(homes.map(() => false))
})

/** URLs of every kind with case study endings, and text of any kind. */
function hostileUrls(count: number): string[] {
  const next = random(2026)
  const ends = ['', '/', '//', '?', '?/', '&/', '?a=1&', '?utm_a=1&/', '&utm_b', '#', '/?b/&utm_c/']
  ends.push('%', '/é/', '?ü=ß&', '/.', '/?&utm_=/&/', '😀', '?utm_a&c=?utm_d')
  return Array.from({ length: count }, (_, place) => {
    const text = place % 3 === 0 ? hostileText(next) : url(next)
    return place % 2 === 0
      ? text + pick(next, ends)
      : `https://a.example/${text}${pick(next, ends)}`
  })
}

test('is idempotent over 6,000 hostile texts, and its answers pass the guard of tables', async () => {
  const texts = hostileUrls(6000)
  const urls = (await normalized(texts)).filter((one) => one !== null)
  expect(urls.length).toBeGreaterThan(1000)
  expect(await normalized(urls)).toEqual(urls)
  const guard = /^https?:\/\/[a-z0-9.-]+\.[a-z0-9-]+(?::[0-9]+)?(?:[/?][!-~]*[!-.0-~])?$/
  expect(urls.filter((one) => !guard.test(one) || one.length > 2000)).toEqual([])
  // What it leaves alone is a URL of the same host and path to others, too.
  const changed = urls.filter((one) => {
    const host = new URL(one).host
    return !one.startsWith(`http://${host}`) && !one.startsWith(`https://${host}`)
  })
  expect(changed).toEqual([])
})

test('answers long hostile text with null', async () => {
  const texts = ['https://', 'https://a.example/', 'a', 'é', '/', '%', '&utm_', 'a.'].flatMap(
    (piece) => [piece.repeat(200_000), `https://a.example/?${piece.repeat(200_000)}`]
  )
  const found = await read(texts)
  expect(found.filter((row) => row.url !== null || row.is_stageable)).toEqual([])
})
