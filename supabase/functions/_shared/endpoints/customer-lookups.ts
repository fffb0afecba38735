import { z } from 'zod'
import { type Endpoint, errorSchema, requiredText } from '../endpoint.ts'
import { count, known, outcome } from './parts.ts'

const customer = z.looseObject({
  origin_company_name: known('Name of the company asked for, as mentioned with the customer.'),
  origin_company_domain: known('Its domain.'),
  customer_name: known('Name of the customer, as it was first mentioned.'),
  customer_domain: known('Domain of the customer; null while nobody knows it.'),
  customer_linkedin_url: known('Company page of the customer, where core knows the company.'),
  customer_industry: known('Industry of the customer, where core knows the company.'),
  customer_employee_range: known('Size of the customer, where core knows the company.'),
})

/** Questions about the customers of a company. */
export const customerLookupEndpoints: readonly Endpoint[] = [
  {
    method: 'POST',
    path: '/run/companies/db/company-customers/lookup',
    aliases: ['/lookup_company_customers'],
    scope: 'read',
    sqlFunction: 'lookup_company_customers',
    routingKey: 'domain',
    summary: 'Lists the customers of a company.',
    description:
      'All of them, by name. A company that nothing is known of has none: customer_count is 0.',
    request: z.looseObject({
      domain: requiredText('Domain of the company, in any spelling.', 'northwind.example'),
    }),
    response: z.looseObject({
      ...outcome,
      domain: known('The domain asked for, as stored; as sent where it is refused.'),
      customer_count: count('Number of customers.'),
      customers: z.array(customer).optional().meta({ description: 'The customers.' }),
      error: errorSchema.optional(),
    }),
    onRefusal: { echo: ['domain'], constants: { customer_count: 0 } },
    writes: [],
    errors: ['WH101', 'WH102', 'WH103', 'WH104'],
    sample: {
      request: { domain: 'northwind.example' },
      response: {
        success: true,
        domain: 'northwind.example',
        customer_count: 1,
        customers: [
          {
            origin_company_name: 'Northwind',
            origin_company_domain: 'northwind.example',
            customer_name: 'Fabrikam Foods',
            customer_domain: 'fabrikam.example',
            customer_linkedin_url: 'https://www.linkedin.com/company/fabrikam-example',
            customer_industry: 'Food and Beverage Manufacturing',
            customer_employee_range: '501-1000',
          },
        ],
      },
    },
  },
]
