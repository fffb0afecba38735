import type { Endpoint } from './endpoint.ts'
import { companyEndpoints } from './endpoints/companies.ts'
import { companyNameEndpoints } from './endpoints/company-names.ts'
import { enrichmentLookupEndpoints } from './endpoints/enrichment-lookups.ts'
import { peopleEndpoints } from './endpoints/people.ts'
import { peopleReadEndpoints } from './endpoints/people-reads.ts'
import { readEndpoints } from './endpoints/read.ts'
import { referenceUpdateEndpoints } from './endpoints/reference-updates.ts'
import { systemEndpoints } from './endpoints/system.ts'
import { testingEndpoints } from './endpoints/testing.ts'
import { titleEnrichmentEndpoints } from './endpoints/title-enrichment.ts'

/** Every endpoint, in the order of the documents. */
export const catalogue: readonly Endpoint[] = [
  ...companyEndpoints,
  ...companyNameEndpoints,
  ...peopleEndpoints,
  ...titleEnrichmentEndpoints,
  ...enrichmentLookupEndpoints,
  ...referenceUpdateEndpoints,
  ...peopleReadEndpoints,
  ...readEndpoints,
  ...testingEndpoints,
  ...systemEndpoints,
]
