import { describe, expect, it } from 'vitest'
import { rowsWritten, versionsOf } from '../support/content.ts'
import { createCompanyEnrichRequest } from '../support/payloads.ts'
import { type Payload, useWarehouse } from '../support/warehouse.ts'

const house = useWarehouse()

const { domain, raw_payload } = createCompanyEnrichRequest(7)
const base = { ...raw_payload, updated_at: undefined }

/** Lands a document and says which tables were written: by its answer, and by the rows themselves. */
async function refresh(changed: Payload) {
  const before = await versionsOf(house.sql)
  const answer = await house.ingest(domain, changed)
  const written = Object.fromEntries(
    Object.entries(answer.written as Record<string, number>).filter(([, rows]) => rows > 0)
  )
  return { written, rows: rowsWritten(before, await versionsOf(house.sql)) }
}

describe('a document', () => {
  it('that is the first of its company writes each of its rows once, and says how many', async () => {
    const { written, rows } = await refresh(base)
    expect(rows).toEqual(written)
    expect(written).toMatchObject({
      'core.companies': 1,
      'core.company_keywords': 25,
      'core.company_tech_on_site': 15,
      'extracted.companyenrich_company': 1,
      'extracted.companyenrich_keywords': 25,
      'extracted.companyenrich_subsidiaries': 2,
    })
  })

  it('that changes one value writes its main row, and the row of that value', async () => {
    const { written, rows } = await refresh({ ...base, description: 'New words.' })
    expect(rows).toEqual(written)
    expect(written).toEqual({
      'extracted.companyenrich_company': 1,
      'core.company_descriptions': 1,
      // It keeps the time of the newest document, which other sources are measured by.
      'core.company_employee_range': 1,
    })
  })

  it('that changes one keyword writes two rows of keywords, in extracted and core', async () => {
    const keywords = (raw_payload.keywords as string[]).slice(1)
    const { written } = await refresh({
      ...base,
      description: 'New words.',
      keywords: [...keywords, 'another one'],
    })
    expect(written).toEqual({
      'extracted.companyenrich_company': 1,
      'extracted.companyenrich_keywords': 2,
      'core.company_keywords': 2,
      'core.company_employee_range': 1,
    })
  })

  it('whose time alone is newer writes its main row and the size only', async () => {
    await refresh({ ...base, updated_at: '2026-01-01T00:00:00Z' })
    await house.ingest(domain, base)
    const { written, rows } = await refresh({ ...base, page_rank: 9 })
    expect(rows).toEqual(written)
    expect(Object.keys(written).toSorted()).toEqual([
      'core.company_employee_range',
      'extracted.companyenrich_company',
    ])
  })

  it('that is late and adds nothing writes nothing', async () => {
    const { rows } = await refresh({ updated_at: '2001-01-01' })
    expect(rows).toEqual({})
  })
})
