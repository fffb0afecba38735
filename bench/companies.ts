import { createHash } from 'node:crypto'
import { createCompanyEnrichRequest } from '../test/support/payloads.ts'
import { byCalls, inTransaction } from './baseline.ts'
import { ingestCompany } from './baseline-company.ts'
import { companyStock } from './growth-companies.ts'
import type { GrowingSource } from './source.ts'

const prepareSql = 'drop trigger t10_land on raw.companyenrich_payloads'

/** Companies of CompanyEnrich. */
export const companies: GrowingSource = {
  one: 'company',
  many: 'companies',
  rawTable: 'companyenrich_payloads',
  keyColumn: 'domain',
  createItems: (first, count, version = 0) =>
    Array.from({ length: count }, (_, index) => {
      const { domain, raw_payload } = createCompanyEnrichRequest(first + index, version)
      return { key: domain, payload: JSON.stringify(raw_payload) }
    }),
  scatteredKey: (key) => `${createHash('md5').update(key).digest('hex').slice(0, 16)}.example`,
  // Nobody pays for the creation of technologies.
  vocabularySql: `
    select reference.ensure_technologies(array_agg('Technology ' || n))
    from generate_series(0, 1999) as n`,
  baselines: [
    {
      what: 'baseline: a commit per statement, as by a data API',
      prepareSql,
      ingest: byCalls(ingestCompany),
    },
    { what: 'baseline in one transaction', prepareSql, ingest: inTransaction(ingestCompany) },
  ],
  baselineText:
    'TypeScript reads the document and sends one upsert per element and table, with ' +
    'select-then-insert for companies, names, technologies and industries and a query per ' +
    'look-up, into the same tables, over one connection. Known technologies exist.',
  stock: companyStock,
  stockText:
    'one row per company in every one-row table and ten in the breakout tables (keywords, ' +
    'technologies, categories, codes, rounds, investors), and what stands before them in ' +
    'extracted, ops and raw',
}
