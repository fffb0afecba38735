import { beforeEach, describe, expect, it } from 'vitest'
import {
  customersOf,
  fold,
  forgetCustomers,
  mention,
  vendor,
} from '../../support/company-customers.ts'
import { copyCustomers, dropGuards } from '../../support/legacy-customers.ts'
import { failure, type Row, useWarehouse } from '../../support/warehouse.ts'

const house = useWarehouse()
const undo = async (log: unknown) =>
  (await house.row(`select ops.undo_merge(${log}) as answer`))?.answer
const merges = () => house.rows('select log_id from ops.merges order by log_id')
const tables = ['core.company_customers', 'core.company_customer_consolidations']
const state = async (): Promise<Row[][]> =>
  Promise.all(
    [...tables, 'raw.staging_case_study_urls'].map(async (table) => [
      ...(await house.sql.unsafe(`select to_jsonb(t)::text as row from ${table} as t order by 1`)),
    ])
  )

beforeEach(async () => {
  await house.sql`select ops.restore_customer_guards(false)`
  await forgetCustomers(house.sql)
  await dropGuards(house.sql)
})

const twins = () =>
  copyCustomers(
    house.sql,
    {
      origin_company_domain: 'www.vendor.example',
      customer_name: 'GLOBEX',
      customer_domain: 'globex.example',
      customer_domain_source: 'manual',
    },
    { origin_company_domain: 'vendor.example/x', customer_name: 'Globex.', has_case_study: true },
    { origin_company_domain: 'Vendor.example', customer_name: 'Initech' }
  )

describe('the undoing of merges', () => {
  it('is their exact inverse, the latest first, over clean-up and consolidation', async () => {
    await twins()
    await mention(house.sql, { name: 'Hooli', landing: 1 })
    await fold(house.sql, ['Hooli'])
    await house.sql`insert into raw.staging_case_study_urls
        (origin_company_domain, case_study_url, origin_company_name, processed)
      values ('www.vendor.example', 'https://vendor.example/c/1/', '', false)`
    const states = [await state()]
    await house.sql`call ops.cleanup_company_customer_domains(false)`
    await mention(
      house.sql,
      { name: 'Initech', landing: 2, source: 'claygent_v2', matched: 'initech.example' },
      { name: 'New', landing: 3, source: 'claygent', matched: 'new.example', originName: 'V' },
      { name: 'New', landing: 4, source: 'claygent_v2', matched: 'new.example' }
    )
    states.push(await state())
    await house.sql`call ops.consolidate_claygent_customers(p_dry_run => false)`
    const found = await merges()
    expect(found).toHaveLength(5)
    expect(await customersOf(house)).toHaveLength(4)

    await dropGuards(house.sql)
    const [cleaned, , , initech, added] = found.map((row) => row.log_id)
    expect(await undo(added)).toEqual({
      log_id: Number(added),
      operation: 'consolidate_claygent_customers',
      table_name: 'core.company_customers',
      origin_company_domain: vendor,
      rows_before: 0,
      rows_after: 1,
    })
    await undo(initech)
    expect(await state()).toEqual(states[1])
    // What was undone does not come back by itself.
    await fold(house.sql, ['New', 'Initech'])
    expect(await state()).toEqual(states[1])
    for (const { log_id } of found.slice(1, 3).toReversed()) await undo(log_id)
    expect(await undo(cleaned)).toMatchObject({ rows_before: 2, rows_after: 1 })
    expect(await state()).toEqual(states[0])
    expect(
      await house.row('select count(*)::integer as n from ops.merges where undone_at is null')
    ).toEqual({ n: 0 })
  })

  it('keeps what has become of a staged case study meanwhile', async () => {
    await house.sql`insert into raw.staging_case_study_urls (origin_company_domain, case_study_url)
      values ('www.vendor.example', 'https://vendor.example/c/1')`
    await house.sql`call ops.cleanup_company_customer_domains(false)`
    await house.sql`update raw.staging_case_study_urls set processed = true, sent_to_clay = true`
    await dropGuards(house.sql)
    await undo(1)
    expect(
      await house.row(`select origin_company_domain as d, processed, sent_to_clay
        from raw.staging_case_study_urls`)
    ).toEqual({ d: 'www.vendor.example', processed: true, sent_to_clay: true })
  })

  it('that nobody knows, or that was done, says so', async () => {
    await twins()
    await house.sql`call ops.cleanup_company_customer_domains(false)`
    await dropGuards(house.sql)
    for (const log of ['99', 'null', '-1']) {
      expect(await failure(undo(log))).toMatchObject({
        code: 'WH901',
        hint: 'pass a log_id of ops.merges',
      })
    }
    await undo(1)
    const before = await state()
    expect(await failure(undo(1))).toMatchObject({
      code: 'WH902',
      message: 'the merge was undone already',
    })
    expect(await state()).toEqual(before)
  })

  it('that the guards forbid says what to do, and works after that', async () => {
    await twins()
    await house.sql`insert into raw.staging_case_study_urls (origin_company_domain, case_study_url)
      values ('www.vendor.example', 'https://vendor.example/c/1')`
    const copied = await state()
    await house.sql`call ops.cleanup_company_customer_domains(false)`
    const before = await state()
    for (const { log_id } of await merges()) {
      const error = await failure(undo(log_id))
      expect(error).toMatchObject({ code: 'WH905' })
      expect(error.detail).toMatch(/guard \w+_check/)
      expect(error.hint).toMatch(/ops\.drop_customer_guards\(\)/)
    }
    expect(await state()).toEqual(before)
    await dropGuards(house.sql)
    for (const { log_id } of (await merges()).toReversed()) await undo(log_id)
    expect(await state()).toEqual(copied)
  })

  it.each([
    ['the pipeline changed the row', `update core.company_customers set has_case_study = false`],
    ['the row is gone', `delete from core.company_customers where customer_name = 'GLOBEX'`],
    [
      'a row has come back by hand',
      `insert into core.company_customers (id, origin_company_domain, customer_name)
       select (b ->> 'id')::uuid, b ->> 'origin_company_domain', 'x' from ops.merges as m,
         jsonb_array_elements(m.before -> 'company_customers') as b where m.log_id = 1`,
    ],
  ])('is refused where %s since', async (_, change) => {
    await twins()
    await house.sql`call ops.cleanup_company_customer_domains(false)`
    await dropGuards(house.sql)
    await house.sql.unsafe(change)
    const before = await state()
    const error = await failure(undo(1))
    expect(error).toMatchObject({
      code: 'WH904',
      message: 'rows of the merge have changed since',
      detail: 'core.company_customers of vendor.example',
    })
    expect(error.hint).toMatch(/later merges/)
    expect(await state()).toEqual(before)
    expect(await house.row('select undone_at from ops.merges where log_id = 1')).toEqual({
      undone_at: null,
    })
  })

  it('is done once by two at once, and by analysts', async () => {
    await twins()
    await house.sql`call ops.cleanup_company_customer_domains(false)`
    await dropGuards(house.sql)
    const asAnalyst = async () => {
      const analyst = await house.sql.reserve()
      try {
        await analyst`set role pipeline_analyst`
        await analyst`select ops.undo_merge(1)`
        return 'done'
      } catch (error) {
        return (error as { code: string }).code
      } finally {
        await analyst`reset role`
        analyst.release()
      }
    }
    expect((await Promise.all([asAnalyst(), asAnalyst()])).toSorted()).toEqual(['WH902', 'done'])
  })
})
