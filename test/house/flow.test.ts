import { expect, test } from 'vitest'
import { sqlFiles, stages } from '../../scripts/db/source.ts'

/** Whose tables the functions of a schema may write: those of their own stage. */
const mayWrite: Record<string, string[]> = {
  reference: ['reference'],
  raw: [],
  extracted: ['extracted'],
  core: ['core'],
  client: ['client'],
  outbound: ['outbound'],
  // Resubmitting lands a payload again.
  ops: ['ops', 'raw'],
  // The landing functions, and the sandbox.
  api: ['raw', 'testing'],
}

/** Whose tables a stage may read: its own and those before it. */
const mayRead: Record<string, string[]> = {
  reference: ['reference'],
  raw: ['raw', 'reference', 'ops'],
  extracted: ['raw', 'extracted', 'reference', 'ops'],
  core: ['raw', 'extracted', 'core', 'reference', 'ops'],
}

/** Departures, by function, with the reason. */
const exceptions: { path: string; schema: string; reason: string }[] = [
  {
    path: 'sql/procedures/extracted/claim_person_employers.sql',
    schema: 'core',
    reason: 'claims only the employers that core lacks, so that nobody waits for a well-known one',
  },
  {
    path: 'sql/procedures/extracted/stage_case_study_urls.sql',
    schema: 'raw',
    reason: 'fills the work table of case studies, which the requirement put into raw',
  },
  {
    path: 'sql/procedures/extracted/fill_staging_origin_names.sql',
    schema: 'raw',
    reason: 'fills names in that work table',
  },
  {
    path: 'sql/procedures/extracted/mark_case_study_urls_sent.sql',
    schema: 'raw',
    reason: 'marks rows of that work table',
  },
  {
    path: 'sql/procedures/extracted/mark_case_study_urls_processed.sql',
    schema: 'raw',
    reason: 'marks rows of that work table',
  },
  {
    path: 'sql/procedures/extracted/list_waiting_origins.sql',
    schema: 'core',
    reason:
      'locks vendors only for companies whose name core lacks, so that a known one waits for none',
  },
  {
    path: 'sql/procedures/extracted/land_similar_companies.sql',
    schema: 'raw',
    reason: 'lands what a vendor answered to a call of ours, where no api function is about',
  },
  {
    path: 'sql/procedures/extracted/land_gemini_results.sql',
    schema: 'raw',
    reason: 'lands what Gemini answered where the ingests of the same documents land it',
  },
  {
    path: 'sql/procedures/extracted/land_gemini_domains.sql',
    schema: 'raw',
    reason: 'lands the domains that Gemini guessed, likewise',
  },
  {
    path: 'sql/procedures/api/record_rejected_request.sql',
    schema: 'ops',
    reason: 'keeps what was refused before any stage saw it',
  },
]

/** The text without comments and strings, since both may name tables. */
function bare(text: string): string {
  return text.replace(/--[^\n]*/g, '').replace(/'(?:[^']|'')*'/g, "''")
}

function schemasAfter(text: string, pattern: RegExp): string[] {
  return [...new Set([...bare(text).matchAll(pattern)].map((match) => match[1] ?? ''))]
}

const writes =
  /\b(?:insert\s+into|update(?:\s+only)?|delete\s+from|merge\s+into|truncate(?:\s+table)?)\s+([a-z]+)\.[a-z_]+/g
const reads = /(?<!\bdistinct\s)\b(?:from|join)\s+([a-z]+)\.[a-z_]+\b(?!\s*\()/g

const functions = sqlFiles().filter(({ path }) => path.startsWith('sql/procedures/'))
const schemaOf = (path: string) => path.split('/')[2] ?? ''

function departures(rules: Record<string, string[]>, pattern: RegExp): string[] {
  return functions.flatMap(({ path, text }) => {
    const allowed = rules[schemaOf(path)]
    if (allowed === undefined) return []
    return schemasAfter(text, pattern)
      .filter((schema) => stages.includes(schema) && !allowed.includes(schema))
      .filter((schema) => !exceptions.some((one) => one.path === path && one.schema === schema))
      .map((schema) => `${path} -> ${schema}`)
  })
}

test('the functions of a stage write its own tables only', () => {
  expect(departures(mayWrite, writes)).toEqual([])
})

test('the functions of a stage read no table of a later one', () => {
  expect(departures(mayRead, reads)).toEqual([])
})

test('no exception is left over', () => {
  const paths = functions.map(({ path }) => path)
  expect(exceptions.filter(({ path }) => !paths.includes(path))).toEqual([])
})

test('the patterns see writes and reads, and no strings, comments or calls', () => {
  const text = `insert into core.a select 1 from raw.b as b -- update ops.c
    inner join extracted.d as d on true; perform 'delete from ops.e'; delete from reference.f;
    select * from ops.g(1)`
  expect(schemasAfter(text, writes)).toEqual(['core', 'reference'])
  expect(schemasAfter(text, reads)).toEqual(['raw', 'extracted', 'reference'])
})
