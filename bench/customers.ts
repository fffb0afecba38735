import { createHash } from 'node:crypto'
import {
  CUSTOMER_POOL,
  createCustomersRequest,
  customerDomain,
  customerName,
} from '../test/support/customer-lists.ts'
import { byCalls, inTransaction } from './baseline.ts'
import { ingestCustomers } from './baseline-customers.ts'
import type { Source } from './source.ts'

/** Every second company of the pool, with the domain and name it would have in core. */
const knownCompanies = Array.from({ length: CUSTOMER_POOL / 2 }, (_, index) => ({
  domain: customerDomain(index * 2),
  name: customerName(index * 2),
}))

const prepareSql = 'drop trigger t10_land on raw.claygent_customers_structured_raw'

/** Lists of customers, by what Claygent answers about vendors. */
export const customers: Source = {
  one: 'list of customers',
  many: 'customers',
  rawTable: 'claygent_customers_structured_raw',
  keyColumn: 'origin_company_domain',
  createItems: (first, count, version = 0) =>
    Array.from({ length: count }, (_, index) => {
      const request = createCustomersRequest(first + index, version)
      return { key: request.origin_company_domain, payload: JSON.stringify(request) }
    }),
  scatteredKey: (key) => `${createHash('md5').update(key).digest('hex').slice(0, 16)}.example`,
  // Found companies are what names are matched to; they land as they always do.
  vocabularySql: `
    insert into raw.company_discovery_payloads (domain, payload)
    select c.domain, jsonb_build_object('name', c.name)
    from jsonb_to_recordset($json$${JSON.stringify(knownCompanies)}$json$::jsonb)
      as c (domain text, name text);
    analyze extracted.company_discovery`,
  standing: ['extracted.company_discovery'],
  baselines: [
    {
      what: 'baseline: a commit per statement, as by a data API',
      prepareSql,
      ingest: byCalls(ingestCustomers),
    },
    { what: 'baseline in one transaction', prepareSql, ingest: inTransaction(ingestCustomers) },
  ],
  baselineText:
    'TypeScript sends three statements per customer: the extracted row, the upsert in core and, ' +
    'where it has a case study, the upsert in the staging table; over one connection, into the ' +
    'same tables. It matches no names, as the predecessor does not while ingesting.',
}
