import { describe, expect, it } from 'vitest'
import { contentOf, countRows } from '../support/content.ts'
import { createCompanyEnrichRequest } from '../support/payloads.ts'
import { countStatements, statementsIn } from '../support/statements.ts'
import { type Landing, useWarehouse } from '../support/warehouse.ts'

const house = useWarehouse()

const request = (number: number) => {
  const { domain, raw_payload } = createCompanyEnrichRequest(number)
  return { domain, payload: raw_payload }
}

const failures = () =>
  house.rows(`select p.domain, f.stage, f.sqlstate, f.attempts, f.message, f.resolved_at
    from ops.failures as f inner join raw.companyenrich_payloads as p on p.id = f.raw_id
    order by p.landing_no`)

describe('a statement', () => {
  it('without rows does nothing', async () => {
    await house.landTogether([])
    await house.sql`insert into raw.companyenrich_payloads (domain, payload)
      select 'never.example', '{}' where false`
    expect(countRows(await contentOf(house.sql))).toBe(0)
    expect(await house.rows('select * from ops.entities')).toEqual([])
  })

  it('of an analyst needs key and payload only', async () => {
    await house.sql`insert into raw.companyenrich_payloads (domain, payload)
      values ('one.example', '{"name": "One"}')`
    expect(await house.row(`select name from core.companies where domain = 'one.example'`)).toEqual(
      { name: 'One' }
    )
  })

  it('sorts out what cannot be used, each with its reason, and takes the others', async () => {
    await house.landTogether([
      { domain: null, payload: {} },
      { domain: '  ', payload: {} },
      { domain: 'N/A', payload: {} },
      { domain: '192.0.2.7', payload: {} },
      { domain: '[2001:db8::1]', payload: {} },
      { domain: 'localhost', payload: {} },
      { domain: 'bit.ly', payload: {} },
      { domain: 'https://www.bit.ly/3abc', payload: {} },
      { domain: 'array.example', payload: [] },
      { domain: 'text.example', payload: 'text' },
      { domain: 'null.example', payload: null },
      { domain: 'someone@good.example', payload: { name: 'Good' } },
    ])
    expect((await failures()).map((row) => [row.domain, row.sqlstate])).toEqual([
      [null, 'WH101'],
      ['  ', 'WH101'],
      ['N/A', 'WH101'],
      ['192.0.2.7', 'WH102'],
      ['[2001:db8::1]', 'WH102'],
      ['localhost', 'WH102'],
      ['bit.ly', 'WH103'],
      ['https://www.bit.ly/3abc', 'WH103'],
      ['array.example', 'WH104'],
      ['text.example', 'WH104'],
      ['null.example', 'WH104'],
    ])
    expect((await failures()).every((row) => row.stage === 'key')).toBe(true)
    expect(
      await house.row(`select name from core.companies where domain = 'good.example'`)
    ).toEqual({ name: 'Good' })
  })
})

describe('poisoned payloads', () => {
  it('among 1,000 good ones are alone in quarantine, until the cause is gone', async () => {
    await house.sql`delete from ops.failures`
    await house.sql`alter table core.company_keywords
      add constraint no_poison check (keyword not like 'poison%')`
    const landings = Array.from({ length: 1000 }, (_, number) => ({
      domain: `set-${number}.example`,
      payload: { name: `Set ${number}`, keywords: ['a', 'b'], technologies: ['Shared'] },
    }))
    const poisoned = [0, 77, 78, 500, 999]
    for (const number of poisoned) landings[number]?.payload.keywords.push('poison')
    await house.landTogether(landings)

    expect(await failures()).toEqual(
      poisoned.map((number) => ({
        domain: `set-${number}.example`,
        stage: 'load',
        sqlstate: '23514',
        attempts: 1,
        message: expect.stringContaining('no_poison'),
        resolved_at: null,
      }))
    )
    const taken = await house.rows(`select count(*)::integer as n from core.companies
      where domain like 'set-%'`)
    expect(taken).toEqual([{ n: 995 }])
    // Nothing of a poisoned payload stands anywhere.
    expect(
      await house.rows(`select domain from extracted.companyenrich_company
        where domain in ('set-0.example', 'set-77.example', 'set-999.example')`)
    ).toEqual([])

    // Failing again counts an attempt.
    await house.sql`call ops.replay('companyenrich', p_failures_only => true, p_batch_size => 2)`
    expect((await failures()).map((row) => row.attempts)).toEqual([2, 2, 2, 2, 2])

    await house.sql`alter table core.company_keywords drop constraint no_poison`
    const [first] = await house.sql`select id from raw.companyenrich_payloads
      where domain = 'set-77.example'`
    await house.sql`call ops.replay('companyenrich', array[${first?.id}]::uuid[])`
    expect((await failures()).filter((row) => row.resolved_at !== null)).toHaveLength(1)
    await house.sql`call ops.replay('companyenrich', p_failures_only => true, p_batch_size => 3)`
    expect((await failures()).filter((row) => row.resolved_at === null)).toEqual([])
    expect(
      await house.rows(`select count(*)::integer as n from core.companies
        where domain like 'set-%'`)
    ).toEqual([{ n: 1000 }])
  })

  it('harm no other document of the same company', async () => {
    await house.sql`alter table core.company_keywords
      add constraint no_poison check (keyword <> 'poison') not valid`
    const domain = 'mixed.example'
    await house.landTogether([
      { domain, payload: { name: 'Good', keywords: ['a'], updated_at: '2025-01-01' } },
      { domain, payload: { keywords: ['poison'], updated_at: '2025-02-01' } },
      { domain, payload: { keywords: ['b'], updated_at: '2025-03-01' } },
    ])
    await house.sql`alter table core.company_keywords drop constraint no_poison`
    expect(
      await house.rows(`select keyword, last_seen_at from core.company_keywords
        where domain = '${domain}' order by keyword`)
    ).toEqual([
      { keyword: 'a', last_seen_at: '2025-01-01T00:00:00.000Z' },
      { keyword: 'b', last_seen_at: null },
    ])
  })

  it('keep the error, the hint and where it was raised', async () => {
    await raiseInLoading("errcode = 'P0001', message = 'm', detail = 'd', hint = 'h'")
    await house.land('said.example', { name: 'Raise' })
    await raiseInLoading(null)
    expect(
      await house.row(`select sqlstate, message, detail, hint, context like '%coalesce_company%'
        as has_context from ops.failures order by first_failed_at desc limit 1`)
    ).toEqual({ sqlstate: 'P0001', message: 'm', detail: 'd', hint: 'h', has_context: true })
  })
})

