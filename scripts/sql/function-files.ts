import { type Node, parseSync } from 'libpg-query'
import { checkTokens, lineAt, type Problem } from './text-rules.ts'

/** One statement of a file. */
export interface Statement {
  kind: string
  node: Record<string, unknown>
  text: string
  line: number
}

/** Procedures that commit cannot pin search_path; they only loop over a pinned function. */
export const unpinned: { path: string; reason: string }[] = [
  {
    path: 'sql/procedures/ops/replay.sql',
    reason: 'commits after every batch, which a procedure with settings may not',
  },
  {
    path: 'sql/procedures/ops/rebuild.sql',
    reason: 'commits after every batch, which a procedure with settings may not',
  },
  {
    path: 'sql/procedures/ops/refresh_company_index.sql',
    reason: 'commits after every batch, which a procedure with settings may not',
  },
  {
    path: 'sql/procedures/ops/backfill_job_title_lookup.sql',
    reason: 'commits after every batch, which a procedure with settings may not',
  },
  {
    path: 'sql/procedures/ops/backfill_person_job_titles.sql',
    reason: 'commits after every batch, which a procedure with settings may not',
  },
  {
    path: 'sql/procedures/ops/backfill_person_locations.sql',
    reason: 'commits after every batch, which a procedure with settings may not',
  },
  {
    path: 'sql/procedures/ops/refresh_leads.sql',
    reason: 'commits after every batch, which a procedure with settings may not',
  },
  {
    path: 'sql/procedures/ops/backfill_cleaned_company_names.sql',
    reason: 'commits after every batch, which a procedure with settings may not',
  },
  {
    path: 'sql/procedures/ops/cleanup_company_customer_domains.sql',
    reason: 'commits after every batch, which a procedure with settings may not',
  },
  {
    path: 'sql/procedures/ops/consolidate_claygent_customers.sql',
    reason: 'commits after every batch, which a procedure with settings may not',
  },
  {
    path: 'sql/procedures/ops/fill_staging_origin_names.sql',
    reason: 'commits after every batch, which a procedure with settings may not',
  },
  {
    path: 'sql/procedures/ops/promote_case_study_people.sql',
    reason: 'commits after every batch, which a procedure with settings may not',
  },
  {
    path: 'sql/procedures/ops/match_customer_names.sql',
    reason: 'commits after every batch, which a procedure with settings may not',
  },
]

/** The statements of a text. Errors: the parser's message. */
export function statements(text: string): Statement[] {
  const bytes = Buffer.from(text)
  return (parseSync(text).stmts ?? []).map(({ stmt, stmt_location = 0, stmt_len }) => {
    const end = stmt_len ? stmt_location + stmt_len : bytes.length
    const raw = bytes.subarray(stmt_location, end).toString()
    // The parser counts the comments above a statement as part of it.
    const skipped = /^(?:\s|--[^\n]*\n)*/.exec(raw)?.[0] ?? ''
    const [[kind, node] = ['', {}]] = Object.entries(stmt as Node)
    return {
      kind,
      node: node as Record<string, unknown>,
      text: raw.slice(skipped.length),
      line: lineAt(text, stmt_location + Buffer.byteLength(skipped)),
    }
  })
}

const isTrue = (value: unknown) => value === true

/** What a file of sql/ may hold: everything that stands being run again. */
function isIdempotent({ kind, node, text }: Statement): boolean {
  switch (kind) {
    case 'CreateFunctionStmt':
    case 'ViewStmt':
    case 'CreateTrigStmt':
      return isTrue(node.replace)
    case 'DropStmt':
      return isTrue(node.missing_ok)
    case 'AlterDefaultPrivilegesStmt':
    case 'CommentStmt':
    case 'GrantStmt':
      return true
    case 'AlterTableStmt':
      return /^alter view \S+ set \(/.test(text)
    default:
      return false
  }
}

function nameOf(node: Record<string, unknown>): string {
  const parts = node.funcname as { String?: { sval: string } }[]
  return parts.map((part) => part.String?.sval ?? '').join('.')
}

function bodyOf(statement: Statement): { body: string; line: number } | null {
  const match = /\bas (\$[a-z_]*\$)\n([\s\S]*?)\1/.exec(statement.text)
  if (!match) return null
  const before = statement.text.slice(0, match.index + match[0].indexOf('\n'))
  return { body: match[2] ?? '', line: statement.line + before.split('\n').length }
}

function checkBody(path: string, statement: Statement): Problem[] {
  const found = bodyOf(statement)
  if (!found) return [{ path, line: statement.line, message: 'write the body as $$ ... $$' }]
  const { body, line } = found
  try {
    // Bodies in PL/pgSQL are judged by the server: apply runs its validator on each of them.
    if (/\blanguage sql\b/.test(statement.text)) parseSync(body)
  } catch (error) {
    return [{ path, line, message: `the body does not parse: ${(error as Error).message}` }]
  }
  return checkTokens(path, body, line)
}

const headings = [
  'Purpose',
  'Input -> output',
  'Called by',
  'Writes to',
  'Idempotence',
  'Errors',
  'Example',
]

function checkHeader(path: string, text: string): Problem[] {
  const header = /^(?:--[^\n]*\n)+/.exec(text)?.[0] ?? ''
  return headings
    .filter((heading) => !header.includes(`-- ${heading}:`))
    .map((heading) => ({ path, line: 1, message: `the header has no line "-- ${heading}: ..."` }))
}

function checkFunction(path: string, statement: Statement, all: Statement[]): Problem[] {
  const problems = checkBody(path, statement)
  const say = (message: string) => problems.push({ path, line: statement.line, message })
  const expected = path.replace('sql/procedures/', '').replace('.sql', '').replace('/', '.')
  const name = nameOf(statement.node)
  if (name !== expected) say(`${name} belongs into sql/procedures/${name.replace('.', '/')}.sql`)
  const settings = statement.text.split(/\bas \$/)[0] ?? ''
  const pinned = /\bset search_path = ''/.test(settings)
  if (!pinned && !unpinned.some((entry) => entry.path === path)) say("add set search_path = ''")
  const texts = all.map((other) => other.text.replace(/\s+/g, ' '))
  const kind = isTrue(statement.node.is_procedure) ? 'procedure' : 'function'
  const has = (pattern: string) => texts.some((other) => other.startsWith(pattern))
  if (!has(`comment on ${kind} ${name}`)) say(`add comment on ${kind} ${name}`)
  if (!has(`revoke all on ${kind} ${name}`)) say(`add revoke all on ${kind} ${name} from public`)
  return problems
}

/** The rules for one file of sql/. */
export function checkSourceFile(path: string, text: string): Problem[] {
  const all = statements(text)
  const problems = all
    .filter((statement) => !isIdempotent(statement))
    .map(({ kind, line }) => ({
      path,
      line,
      message: `${kind}: only create or replace, comment, grant, revoke and drop if exists here`,
    }))
  if (!path.startsWith('sql/procedures/')) {
    const header = /^-- Purpose: /.test(text)
    return header
      ? problems
      : [...problems, { path, line: 1, message: 'begin with -- Purpose: ...' }]
  }
  const functions = all.filter(({ kind }) => kind === 'CreateFunctionStmt')
  if (functions.length !== 1) {
    problems.push({ path, line: 1, message: `${functions.length} functions: one per file` })
  }
  problems.push(...checkHeader(path, text))
  return [...problems, ...functions.flatMap((one) => checkFunction(path, one, all))]
}
