import { describeCustomerSource } from '../support/customer-source.ts'
import { useWarehouse } from '../support/warehouse.ts'

describeCustomerSource(useWarehouse(), {
  source: 'claygent_customers_v2',
  rawTable: 'claygent_customers_v2_raw',
  table: 'claygent_customers_v2',
  name: 'customer_name',
  raw: 'raw_id',
  body: (customers, rest) => ({ ...rest, claygent_output: { customers } }),
  keepsHistory: true,
  written: ['extracted.claygent_customers_v2', 'extracted.customer_names'],
})
