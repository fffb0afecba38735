import { describeCustomerSource } from '../support/customer-source.ts'
import { useWarehouse } from '../support/warehouse.ts'

describeCustomerSource(useWarehouse(), {
  source: 'claygent_customers_structured',
  rawTable: 'claygent_customers_structured_raw',
  table: 'claygent_customers_structured',
  name: 'customer_name',
  raw: 'raw_id',
  body: (customers, rest) => ({ ...rest, customers }),
  keepsHistory: true,
  written: [
    'core.company_customers',
    'extracted.claygent_customers_structured',
    'extracted.customer_names',
  ],
})
