import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createDatabase, type TestDatabase } from '../../support/database.ts'
import { hostileText, random, url } from './urls.ts'

const next = random(42)
const texts = [
  ...Array.from({ length: 3000 }, (_, index) => (index % 3 === 0 ? url(next) : hostileText(next))),
  ...[
    'a',
    ' ',
    'é',
    'and ',
    '.',
    '-',
    '(',
    ',LLC',
    'a, ',
    '"',
    '\\u0000',
    '9',
    '1,',
    '\u0301',
    'ﷺ',
  ].map((piece) => piece.repeat(40_000)),
  "'; drop table core.companies; --",
]

/** Calls over x that give a text of the same kind, so that calling them twice changes nothing. */
const idempotent = [
  ...['normalize_domain(x)', 'clean_text(x)', 'clean_label(x)', 'fold_case(x)', 'name_key(x)'],
  ...['technology_key(x)', 'company_type_key(x)', 'industry_key(x)', 'normalize_funding_stage(x)'],
  ...['company_name_key(x, 0)', 'company_name_key(x, 1)', 'company_name_key(x, 2)'],
  ...["normalize_linkedin_url(x, 'person')", "normalize_linkedin_url(x, 'company')"],
]

const others = [
  ...['parse_partial_date(x)', 'parse_money(x)', 'parse_investors(x)', 'parse_json(x)'],
  ...['employee_range_key(x)', 'revenue_range_key(x)', 'match_industry(x)', 'is_blocked_domain(x)'],
  ...['match_employee_range(x)', 'match_revenue_range(x)', 'match_company_type(x)'],
  ...['decode_percent(x)', 'decode_punycode(x)', 'encode_punycode(x)', 'map_host(x)'],
  ...['host_to_ascii(x)', 'json_text(to_jsonb(x))', 'json_number(to_jsonb(x))'],
  ...['json_integer(to_jsonb(x))', 'json_bigint(to_jsonb(x))', "json_object(to_jsonb('{' || x))"],
  ...["json_array(to_jsonb('[' || x))", 'json_object(to_jsonb(\'{"a": "\' || x || \'"}\'))'],
]

let database: TestDatabase
beforeAll(async () => {
  database = await createDatabase()
})
afterAll(() => database.drop())

describe.each(idempotent)('reference.%s over hostile text', (call) => {
  test('never raises and is idempotent', async () => {
    const again = call.replace('(x', '(first.y')
    const rows = await database.sql.unsafe(
      `select left(first.x, 100) as x, first.y, reference.${again} as again
      from (
        select t.x, reference.${call} as y
        from unnest($1::text[]) as t (x)
      ) as first
      where reference.${again} is distinct from first.y`,
      [texts]
    )
    expect([...rows]).toEqual([])
  })
})

test.each(others)('reference.%s never raises over hostile text', async (call) => {
  const [row] = await database.sql.unsafe(
    `select count(*)::integer as answers, count(reference.${call}::text)::integer as values
    from unnest($1::text[]) as t (x)`,
    [texts]
  )
  expect(row?.answers).toBe(texts.length)
})

test('keys fit into an index, however long the name', async () => {
  const rows = await database.sql`
    select t.x
    from unnest(${texts}::text[]) as t (x)
    where octet_length(reference.name_key(t.x)) > 2000
      or octet_length(reference.company_name_key(t.x, 1)) > 2000
      or octet_length(reference.technology_key(t.x)) > 2000`
  expect(rows.length).toBe(0)
})

test('punycode survives the way there and back', async () => {
  const labels = ['bücher', '例え', 'ünï-cödé', '☃', 'а', 'zażółć', '😀x', 'مثال', 'é'.repeat(20)]
  const rows = await database.sql`
    select l.label, reference.decode_punycode(reference.encode_punycode(l.label)) as back
    from unnest(${labels}::text[]) as l (label)`
  expect(rows.map((row) => row.back)).toEqual(labels)
})