/** Makes core.companies refuse companies named Raise, with an error of the test's choice. */
async function raiseInLoading(using: string | null, when = 'true'): Promise<void> {
  await house.sql.unsafe(`
    reset role;
    create or replace function core.raise_in_test() returns trigger language plpgsql as $$
    begin
      if new.name = 'Raise' and ${when} then
        raise exception using ${using ?? "errcode = 'P0001'"};
      end if;
      return new;
    end $$;
    drop trigger if exists raise_in_test on core.companies;
    ${
      using === null
        ? ''
        : `create trigger raise_in_test before insert or update on core.companies
      for each row execute function core.raise_in_test()`
    }`)
}

describe('an error', () => {
  it.each(['08006', '40001', '40P01', '53200', '57014', '57P01', '58030', 'XX000', '0A000'])(
    "of class %s is not the payload's: it is raised, and nothing stands",
    async (code) => {
      await raiseInLoading(`errcode = '${code}'`)
      const domain = `class-${code.toLowerCase()}.example`
      await expect(
        house.landTogether([
          { domain, payload: { name: 'Raise' } },
          { domain: `also-${domain}`, payload: { name: 'Good' } },
        ])
      ).rejects.toMatchObject({ code })
      await raiseInLoading(null)
      expect(
        await house.rows(`select 1 as one from raw.companyenrich_payloads
        where domain like '%${domain}'
        union all select 1 from ops.entities where key like '%${domain}'`)
      ).toEqual([])
    }
  )

  it('23505 is tried once more before it counts as bad data', async () => {
    await house.sql.unsafe('set role pipeline_owner; create sequence core.tries; reset role')
    await raiseInLoading("errcode = '23505'", "nextval('core.tries') = 1")
    await house.land('race.example', { name: 'Raise' })
    expect(
      await house.row(`select name from core.companies where domain = 'race.example'`)
    ).toEqual({ name: 'Raise' })
    await raiseInLoading("errcode = '23505'", "nextval('core.tries') > 0")
    await house.sql`alter sequence core.tries restart`
    await house.land('double.example', { name: 'Raise' })
    await raiseInLoading(null)
    expect((await failures()).at(-1)).toMatchObject({ domain: 'double.example', sqlstate: '23505' })
    const [tries] = await house.sql`select last_value::integer as n from core.tries`
    expect(tries?.n).toBe(2)
  })
})

describe('the work', () => {
  it('takes as many statements for 1,000 payloads as for two', async () => {
    await countStatements(house.sql)
    const batch = (from: number, size: number, keyword: string) =>
      Array.from({ length: size }, (_, index) => {
        const { domain, payload } = request(from + index)
        return { domain, payload: { ...payload, keywords: [keyword] } }
      })
    const count = (landings: Landing[]) =>
      statementsIn(house.sql, () => house.landTogether(landings))
    const [two, thousand] = [await count(batch(1, 2, 'a')), await count(batch(1001, 1000, 'a'))]
    expect(two).toBeGreaterThan(25)
    expect(thousand).toBe(two)
    // Refreshed, they need updates and deletes as well: as many for all as for two.
    const refreshedTwo = await count(batch(1, 2, 'b'))
    expect(await count(batch(1001, 1000, 'b'))).toBe(refreshedTwo)
  })
})
