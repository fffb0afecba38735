import { describeCustomerSource } from '../support/customer-source.ts'
import { useWarehouse } from '../support/warehouse.ts'

describeCustomerSource(useWarehouse(), {
  source: 'company_customer_claygent',
  rawTable: 'company_customer_claygent_payloads',
  table: 'company_customer_claygent',
  name: 'company_customer_name',
  raw: 'raw_payload_id',
  body: (customers, rest) => ({ ...rest, raw_payload: { customers } }),
  keepsHistory: false,
  written: ['extracted.company_customer_claygent', 'extracted.customer_names'],
})
