import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../../scripts/db/source.ts'
import { catalogue } from '../../supabase/functions/_shared/catalogue.ts'

/**
 * Status endpoints may look at what landed, of which they give flags, counts, ids and times; a
 * batch of questions is a work table in raw, whose row names the status and the new batch.
 */
const status = [
  'get_case_studies_status',
  'get_company_has_case_studies',
  'get_companyenrich_status',
  'get_person_enrichment_status',
  'get_similar_companies_batch_status',
  'start_similar_companies_batch',
]

const names = [
  ...new Set(
    catalogue.filter(({ path }) => path.startsWith('/api/')).map(({ sqlFunction }) => sqlFunction)
  ),
]

/** The schemas of earlier stages that a function mentions, comments apart. */
function earlierStages(name: string): string[] {
  const text = readFileSync(join(root, `sql/procedures/api/${name}.sql`), 'utf8')
  const body = text.slice(text.indexOf('as $$'), text.indexOf('comment on'))
  const code = body.replace(/--[^\n]*/g, '')
  return [
    ...new Set([...code.matchAll(/\b(raw|extracted|public)\.[a-z_]/g)].map(([, s]) => s ?? '')),
  ]
}

test('the query API answers from core and reference, status endpoints aside', () => {
  expect(names.length).toBeGreaterThan(30)
  const looking = names.filter((name) => earlierStages(name).length > 0)
  expect(looking.toSorted()).toEqual(status)
})
