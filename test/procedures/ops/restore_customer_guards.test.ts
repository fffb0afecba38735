import { beforeAll, describe, expect, it } from 'vitest'
import { fold, forgetCustomers, mention } from '../../support/company-customers.ts'
import { dropGuards, guardsOf } from '../../support/legacy-customers.ts'
import { failure, type Row, useWarehouse } from '../../support/warehouse.ts'

const house = useWarehouse()
const guards = () => guardsOf(house)
let made: Row[]

beforeAll(async () => {
  made = await guards()
})

describe('the guards', () => {
  it('that are put up are those of the migration', async () => {
    await house.sql`select ops.restore_customer_guards()`
    const restored = await guards()
    expect(restored).toHaveLength(8)
    expect(restored).toEqual(made)
    expect(await house.row('select ops.restore_customer_guards() as n')).toEqual({ n: 0 })
    await dropGuards(house.sql)
    expect(await guards()).toEqual([])
    expect(await house.row('select ops.drop_customer_guards() as n')).toEqual({ n: 0 })
  })

  it.each([
    [`origin_company_domain = 'www.x/'`],
    [`origin_company_domain = 'www.vendor.example'`],
    [`customer_domain = 'www.x.example', customer_domain_source = 'x'`],
    [`customer_name_key = null`],
    [`customer_name_key = ''`],
    [`customer_domain = 'A Person', customer_domain_source = 'x'`],
    [`customer_domain = 'x.example'`],
    [`customer_domain_source = 'x'`],
    [`case_study_url = ''`],
    [`case_study_url = 'see https://vendor.example/x'`],
  ])('refuse %s', async (change) => {
    await house.sql`select ops.restore_customer_guards()`
    await forgetCustomers(house.sql)
    await mention(house.sql, { name: 'Globex', landing: 1 })
    await fold(house.sql, ['Globex'])
    expect(
      (await failure(house.sql.unsafe(`update core.company_customers set ${change}`))).code
    ).toBe('23514')
  })
})
