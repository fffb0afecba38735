import type { Endpoint } from './endpoint.ts'
import { bulkInferenceEndpoints } from './endpoints/bulk-inference.ts'
import { caseStudyEndpoints } from './endpoints/case-studies.ts'
import { caseStudyLookupEndpoints } from './endpoints/case-study-lookups.ts'
import { claygentCustomerEndpoints } from './endpoints/claygent-customers.ts'
import { clientIngestEndpoints } from './endpoints/client-ingest.ts'
import { clientReadEndpoints } from './endpoints/client-reads.ts'
import { clientSenderEndpoints } from './endpoints/client-senders.ts'
import { companyEndpoints } from './endpoints/companies.ts'
import { companyCustomerEndpoints } from './endpoints/company-customers.ts'
import { companyLookupEndpoints } from './endpoints/company-lookups.ts'
import { companyNameEndpoints } from './endpoints/company-names.ts'
import { companyReadEndpoints } from './endpoints/company-reads.ts'
import { customerDomainEndpoints } from './endpoints/customer-domains.ts'
import { customerLookupEndpoints } from './endpoints/customer-lookups.ts'
import { customerSenderEndpoints } from './endpoints/customer-senders.ts'
import { customerStatusEndpoints } from './endpoints/customer-status.ts'
import { enrichmentLookupEndpoints } from './endpoints/enrichment-lookups.ts'
import { filterEndpoints } from './endpoints/filters.ts'
import { geminiCaseStudyEndpoints } from './endpoints/gemini-case-studies.ts'
import { geminiDomainEndpoints } from './endpoints/gemini-domains.ts'
import { leadAlumniEndpoints } from './endpoints/lead-alumni.ts'
import { leadEndpoints } from './endpoints/leads.ts'
import { manualCustomerEndpoints } from './endpoints/manual-customers.ts'
import { outboundJobEndpoints } from './endpoints/outbound-jobs.ts'
import { outboundWorkEndpoints } from './endpoints/outbound-work.ts'
import { peopleEndpoints } from './endpoints/people.ts'
import { peopleReadEndpoints } from './endpoints/people-reads.ts'
import { priorityCompanyEndpoints } from './endpoints/priority-companies.ts'
import { publicCompanyEndpoints } from './endpoints/public-companies.ts'
import { companyListEndpoints } from './endpoints/query-companies.ts'
import { peopleListEndpoints } from './endpoints/query-people.ts'
import { readEndpoints } from './endpoints/read.ts'
import { referenceUpdateEndpoints } from './endpoints/reference-updates.ts'
import { salesnavEndpoints } from './endpoints/salesnav.ts'
import { similarCompanyEndpoints } from './endpoints/similar-companies.ts'
import { similarLookupEndpoints } from './endpoints/similar-lookups.ts'
import { similarQueueEndpoints } from './endpoints/similar-queue.ts'
import { systemEndpoints } from './endpoints/system.ts'
import { testingEndpoints } from './endpoints/testing.ts'
import { titleEnrichmentEndpoints } from './endpoints/title-enrichment.ts'
import { vcPortfolioEndpoints } from './endpoints/vc-portfolio.ts'
import { workflowEndpoints } from './endpoints/workflows.ts'

/** Every endpoint, in the order of the documents. */
export const catalogue: readonly Endpoint[] = [
  ...companyEndpoints,
  ...companyNameEndpoints,
  ...similarCompanyEndpoints,
  ...similarLookupEndpoints,
  ...similarQueueEndpoints,
  ...vcPortfolioEndpoints,
  ...claygentCustomerEndpoints,
  ...manualCustomerEndpoints,
  ...customerDomainEndpoints,
  ...geminiDomainEndpoints,
  ...customerLookupEndpoints,
  ...customerSenderEndpoints,
  ...customerStatusEndpoints,
  ...caseStudyEndpoints,
  ...geminiCaseStudyEndpoints,
  ...caseStudyLookupEndpoints,
  ...bulkInferenceEndpoints,
  ...peopleEndpoints,
  ...titleEnrichmentEndpoints,
  ...enrichmentLookupEndpoints,
  ...referenceUpdateEndpoints,
  ...peopleReadEndpoints,
  ...companyListEndpoints,
  ...companyReadEndpoints,
  ...companyCustomerEndpoints,
  ...companyLookupEndpoints,
  ...publicCompanyEndpoints,
  ...leadEndpoints,
  ...leadAlumniEndpoints,
  ...peopleListEndpoints,
  ...filterEndpoints,
  ...workflowEndpoints,
  ...priorityCompanyEndpoints,
  ...readEndpoints,
  ...clientIngestEndpoints,
  ...clientReadEndpoints,
  ...clientSenderEndpoints,
  ...salesnavEndpoints,
  ...outboundJobEndpoints,
  ...outboundWorkEndpoints,
  ...testingEndpoints,
  ...systemEndpoints,
]
