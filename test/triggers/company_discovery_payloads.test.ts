import { describeFlatSource } from '../support/flat-source.ts'
import { useWarehouse } from '../support/warehouse.ts'

const page = (name: string) => `https://www.linkedin.com/company/${name}`

describeFlatSource(useWarehouse(), {
  source: 'company_discovery',
  rawTable: 'company_discovery_payloads',
  table: 'company_discovery',
  field: 'name',
  other: { field: 'linkedin_url', values: [page('acme-example'), page('acme-two-example')] },
})
