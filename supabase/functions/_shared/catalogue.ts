import type { Endpoint } from './endpoint.ts'
import { bulkInferenceEndpoints } from './endpoints/bulk-inference.ts'
import { caseStudyEndpoints } from './endpoints/case-studies.ts'
import { caseStudyLookupEndpoints } from './endpoints/case-study-lookups.ts'
import { claygentCustomerEndpoints } from './endpoints/claygent-customers.ts'
import { companyEndpoints } from './endpoints/companies.ts'
import { companyNameEndpoints } from './endpoints/company-names.ts'
import { customerDomainEndpoints } from './endpoints/customer-domains.ts'
import { customerLookupEndpoints } from './endpoints/customer-lookups.ts'
import { customerSenderEndpoints } from './endpoints/customer-senders.ts'
import { customerStatusEndpoints } from './endpoints/customer-status.ts'
import { enrichmentLookupEndpoints } from './endpoints/enrichment-lookups.ts'
import { geminiCaseStudyEndpoints } from './endpoints/gemini-case-studies.ts'
import { geminiDomainEndpoints } from './endpoints/gemini-domains.ts'
import { manualCustomerEndpoints } from './endpoints/manual-customers.ts'
import { outboundJobEndpoints } from './endpoints/outbound-jobs.ts'
import { outboundWorkEndpoints } from './endpoints/outbound-work.ts'
import { peopleEndpoints } from './endpoints/people.ts'
import { peopleReadEndpoints } from './endpoints/people-reads.ts'
import { readEndpoints } from './endpoints/read.ts'
import { referenceUpdateEndpoints } from './endpoints/reference-updates.ts'
import { salesnavEndpoints } from './endpoints/salesnav.ts'
import { similarCompanyEndpoints } from './endpoints/similar-companies.ts'
import { similarLookupEndpoints } from './endpoints/similar-lookups.ts'
import { similarQueueEndpoints } from './endpoints/similar-queue.ts'
import { systemEndpoints } from './endpoints/system.ts'
import { testingEndpoints } from './endpoints/testing.ts'
import { titleEnrichmentEndpoints } from './endpoints/title-enrichment.ts'

/** Every endpoint, in the order of the documents. */
export const catalogue: readonly Endpoint[] = [
  ...companyEndpoints,
  ...companyNameEndpoints,
  ...similarCompanyEndpoints,
  ...similarLookupEndpoints,
  ...similarQueueEndpoints,
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
  ...readEndpoints,
  ...salesnavEndpoints,
  ...outboundJobEndpoints,
  ...outboundWorkEndpoints,
  ...testingEndpoints,
  ...systemEndpoints,
]
