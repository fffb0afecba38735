import { describe, expect, it } from 'vitest'
import { rowsWritten, versionsOf } from '../support/content.ts'
import { describeDomainDocuments } from '../support/customer-domain-documents.ts'
import {
  type DomainLanding,
  type DomainSource,
  describeDomainStatements,
  landDomains,
} from '../support/customer-domains.ts'
import { useWarehouse } from '../support/warehouse.ts'

const house = useWarehouse()

const spec: DomainSource = {
  source: 'gemini_domain_inference',
  rawTable: 'gemini_domain_inference_payloads',
  table: 'gemini_domain_inference',
  say: (domain, confidence = 'high') => ({
    candidates: domain === null ? [] : [{ domain, confidence }],
  }),
}

describeDomainStatements(house, spec)

const land = (...landings: DomainLanding[]) => landDomains(house, spec, landings)
const row = (customer: string, origin = 'fold.example') =>
  house.row(`select inferred_domain, confidence, reason, claimed_domain
    from extracted.gemini_domain_inference
    where origin_company_domain = '${origin}' and customer_name_key = '${customer}'`)

describe('the inference about a customer', () => {
  const say = (customer: string, domain: string | null, confidence?: string) => ({
    customer,
    origin: 'fold.example',
    more: spec.say(domain, confidence),
  })

  it('is that of the newest document with a candidate, as a whole', async () => {
    const reasoned = { candidates: [{ domain: 'a.example', confidence: 'low', reason: 'Why' }] }
    await land({ customer: 'New', origin: 'fold.example', more: reasoned })
    await land(say('New', 'b.example', 'high'))
    expect(await row('new')).toMatchObject({
      inferred_domain: 'b.example',
      confidence: 'high',
      reason: null,
    })
    await land(say('New', null))
    await land(say('New', 'bit.ly'))
    expect(await row('new')).toMatchObject({ inferred_domain: 'b.example', confidence: 'high' })
    await land({ ...say('New', 'late.example'), receivedAt: '2020-01-01T00:00:00Z' })
    expect(await row('new')).toMatchObject({ inferred_domain: 'b.example' })
  })

  it('offers core the first that landed of at least medium confidence', async () => {
    await land(say('Claim', 'low.example', 'low'))
    await land(say('Claim', 'sure.example', ''))
    expect(await row('claim')).toMatchObject({ claimed_domain: null })
    await land(say('Claim', 'first.example', 'Medium'))
    await land(say('Claim', 'second.example', 'high'))
    const expected = { inferred_domain: 'second.example', claimed_domain: 'first.example' }
    expect(await row('claim')).toMatchObject(expected)
    // Late by its time, but the last to land: core has the first already.
    await land({ ...say('Claim', 'late.example'), receivedAt: '2020-01-01T00:00:00Z' })
    expect(await row('claim')).toMatchObject(expected)
    const before = await versionsOf(house.sql)
    await house.sql`call ops.rebuild('gemini_domain_inference')`
    expect(rowsWritten(before, await versionsOf(house.sql))).toEqual({})
  })

  it('is one for each vendor, and one for none, which offers core nothing', async () => {
    await land(
      { customer: 'Same', origin: 'one.example', more: spec.say('one-same.example') },
      { customer: 'Same', origin: 'two.example', more: spec.say('two-same.example') },
      { customer: 'Same', origin: ' ', more: spec.say('no-same.example') },
      { customer: 'SAME', more: spec.say('same.example') }
    )
    expect(await row('same', 'one.example')).toMatchObject({ claimed_domain: 'one-same.example' })
    expect(await row('same', 'two.example')).toMatchObject({ claimed_domain: 'two-same.example' })
    expect(await row('same', '')).toMatchObject({
      inferred_domain: 'same.example',
      claimed_domain: null,
    })
    const keys = await house.rows(`select d.key from ops.documents as d
      where d.key like ' %' order by d.landing_no`)
    expect(keys).toEqual([{ key: ' same' }, { key: ' same' }])
    expect(
      await house.rows(`select key from ops.entities where kind = 'company' and key = ''`)
    ).toEqual([])
  })

  it('has no candidate that is the vendor itself', async () => {
    await land({ customer: 'Own', origin: 'own.example', more: spec.say('www.own.example') })
    expect(await row('own', 'own.example')).toMatchObject({ inferred_domain: null })
  })
})

describeDomainDocuments(house, spec)
