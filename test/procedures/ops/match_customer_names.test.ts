import { beforeEach, describe, expect, it } from 'vitest'
import { contentOf, rowsWritten, versionsOf } from '../../support/content.ts'
import {
  employ,
  enrich,
  find,
  matchesOf,
  mention,
  mentionIn,
  page,
  uncarried,
  unsettled,
} from '../../support/customer-names.ts'
import { failure, type Row, useWarehouse } from '../../support/warehouse.ts'

const house = useWarehouse()
const origin = 'vendor.example'

async function match(options = ''): Promise<Row & { p_counts: Record<string, Row> }> {
  const [row] = await house.rows(`call ops.match_customer_names(${options})`)
  return row as Row & { p_counts: Record<string, Row> }
}

/** As if every name had landed before the companies, unseen by them. */
async function forget(): Promise<void> {
  for (const table of [
    ...['claygent_customers_structured', 'claygent_customers_v2', 'claygent_customers'],
    'customer_names',
  ]) {
    await house.sql`update extracted.${house.sql(table)} set matched_domain = null,
      matched_linkedin_url = null, match_method = null, matched_at = null`
  }
  await house.sql`update core.company_customers
    set customer_domain = null, customer_domain_source = null, customer_domain_landing_no = null`
}

const runs = () =>
  house.rows(`select status, records_processed from ops.enrichment_runs
    where workflow_slug = 'customer-names-match' order by started_at`)

beforeEach(async () => {
  const tables = Object.keys(await contentOf(house.sql)).join(', ')
  await house.sql.unsafe(`truncate ${tables}, ops.documents, ops.failures, ops.enrichment_runs,
    raw.companyenrich_payloads, raw.company_discovery_payloads, raw.person_payloads,
    raw.claygent_customers_structured_raw, raw.claygent_customers_v2_raw`)
})

