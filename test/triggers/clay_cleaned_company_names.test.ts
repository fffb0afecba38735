import { describeFlatSource } from '../support/flat-source.ts'
import { useWarehouse } from '../support/warehouse.ts'

describeFlatSource(useWarehouse(), {
  source: 'clay_cleaned_company_names',
  rawTable: 'clay_cleaned_company_names',
  table: 'cleaned_company_names',
  field: 'cleaned_company_name',
  other: { field: 'original_company_name', values: ['ACME LLC', 'Acme & Søns, Ltd.'] },
})
