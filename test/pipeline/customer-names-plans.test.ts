import postgres from 'postgres'
import { expect, it } from 'vitest'
import { enrich, find, mention, unsettled } from '../support/customer-names.ts'
import { useWarehouse } from '../support/warehouse.ts'

const house = useWarehouse()

const range = (from: number, size: number) => Array.from({ length: size }, (_, i) => from + i)

/** Names of customers, three per vendor, each with a company to come. */
const waiting = (from: number, size: number) =>
  range(from, size / 3).map((number) => ({
    origin: `o-${number}.example`,
    names: [0, 1, 2].map((place) => `Brelmoth ${number * 3 + place} Ltd`),
  }))

const companies = (from: number, size: number) =>
  range(from * 3, size).map((number) => ({
    domain: `c-${number}.example`,
    name: `Brelmoth ${number}`,
  }))

it('plans made on empty tables look names up by key when the tables have grown', async () => {
  const plans: string[] = []
  const sql = postgres(house.database.url, {
    max: 1,
    prepare: false,
    onnotice: ({ message }) => plans.push(message ?? ''),
  })
  try {
    await mention({ sql }, ...waiting(0, 30))
    await enrich({ sql }, ...companies(0, 30))
    await find({ sql }, ...companies(0, 30))
    await sql`select ops.fill_reference_gaps()`
    await sql`call ops.match_customer_names(p_dry_run => false, p_only_unmatched => false)`

    // What nobody waits for, and what waits for nobody.
    await mention(house, ...waiting(1000, 3000))
    await find(house, ...companies(5000, 3000))
    await enrich(house, ...companies(7000, 1000))
    await house.sql`analyze`
    await sql`load 'auto_explain'`
    await sql.unsafe(`
      set client_min_messages = log;
      set auto_explain.log_min_duration = 0;
      set auto_explain.log_nested_statements = on;
      set auto_explain.log_analyze = on;
      set auto_explain.log_timing = off`)
    plans.length = 0

    await mention({ sql }, ...waiting(20, 150))
    await enrich({ sql }, ...companies(20, 150))
    await find({ sql }, ...companies(20, 150))
    await sql`call ops.match_customer_names(p_dry_run => false, p_batch_size => 50)`
    await sql`select extracted.rematch_customer_names(array['c-60.example', 'c-61.example'])`
  } finally {
    await sql.end()
  }
  const ours = plans.filter((plan) => /customer_names|company_discovery|core\.companies/.test(plan))
  expect(ours.length).toBeGreaterThan(20)
  // A scan of a table for every row would discard most of it again each time.
  const discarded = ours.flatMap((plan) =>
    [...plan.matchAll(/Rows Removed by (?:Join )?Filter: (\d+)/g)]
      .filter(([, rows]) => Number(rows) > 300)
      .map(([line]) => `${line}\n${plan.slice(0, 400)}`)
  )
  expect(discarded).toEqual([])
  expect(await unsettled(house)).toEqual([])
})
