import { beforeAll, describe, expect, it } from 'vitest'
import { createPersonRequest } from '../../support/people.ts'
import { createVariedPeople } from '../../support/varied-people.ts'
import { useWarehouse } from '../../support/warehouse.ts'

const house = useWarehouse()
/** Where no profile is plain, so that every one is searched for warnings. */
const thorough = useWarehouse()

beforeAll(async () => {
  await thorough.sql.unsafe(`
    create or replace function extracted.is_plain_person_profile(p_payload jsonb) returns boolean
    language plpgsql stable strict parallel safe as $$ begin return false; end $$`)
})

const warn = async (sql: typeof house.sql, payloads: readonly unknown[]) => {
  const rows = await sql<{ warnings: { field: string; message: string }[] }[]>`
    select extracted.warn_person_profile(v.item) as warnings
    from jsonb_array_elements(${JSON.stringify(payloads)}::text::jsonb)
      with ordinality as v (item, place)
    where jsonb_typeof(v.item) = 'object'
    order by v.place`
  return rows.map((row) => row.warnings)
}

async function expectSameWarnings(payloads: readonly unknown[]): Promise<number> {
  const found = await warn(house.sql, payloads)
  const expected = await warn(thorough.sql, payloads)
  const objects = payloads.filter((one) => one && typeof one === 'object' && !Array.isArray(one))
  const wrong = found.flatMap((warnings, index) =>
    JSON.stringify(warnings) === JSON.stringify(expected[index])
      ? []
      : [{ differs: difference(objects[index] as object), warnings, expected: expected[index] }]
  )
  expect(wrong.slice(0, 3)).toEqual([])
  return found.filter((warnings) => warnings.length > 0).length
}

/** The members that a payload has otherwise than `raw_payload`. */
function difference(payload: object): object {
  return Object.fromEntries(
    Object.entries({ ...raw_payload, ...payload }).filter(
      ([field]) =>
        JSON.stringify(raw_payload[field]) !==
        JSON.stringify((payload as Record<string, unknown>)[field])
    )
  )
}

const { raw_payload } = createPersonRequest(3)
const jobs = raw_payload.experience as Record<string, unknown>[]
const schools = raw_payload.education as Record<string, unknown>[]

const values = [
  null,
  '',
  ' ',
  'N/A',
  'text',
  'x'.repeat(501),
  'é'.repeat(300),
  5,
  1.5,
  1e300,
  -1,
  '5',
  true,
  {},
  { a: 1 },
  [],
  ['x'],
  [{}],
  '[]',
  '{}',
  '2023-10-01',
  '2023',
  'Present',
  '2023-02-30',
  '0001-01-01',
  '2023-10-01 03:04:05.678',
  'bit.ly',
  'sub.bit.ly',
  'acme.example',
  'Acme.Example',
  'localhost',
  'https://www.linkedin.com/company/acme',
  'https://www.linkedin.com/in/acme',
]

describe('a profile that is plain', () => {
  it('has no warnings, as those of the vendor', async () => {
    const plain = Array.from({ length: 60 }, (_, index) => createPersonRequest(index).raw_payload)
    const rows = await house.sql<{ plain: boolean }[]>`
      select extracted.is_plain_person_profile(v.item) as plain
      from jsonb_array_elements(${JSON.stringify(plain)}::text::jsonb) as v (item)`
    // Nearly all are spared the search.
    expect(rows.filter((row) => row.plain).length).toBeGreaterThan(50)
    expect(await expectSameWarnings(plain)).toBe(0)
  })

  it('is none when any field of it has a value that would be warned of', async () => {
    const fields = [...Object.keys(raw_payload), 'unknown']
    const payloads = fields.flatMap((field) =>
      values.map((value) => ({ ...raw_payload, [field]: value }))
    )
    expect(await expectSameWarnings(payloads)).toBeGreaterThan(100)
  })

  it('is none when any field of a job, of the latest or of a school has', async () => {
    const odd = (item: Record<string, unknown>) =>
      [...Object.keys(item), 'unknown'].flatMap((field) =>
        values.map((value) => ({ ...item, [field]: value }))
      )
    const payloads = [
      ...odd(jobs[1] as Record<string, unknown>).map((job) => ({
        ...raw_payload,
        experience: [jobs[0], job],
      })),
      ...odd(jobs[0] as Record<string, unknown>).map((latest_experience) => ({
        ...raw_payload,
        latest_experience,
      })),
      ...odd(schools[0] as Record<string, unknown>).map((school) => ({
        ...raw_payload,
        education: [school],
      })),
    ]
    expect(await expectSameWarnings(payloads)).toBeGreaterThan(200)
  })

  it('is none when lists hold what is no object', async () => {
    const lists = [[null], ['x'], [[]], [[{}]], [{}, [{}]], [{}, 1], [{}], [], [[[{}]]], '[{}]', {}]
    const payloads = lists.flatMap((list) => [
      { ...raw_payload, experience: list },
      { ...raw_payload, education: list },
      { ...raw_payload, latest_experience: list },
    ])
    expect(await expectSameWarnings(payloads)).toBeGreaterThan(10)
  })

  it('is none when it lacks a field that matters', async () => {
    const payloads = Object.keys(raw_payload).map((field) => ({
      ...raw_payload,
      [field]: undefined,
    }))
    await expectSameWarnings([{}, ...payloads])
  })

  it('is judged as the thorough way judges varied ones', async () => {
    const payloads = createVariedPeople(400, 50, 5).map(({ payload }) => payload)
    expect(await expectSameWarnings(payloads)).toBeGreaterThan(50)
  })
})
