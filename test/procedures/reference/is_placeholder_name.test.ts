import { expect, it } from 'vitest'
import { useWarehouse } from '../../support/warehouse.ts'

const house = useWarehouse()
const is = async (name: string | null) => {
  const [row] = await house.sql`select reference.is_placeholder_name(${name}) as answer`
  return row?.answer
}

it.each([
  'none',
  'None found',
  'NONE FOUND.',
  ' none  found on the website',
  'n/a',
  'N/A.',
  'na',
  'unknown',
  'Unknown company',
  '(unknown)',
  'null',
  'undefined',
  'No customers found',
  'no customers were found on the site.',
  'No specific customers identified',
  'No named customer companies listed',
  'no case studies found',
  'No data available',
  'no results',
  'not found',
  'Not Available',
  'TBD',
  '-',
  '—',
  '...',
  '',
  ' ',
])('%j stands for no company', async (name) => {
  expect(await is(name)).toBe(true)
})

it.each([
  'Nike',
  'None of Your Business Ltd',
  'Nonesuch Records',
  'No Fear',
  'No Limits Clients Group',
  'No Name Company Brands Inc',
  'NA-KD',
  'Nothing',
  'Not On The High Street',
  'Unknown Worlds',
  'Null Industries',
  'Nil Group',
  'Nasdaq',
  'TBD Media',
  'Ünknown',
  'Acme',
  "'; drop table core.companies; --",
  `no ${'very '.repeat(10_000)}customers`,
])('%j is a name', async (name) => {
  expect(await is(name)).toBe(false)
})

it('of null is null', async () => {
  expect(await is(null)).toBeNull()
})
