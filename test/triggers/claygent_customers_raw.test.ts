import { describeCustomerSource } from '../support/customer-source.ts'
import { useWarehouse } from '../support/warehouse.ts'

const nameOf = (customer: unknown) => String((customer as { companyName: unknown }).companyName)

describeCustomerSource(useWarehouse(), {
  source: 'claygent_customers',
  rawTable: 'claygent_customers_raw',
  table: 'claygent_customers',
  name: 'customer_name',
  raw: 'raw_id',
  body: (customers, rest) => ({
    ...rest,
    claygent_output: JSON.stringify({ result: customers.map(nameOf).join(', ') }),
  }),
  keepsHistory: true,
  written: ['extracted.claygent_customers', 'extracted.customer_names'],
})
