import { describe, expect, it } from 'vitest'
import { call, useWarehouse } from '../../support/warehouse.ts'

const house = useWarehouse()

const company = (domain: string, columns: string) =>
  house.row(`select ${columns} from extracted.companyenrich_company where domain = '${domain}'`)

const ingestText = (payload: string, domain: string) =>
  call(house.sql, 'ingest_companyenrich', `{"domain": "${domain}", "raw_payload": ${payload}}`)

describe('numbers', () => {
  it('may come as strings, texts as numbers', async () => {
    const payload = {
      id: 42,
      name: 1999,
      founded_year: '1999',
      page_rank: '4.1066',
      location: { postal_code: 1010, city: { latitude: '48.2', longitude: '-16,3' } },
      financial: { total_funding: '12,345,678' },
      socials: { linkedin_id: 7 },
      keywords: [2024, true, 'x'],
    }
    await house.land('strings.example', payload)
    expect(
      await company(
        'strings.example',
        `companyenrich_id, name, founded_year, page_rank, postal_code, latitude, longitude,
          total_funding, linkedin_id`
      )
    ).toEqual({
      companyenrich_id: '42',
      name: '1999',
      founded_year: 1999,
      page_rank: '4.1066',
      postal_code: '1010',
      latitude: '48.2',
      longitude: null,
      total_funding: '12345678',
      linkedin_id: '7',
    })
  })

  it('past 2^53 keep every digit, and those out of range are null with a warning', async () => {
    const answer = await ingestText(
      '{"financial": {"total_funding": 9007199254740993}, "founded_year": 99999999999}',
      'big.example'
    )
    expect(answer.warnings).toMatchObject([{ field: 'founded_year' }])
    expect(await company('big.example', 'total_funding, founded_year')).toEqual({
      total_funding: '9007199254740993',
      founded_year: null,
    })
  })

  it('as large as 1e400 harm nothing', async () => {
    const answer = await ingestText(
      `{"name": "Huge", "page_rank": 1e400, "founded_year": 1e400, "keywords": [1e400],
        "financial": {"total_funding": -1e400, "funding": [{"amount": 1e400, "date": 1e400}]},
        "location": {"city": {"id": 1e400, "latitude": 1e400}}}`,
      'huge.example'
    )
    expect(answer).toMatchObject({ success: true, keywords_count: 1 })
    expect(await company('huge.example', 'name, founded_year, total_funding')).toEqual({
      name: 'Huge',
      founded_year: null,
      total_funding: null,
    })
  })
})

describe('objects and arrays', () => {
  it('may come as JSON strings', async () => {
    await house.land('nested.example', {
      keywords: '["a", "b"]',
      location: '{"address": "1 Quay", "city": "{\\"name\\": \\"Cork\\"}"}',
      financial: JSON.stringify({ funding: JSON.stringify([{ type: 'Seed', amount: '5 EUR' }]) }),
      socials: '{"twitter_url": "https://x/1"}',
      subsidiaries: '["One", {"name": "Two"}]',
    })
    expect(await company('nested.example', 'address, city, twitter_url, keywords')).toEqual({
      address: '1 Quay',
      city: 'Cork',
      twitter_url: 'https://x/1',
      keywords: ['a', 'b'],
    })
    expect(
      await house.rows(`select funding_type from extracted.companyenrich_funding_rounds
        where domain = 'nested.example'`)
    ).toEqual([{ funding_type: 'Seed' }])
  })

  it.each(['{', '[', '{"a": ', '[1, 2', '\\', '"', '{]}'])(
    'that are the broken string %s are null',
    async (text) => {
      const answer = await house.ingest('broken.example', { location: text, keywords: text })
      expect(answer).toMatchObject({ success: true, keywords_count: 0 })
    }
  )

  it('may be nested 60 deep where nobody looks', async () => {
    const deep = `${'['.repeat(60)}${']'.repeat(60)}`
    const answer = await ingestText(`{"name": "Deep", "extra": ${deep}}`, 'deep.example')
    expect(answer.success).toBe(true)
  })
})

describe('subsidiaries', () => {
  it('are strings or objects, one row per name, an object before a string', async () => {
    const labs = { name: 'Labs', domain: 'https://www.labs.example/', country: 'IE' }
    const answer = await house.ingest('parent.example', {
      subsidiaries: ['labs', labs, 'North', { domain: 'nameless.example' }, 7, null, ['x'], ' '],
    })
    expect(answer.success).toBe(true)
    expect(
      await house.rows(`select subsidiary_name, subsidiary_domain, subsidiary_data
        from extracted.companyenrich_subsidiaries where domain = 'parent.example' order by 1`)
    ).toEqual([
      { subsidiary_name: 'Labs', subsidiary_domain: 'labs.example', subsidiary_data: labs },
      { subsidiary_name: 'North', subsidiary_domain: null, subsidiary_data: null },
    ])
  })

  it('are mirrored: those of the newest document stand', async () => {
    await house.land('mirror.example', {
      subsidiaries: ['Old', { name: 'Both', domain: 'a.example' }],
    })
    await house.land('mirror.example', { subsidiaries: ['New', 'Both'] })
    expect(
      await house.rows(`select subsidiary_name, subsidiary_domain, subsidiary_data
        from extracted.companyenrich_subsidiaries where domain = 'mirror.example' order by 1`)
    ).toEqual([
      { subsidiary_name: 'Both', subsidiary_domain: null, subsidiary_data: null },
      { subsidiary_name: 'New', subsidiary_domain: null, subsidiary_data: null },
    ])
  })
})

