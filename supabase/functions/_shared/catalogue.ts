import type { Endpoint } from './endpoint.ts'
import { companyEndpoints } from './endpoints/companies.ts'
import { readEndpoints } from './endpoints/read.ts'
import { systemEndpoints } from './endpoints/system.ts'
import { testingEndpoints } from './endpoints/testing.ts'

/** Every endpoint, in the order of the documents. */
export const catalogue: readonly Endpoint[] = [
  ...companyEndpoints,
  ...readEndpoints,
  ...testingEndpoints,
  ...systemEndpoints,
]
