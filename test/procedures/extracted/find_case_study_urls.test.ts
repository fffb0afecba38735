import { expect, it } from 'vitest'
import { useWarehouse } from '../../support/warehouse.ts'

const house = useWarehouse()
const v = 'https://v.example'
const find = async (names: string[], steps: unknown) => {
  const [row] = await house.sql`
    select to_jsonb(extracted.find_case_study_urls(
      array(select jsonb_array_elements_text(${JSON.stringify(names)}::text::jsonb)),
      ${JSON.stringify(steps)}::text::jsonb
    )) as urls`
  return row?.urls
}

it.each([
  ['Acme', `${v}/customers/acme`],
  ['Acme, Inc.', `${v}/acme-case-study`],
  ['Booking.com', `${v}/c/booking-com`],
  ['Booking.com', `${v}/c/bookingcom`],
  ["Macy's", `${v}/c/macys.html`],
  ['AT&T', `${v}/c/at-t`],
  ['Marks & Spencer', `${v}/c/marks-and-spencer/page`],
  ['Marks and Spencer', `${v}/c/Marks_Spencer`],
  ['Hewlett Packard', `${v}/hewlettpackard`],
  ['Müller GmbH', `${v}/c/muller`],
  ['Café Noir', `${v}/c/caf%C3%A9-noir`],
  ['3M', `${v}/c/3m`],
])('a page of %s is %s', async (name, url) => {
  expect(await find([name], [`Visited ${url}/.`])).toEqual([url])
})

it.each([
  ['Acme', `${v}/case-study`],
  ['Acme', `${v}/acmeology`],
  ['Acme', `${v}/c?customer=acme`],
  ['Acme', 'https://acme.example'],
  ['Acme', 'https://acme.example/about'],
  ['Case', `${v}/case-study/x`],
  ['Customer Stories', `${v}/customer-stories/x`],
  ['Acme', 'acme, no URL'],
  ['Acme', 'ftp://v.example/acme'],
  ['---', `${v}/---`],
])('%s is not what %s is about', async (name, step) => {
  expect(await find([name], [step])).toEqual([null])
})

it('reads prose, objects and texts, in the order of the steps, each name its own page', async () => {
  const steps = [
    `Looked at [stories](${v}/stories/acme), then (${v}/case-study/acme)`,
    { url: `${v}/stories/beta?utm_source=clay#top` },
    `"${v}/stories/gamma", done`,
  ]
  const found = [`${v}/stories/acme`, `${v}/stories/beta`, `${v}/stories/gamma`, null]
  expect(await find(['Acme', 'Beta', 'Gamma', 'Delta'], steps)).toEqual(found)
  expect(
    await find(['Acme', 'Beta', 'Gamma', 'Delta'], steps.map((s) => JSON.stringify(s)).join())
  ).toEqual(found)
})

it('gives a page about a longer name to that one', async () => {
  expect(await find(['Acme', 'Acme Labs'], [`${v}/acme-labs`, `${v}/acme`])).toEqual([
    `${v}/acme`,
    `${v}/acme-labs`,
  ])
  expect(await find(['Acme', 'Beta'], [`${v}/acme-and-beta`])).toEqual([
    `${v}/acme-and-beta`,
    `${v}/acme-and-beta`,
  ])
})

it.each([[null], [[]], [{}], [7], ['']])('finds nothing in %j', async (steps) => {
  expect(await find(['Acme'], steps)).toEqual([null])
})

it('of null is null', async () => {
  const [row] = await house.sql`
    select extracted.find_case_study_urls(null, '[]') as names,
      extracted.find_case_study_urls('{Acme}', null) as steps`
  expect(row).toEqual({ names: null, steps: null })
})