describe('location and socials', () => {
  const count = (table: string, domain: string) =>
    house.row(`select count(*)::integer as n from extracted.companyenrich_${table}
      where domain = '${domain}'`)

  it.each([{}, { location: null, socials: null }, { location: {}, socials: { g2_url: ' ' } }])(
    'have no row when nothing is said: %j',
    async (payload) => {
      await house.land('empty.example', payload)
      expect(await count('location', 'empty.example')).toEqual({ n: 0 })
      expect(await count('socials', 'empty.example')).toEqual({ n: 0 })
    }
  )

  it('lose their row when the newest document says nothing, core keeps what it has', async () => {
    const full = { location: { city: { name: 'Cork' } }, socials: { g2_url: 'https://g2/x' } }
    await house.land('lost.example', full)
    expect(await count('location', 'lost.example')).toEqual({ n: 1 })
    await house.land('lost.example', { name: 'Lost' })
    expect(await count('location', 'lost.example')).toEqual({ n: 0 })
    expect(await count('socials', 'lost.example')).toEqual({ n: 0 })
    expect(
      await house.row(`select l.city, s.g2_url from core.company_locations as l
        inner join core.company_social_urls as s using (domain) where domain = 'lost.example'`)
    ).toEqual({ city: 'Cork', g2_url: 'https://g2/x' })
  })

  it('have a row for a phone number alone', async () => {
    await house.land('phone.example', { location: { phone: '+353 1' } })
    expect(await count('location', 'phone.example')).toEqual({ n: 1 })
  })
})

describe('texts', () => {
  const hostile = [
    `'; drop table core.companies; --`,
    `$$; select 1; $$`,
    `\\'; delete from raw.companyenrich_payloads; --`,
    `{"a": "b"}`,
    '%s %I %L {0} #{x}',
    'é \u{1f600} 漢字 \u202e rtl',
    'x'.repeat(100_000),
  ]

  it.each(hostile.map((text) => [text.slice(0, 40), text]))(
    'are stored verbatim: %s',
    async (_, text) => {
      const answer = await house.ingest('verbatim.example', {
        id: text,
        name: text.slice(0, 400),
        website: text,
        type: text,
        revenue: text,
        employees: text,
        industry: text.slice(0, 400),
        description: text,
        seo_description: text,
        logo_url: text,
        keywords: [`k ${text}`.slice(0, 400)],
        technologies: [`t ${text}`.slice(0, 400)],
        location: { address: text, phone: text, postal_code: text, city: { name: text } },
        financial: {
          stock_symbol: text,
          funding: [{ type: text.slice(0, 400), amount: text.slice(0, 400), url: text }],
        },
        socials: { twitter_url: text, g2_url: text },
      })
      expect(answer).toMatchObject({ success: true, warnings: [] })
      const row = await company(
        'verbatim.example',
        `companyenrich_id, website, type, revenue, employees, description, seo_description, logo_url,
        address, phone, postal_code, city, stock_symbol, twitter_url, g2_url`
      )
      expect(new Set(Object.values(row ?? {}))).toEqual(new Set([text]))
      expect(await company('verbatim.example', 'name')).toEqual({ name: text.slice(0, 400) })
      expect(
        await house.rows(`select k.keyword, t.technology, r.funding_type, r.amount
        from extracted.companyenrich_keywords as k
        inner join extracted.companyenrich_technologies as t using (domain)
        inner join extracted.companyenrich_funding_rounds as r using (domain)
        where k.domain = 'verbatim.example'`)
      ).toEqual([
        {
          keyword: `k ${text}`.slice(0, 400),
          technology: `t ${text}`.slice(0, 400),
          funding_type: text.slice(0, 400),
          amount: text.slice(0, 400),
        },
      ])
    }
  )
})

describe('many items', () => {
  const list = (prefix: string, count = 5000) =>
    Array.from({ length: count }, (_, index) => `${prefix} ${index}`)
  const current = async (column: string, table: string) =>
    (await house.row(`select count(*)::integer as n, count(last_seen_at)::integer as dropped
        from core.${table} where ${column} = 'many.example'`)) as Record<string, number>

  it('as 5,000 keywords are taken, refreshed and replaced in time', async () => {
    await house.land('many.example', { keywords: list('first') })
    const started = performance.now()
    await house.land('many.example', { keywords: [...list('first'), 'one more'] })
    await house.land('many.example', { keywords: list('second') })
    expect(performance.now() - started).toBeLessThan(8000)
    expect(await current('domain', 'company_keywords')).toEqual({ n: 10_001, dropped: 5001 })
  })

  it('as 200 rounds of funding are taken and replaced in time', async () => {
    const funding = (prefix: string) =>
      list(prefix, 200).map((type) => ({ type, from: `Fund ${type}`, amount: '1 EUR' }))
    await house.land('many.example', { financial: { funding: funding('first') } })
    const started = performance.now()
    await house.land('many.example', { financial: { funding: funding('second') } })
    expect(performance.now() - started).toBeLessThan(8000)
    expect(await current('domain', 'company_funding_rounds')).toEqual({ n: 400, dropped: 200 })
    expect(await current('company_domain', 'company_vc_investors')).toEqual({
      n: 400,
      dropped: 200,
    })
  })
})