describe('ops.match_customer_names', () => {
  const names = ['Brelmoth', 'Quorvane', 'Twin', 'Ostrelle', 'Nobody', 'Tazwick Group']

  beforeEach(async () => {
    await enrich(
      house,
      { domain: 'b.example', name: 'Brelmoth', page: page('b') },
      { domain: 'q.example', name: 'Quorvane GmbH' },
      { domain: 'twin-1.example', name: 'Twin' },
      { domain: 'twin-2.example', name: 'TWIN' },
      { domain: 't.example', name: 'Tazwick' }
    )
    await find(house, { domain: 'o.example', name: 'Ostrelle' })
    await mention(house, { origin, names }, { origin: 'other.example', names: ['Brelmoth'] })
    await mentionIn(house.sql, 'claygent_customers_v2_raw', [{ origin, names: ['Brelmoth'] }])
    await forget()
  })

  const structured = {
    scanned: 7,
    matched: {
      'core-exact': 2,
      'core-suffix': 1,
      'core-weak-suffix': 1,
      'discovery-exact': 1,
    },
    ambiguous: 1,
    match_rate: 0.7143,
  }
  const nothing = { scanned: 0, matched: {}, ambiguous: 0, match_rate: null }
  const counts = {
    'extracted.claygent_customers_structured': structured,
    'extracted.claygent_customers_v2': {
      ...{ scanned: 1, matched: { 'core-exact': 1 }, ambiguous: 0, match_rate: 1 },
    },
    'extracted.claygent_customers': nothing,
    'extracted.company_customer_claygent': nothing,
    'extracted.manual_company_customers': nothing,
  }

  it('only counts by default, per table of mentions, and writes nothing', async () => {
    const before = await versionsOf(house.sql)
    const entities = await house.rows('select * from ops.entities')
    expect(await match()).toEqual({ p_after: origin, p_changed: '5', p_counts: counts })
    expect(await match('p_only_unmatched => false')).toMatchObject({ p_counts: counts })
    expect(rowsWritten(before, await versionsOf(house.sql))).toEqual({})
    expect(await house.rows('select * from ops.entities')).toEqual(entities)
    expect(await runs()).toEqual([])
  })

  it('matches what is unmatched, once, and carries it to mentions and core', async () => {
    expect(await match('p_dry_run => false')).toEqual({
      p_after: origin,
      p_changed: '5',
      p_counts: counts,
    })
    expect(await unsettled(house)).toEqual([])
    expect(await uncarried(house)).toEqual([])
    expect((await matchesOf(house))[`${origin}: Brelmoth`]).toEqual([
      ...['b.example', 'core-exact', page('b')],
    ])
    const before = await versionsOf(house.sql)
    const again = await match('p_dry_run => false')
    expect(again.p_changed).toBe('0')
    expect(again.p_counts['extracted.claygent_customers_structured']).toEqual({
      ...{ scanned: 2, matched: {}, ambiguous: 1, match_rate: 0 },
    })
    expect(rowsWritten(before, await versionsOf(house.sql))).toEqual({})
    expect(await runs()).toEqual([
      { status: 'completed', records_processed: 5 },
      { status: 'completed', records_processed: 0 },
    ])
  })

  it('leaves matched names alone, unless it is told not to', async () => {
    await match('p_dry_run => false')
    await house.sql`update extracted.customer_names set matched_domain = 'wrong.example'
      where customer_name = 'Brelmoth'`
    expect((await match('p_dry_run => false')).p_changed).toBe('0')
    expect(await unsettled(house)).toHaveLength(2)
    expect((await match('p_only_unmatched => false')).p_changed).toBe('2')
    expect((await match('p_only_unmatched => false, p_dry_run => false')).p_changed).toBe('2')
    expect(await unsettled(house)).toEqual([])
    expect(await uncarried(house)).toEqual([])
  })

  it('goes on where a run was stopped, with the same counts in the end', async () => {
    const whole = await match()
    const half = await match(`p_batch_size => 1, p_after => 'other.example'`)
    expect(half.p_counts['extracted.claygent_customers_structured']).toMatchObject({ scanned: 6 })
    expect(
      await match(
        `p_batch_size => 1, p_changed => 1, p_counts => '${JSON.stringify({
          'extracted.claygent_customers_structured': {
            ...{ scanned: 1, matched: { 'core-exact': 1 }, ambiguous: 0, match_rate: 1 },
          },
        })}', p_after => 'other.example'`
      )
    ).toEqual(whole)
    for (const size of [1, 20_000]) expect(await match(`p_batch_size => ${size}`)).toEqual(whole)
  })

  it('takes the names of one table, with or without its schema, and counts that alone', async () => {
    for (const table of ['claygent_customers_v2', 'extracted.claygent_customers_v2']) {
      expect(await match(`p_table => '${table}'`)).toEqual({
        p_after: origin,
        p_changed: '1',
        p_counts: {
          'extracted.claygent_customers_v2': counts['extracted.claygent_customers_v2'],
        },
      })
    }
    await match(`'claygent_customers_v2', p_dry_run => false`)
    const matched = Object.entries(await matchesOf(house)).filter(([, found]) => found.length > 0)
    expect(matched.map(([name]) => name)).toEqual([`${origin}: Brelmoth`])
    // The name is one, whoever mentions it.
    expect(await uncarried(house)).toEqual([])
  })

  it('refuses what is no table of mentions, and bad batch sizes, naming the remedy', async () => {
    const tables = await failure(match(`'core.companies'`))
    expect(tables).toMatchObject({ code: 'WH903', hint: expect.stringMatching('claygent') })
    expect(await failure(match('p_batch_size => 0'))).toMatchObject({ code: 'WH903' })
    expect(await failure(match(`E'x'';drop table core.companies'`))).toMatchObject({
      code: 'WH903',
    })
  })

  it('may be called by analysts', async () => {
    const analyst = await house.sql.reserve()
    try {
      await analyst`set role pipeline_analyst`
      await analyst`call ops.match_customer_names(p_dry_run => false, p_batch_size => 1)`
    } finally {
      await analyst`reset role`
      analyst.release()
    }
    expect(await unsettled(house)).toEqual([])
  })

  it('drops names that nobody mentions any more, when it goes through all', async () => {
    await house.sql`delete from extracted.claygent_customers_structured
      where customer_name in ('Brelmoth', 'Nobody')`
    await match('p_dry_run => false')
    expect(Object.keys(await matchesOf(house))).toHaveLength(7)
    await match('p_only_unmatched => false, p_dry_run => false')
    const left = Object.keys(await matchesOf(house))
    // Another table mentions it still.
    expect(left).toContain(`${origin}: Brelmoth`)
    expect(left).not.toContain(`${origin}: Nobody`)
    expect(left).not.toContain('other.example: Brelmoth')
  })

  it('mends mentions and customers that do not carry the match, when it goes through all', async () => {
    await match('p_dry_run => false')
    await house.sql`update extracted.claygent_customers_v2 set matched_domain = null`
    await house.sql`update extracted.claygent_customers_structured set matched_domain = 'x.example'`
    await house.sql`delete from core.company_customers where customer_name = 'Ostrelle'`
    await match('p_dry_run => false')
    expect(await uncarried(house)).not.toEqual([])
    expect(await match('p_only_unmatched => false, p_dry_run => false')).toMatchObject({
      p_changed: '0',
    })
    expect(await uncarried(house)).toEqual([])
    expect(
      await house.row(`select customer_domain from core.company_customers
        where customer_name = 'Ostrelle'`)
    ).toEqual({ customer_domain: 'o.example' })
  })

  it('with nothing to match does nothing', async () => {
    await house.sql`truncate extracted.customer_names`
    expect(await match('p_dry_run => false')).toMatchObject({ p_after: '', p_changed: '0' })
  })
})

