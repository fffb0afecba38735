import type { CustomersRequest } from '../test/support/customer-lists.ts'
import { idOf, type Row, type Writer } from './baseline-writer.ts'
import type { Item } from './source.ts'

type Customer = CustomersRequest['customers'][number]

/** What every row of a landed list has. */
interface LandedList {
  origin: Row
  rawId: string
  document: CustomersRequest
  stamps: Row
}

async function land(writer: Writer, { key, payload }: Item): Promise<LandedList> {
  const document = JSON.parse(payload) as CustomersRequest
  const { id, landing_no, received_at } = await writer.insert(
    'raw.claygent_customers_structured_raw',
    { origin_company_domain: key, payload: document },
    'id, landing_no, received_at'
  )
  return {
    origin: { origin_company_domain: key, origin_company_name: document.origin_company_name },
    rawId: id ?? '',
    document,
    stamps: { landing_no, document_at: new Date(received_at ?? 0).toISOString() },
  }
}

/** A customer: its extracted row, its row in core and, where it has a case study, the staging row. */
async function writeCustomer(writer: Writer, landed: LandedList, customer: Customer) {
  const { origin, rawId, document, stamps } = landed
  const customer_name_key = customer.companyName.toLowerCase().replace(/\.$/, '')
  const id = idOf('claygent_customer', `${rawId} ${customer_name_key}`)
  const case_study_url = customer.url === '' ? null : customer.url
  const named: Row = { ...origin, customer_name: customer.companyName, customer_name_key }
  const said: Row = { case_study_url, has_case_study: customer.hasCaseStudy }
  await writer.insert('extracted.claygent_customers_structured', {
    ...named,
    ...said,
    ...stamps,
    id,
    raw_id: rawId,
    confidence: document.confidence,
  })
  const core = {
    ...named,
    ...said,
    id: idOf('company_customer', `${origin.origin_company_domain} ${customer_name_key}`),
    source: 'claygent_structured',
    source_id: id,
    landing_no: stamps.landing_no,
  }
  const key = ['origin_company_domain', 'customer_name_key']
  await writer.upsert('core.company_customers', core, key)
  if (case_study_url === null) return
  const staged = { ...origin, customer_company_name: customer.companyName, case_study_url }
  await writer.upsert('raw.staging_case_study_urls', staged, ['case_study_url'])
}

/** A list of customers the predecessor's way: three statements per customer. */
export async function ingestCustomers(writer: Writer, item: Item): Promise<void> {
  const landed = await land(writer, item)
  for (const customer of landed.document.customers) {
    await writeCustomer(writer, landed, customer)
  }
}
