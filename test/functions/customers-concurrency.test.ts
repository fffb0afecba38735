import { describe, expect, it } from 'vitest'
import { contentOf, differencesOf } from '../support/content.ts'
import { createCustomersRequest } from '../support/customer-lists.ts'
import { type Served, serveDatabase } from '../support/served.ts'

const served = serveDatabase({ PIPELINE_DB_MAX: '8', DB_MAX_WAITING: '128' })
const send: Served['send'] = (path, sent) => served.send(path, sent)
const path = (number: number) => `/run/companies/claygent/customers-of-${number}/ingest`
const manual = '/run/companies/manual/customers/ingest'

/** Sends all of them, sixteen at a time. */
async function sendAll(requests: readonly [string, unknown][]) {
  const waiting = [...requests]
  const answers: Awaited<ReturnType<typeof send>>[] = []
  const client = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      answers.push(await send(next[0], { body: next[1] }))
    }
  }
  await Promise.all(Array.from({ length: 16 }, client))
  return answers
}

describe('customers of a few vendors from every endpoint at once', () => {
  it('are the same as rebuilt, and as landed one after the other', async () => {
    await served.database.sql`alter table extracted.customer_names
      add constraint no_poison check (customer_name <> 'poison')`
    const requests = Array.from({ length: 160 }, (_, at): [string, unknown] => {
      const list = createCustomersRequest(at % 4, at)
      const origin = { origin_company_domain: list.origin_company_domain }
      const poisoned =
        at % 20 === 7 ? [...list.customers, { companyName: 'poison' }] : list.customers
      const body = { ...list, customers: poisoned, batch_id: `b${at % 3}` }
      const kind = at % 8
      if (kind === 0)
        return [
          manual,
          {
            ...origin,
            company_customer_name: 'Entered',
            workflow_slug: 'manual-company-customers',
            company_customer_domain: `m${at}.example`,
          },
        ]
      if (kind === 1) {
        return [path(1), { ...body, workflow_slug: 'claygent-get-all-company-customers' }]
      }
      if (kind === 2) return [path(2), { ...origin, claygent_output: body }]
      if (kind === 3) {
        const result = poisoned.map(({ companyName }) => companyName).join(', ')
        return [path(4), { ...origin, claygent_output: JSON.stringify({ result }) }]
      }
      return [path(3), body]
    })
    const answers = await sendAll(requests)
    const statuses = answers.map(({ status }) => status).toSorted()
    expect(new Set(statuses)).toEqual(new Set([200, 202]))
    expect(statuses.filter((status) => status === 202)).toHaveLength(8)
    const [open] = await served.database.sql`
      select count(*)::integer as n from ops.failures where resolved_at is null`
    expect(open).toEqual({ n: 8 })

    const landed = await contentOf(served.database.sql)
    const sources = await served.database.sql`
      select source from ops.sources where source like '%customer%' order by source`
    for (const size of [1, 7, 1000]) {
      for (const { source } of sources) {
        await served.database.sql`call ops.rebuild(${source}, ${size})`
      }
      expect(differencesOf(await contentOf(served.database.sql), landed)).toEqual({})
    }
  })
})

describe('two lists of one vendor at once', () => {
  it('both stand, and core has the customers of both', async () => {
    for (let round = 0; round < 10; round++) {
      const origin = `pair-${round}.example`
      const url = `https://${origin}/customers/shared`
      const answers = await Promise.all(
        ['One', 'Two'].map((own) =>
          send(path(3), {
            body: {
              origin_company_domain: origin,
              origin_company_name: `Vendor ${own}`,
              customers: [
                {
                  companyName: 'Shared',
                  url: own === 'One' ? url : '',
                  hasCaseStudy: own === 'One',
                },
                { companyName: own },
              ],
            },
          })
        )
      )
      expect(answers.map(({ status }) => status)).toEqual([200, 200])
      const core = await served.database.sql`
        select customer_name, case_study_url, has_case_study from core.company_customers
        where origin_company_domain = ${origin} order by customer_name`
      expect(core).toEqual([
        { customer_name: 'One', case_study_url: null, has_case_study: null },
        { customer_name: 'Shared', case_study_url: url, has_case_study: true },
        { customer_name: 'Two', case_study_url: null, has_case_study: null },
      ])
      const [mentions] = await served.database.sql`select count(*)::integer as n
        from extracted.claygent_customers_structured where origin_company_domain = ${origin}`
      expect(mentions).toEqual({ n: 4 })
    }
  })
})

describe('a body of nearly 1 MiB', () => {
  it('lands with all of its customers', async () => {
    const customers = Array.from({ length: 8500 }, (_, at) => ({
      companyName: `Customer Number ${at} of a Long List`,
      url: `https://big.example/customers/${at}`,
      hasCaseStudy: true,
    }))
    const body = JSON.stringify({ origin_company_domain: 'big.example', customers })
    expect(body.length).toBeLessThan(1024 * 1024)
    const answer = await send(path(3), { body })
    expect(answer.status, answer.text.slice(0, 300)).toBe(200)
    expect(answer.body).toMatchObject({ customers_extracted: 8500, staging_case_study_urls: 8500 })
  })

  it('lands a text of names, with pages to look through, in seconds', async () => {
    const result = Array.from({ length: 20_000 }, (_, at) => `Acme ${at}`).join(', ')
    const stepsTaken = Array.from({ length: 5000 }, (_, at) => `https://big.example/c/acme-${at}`)
    const body = JSON.stringify({ origin_company_domain: 'text.example', result, stepsTaken })
    const started = performance.now()
    const answer = await send(path(4), { body })
    expect(answer.status, answer.text.slice(0, 300)).toBe(200)
    expect(answer.body).toMatchObject({ customers_extracted: 20_000 })
    expect(performance.now() - started).toBeLessThan(50_000)
  })
})