describe('a change of reference.legal_forms', () => {
  const keys = () =>
    house.rows(`select domain, exact_key, bare_key from core.companies
      union all select domain, exact_key, bare_key from extracted.company_discovery order by domain`)

  it('reaches stored keys by a rebuild and a matching of all names', async () => {
    await enrich(house, { domain: 'b.example', name: 'Brelmoth Zubrowka' })
    await employ(house, { domain: 'q.example', name: 'Quorvane' })
    await find(house, { domain: 't.example', name: 'Tazwick Zubrowka' })
    await mention(house, { origin, names: ['Brelmoth', 'Quorvane Zubrowka', 'Tazwick'] })
    expect(await matchesOf(house)).toEqual({
      [`${origin}: Brelmoth`]: [],
      [`${origin}: Quorvane Zubrowka`]: [],
      [`${origin}: Tazwick`]: [],
    })
    await house.sql`insert into reference.legal_forms (form, form_key)
      values ('Zubrowka', 'zubrowka')`
    try {
      await house.sql`call ops.rebuild()`
      expect(await keys()).toEqual([
        { domain: 'b.example', exact_key: 'brelmoth zubrowka', bare_key: 'brelmoth' },
        { domain: 'q.example', exact_key: 'quorvane', bare_key: 'quorvane' },
        { domain: 't.example', exact_key: 'tazwick zubrowka', bare_key: 'tazwick' },
      ])
      // The rebuild has closed the loop for the companies, as any landing does.
      expect((await matchesOf(house))[`${origin}: Brelmoth`]).toEqual(['b.example', 'core-suffix'])
      await match('p_only_unmatched => false, p_dry_run => false')
      expect(await matchesOf(house)).toEqual({
        [`${origin}: Brelmoth`]: ['b.example', 'core-suffix'],
        [`${origin}: Quorvane Zubrowka`]: ['q.example', 'core-suffix'],
        [`${origin}: Tazwick`]: ['t.example', 'discovery-suffix'],
      })
    } finally {
      await house.sql`delete from reference.legal_forms where form_key = 'zubrowka'`
    }
    await house.sql`call ops.rebuild()`
    await match('p_only_unmatched => false, p_dry_run => false')
    expect(Object.values(await matchesOf(house))).toEqual([[], [], []])
    expect(await uncarried(house)).toEqual([])
  })

  it('is not needed for keys that were never stored: a rebuild fills them', async () => {
    await enrich(house, { domain: 'b.example', name: 'Brelmoth' })
    await find(house, { domain: 't.example', name: 'Tazwick' })
    await mention(house, { origin, names: ['Brelmoth', 'Tazwick'] })
    const matched = await matchesOf(house)
    for (const table of ['core.companies', 'extracted.company_discovery']) {
      await house.sql.unsafe(`update ${table}
        set exact_key = null, bare_key = null, weak_key = null, weak_words = null`)
    }
    await match('p_only_unmatched => false, p_dry_run => false')
    expect(Object.values(await matchesOf(house))).toEqual([[], []])
    await house.sql`call ops.rebuild()`
    expect(await matchesOf(house)).toEqual(matched)
    expect(await uncarried(house)).toEqual([])
  })
})
