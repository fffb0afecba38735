import { describeFlatSource } from '../support/flat-source.ts'
import { useWarehouse } from '../support/warehouse.ts'

describeFlatSource(useWarehouse(), {
  source: 'public_company',
  rawTable: 'public_company_payloads',
  table: 'public_company',
  field: 'company_name',
  other: { field: 'ticker', values: ['ACME', 'BRK.B'] },
  coreTables: ['core.company_public'],
})
