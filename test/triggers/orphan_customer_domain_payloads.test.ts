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
  source: 'orphan_customer_domain',
  rawTable: 'orphan_customer_domain_payloads',
  table: 'orphan_customer_domain',
  say: (domain, confidence = 'high') => ({ domain, confidence, success: true }),
}

describeDomainStatements(house, spec)

const land = (...landings: DomainLanding[]) => landDomains(house, spec, landings)
const origin = 'history.example'
const domains = async (customer: string) =>
  (
    await house.rows(`select inferred_domain from extracted.orphan_customer_domain
      where origin_company_domain = '${origin}' and customer_name_key = '${customer}'
      order by document_at, landing_no`)
  ).map((row) => row.inferred_domain)

describe('the history of a customer', () => {
  const say = (domain: string | null) => ({ customer: 'Acme', origin, more: spec.say(domain) })

  it('has a row for each document, and none for a repetition', async () => {
    await land(say('a.example'))
    await land(say('b.example'), say('b.example'))
    const before = await versionsOf(house.sql)
    await land(say('b.example'))
    expect(rowsWritten(before, await versionsOf(house.sql))).toEqual({})
    await land(say(null))
    await land(say('a.example'))
    expect(await domains('acme')).toEqual(['a.example', 'b.example', null, 'a.example'])
  })

  it('has a late document in its place', async () => {
    await land({ ...say('late.example'), receivedAt: '2020-01-01T00:00:00Z' })
    await land({ ...say('later.example'), receivedAt: '2020-01-02T00:00:00Z' })
    // It comes before what it equals, and is that document from now on.
    await land({ ...say('later.example'), receivedAt: '2020-01-01T12:00:00Z' })
    const found = await domains('acme')
    expect(found.slice(0, 3)).toEqual(['late.example', 'later.example', 'a.example'])
    expect(found).toHaveLength(6)
    const before = await versionsOf(house.sql)
    await house.sql`call ops.rebuild('orphan_customer_domain')`
    expect(rowsWritten(before, await versionsOf(house.sql))).toEqual({})
  })
})

describeDomainDocuments(house, spec)
