import { scanSync } from 'libpg-query'
import { statements } from './function-files.ts'
import { lineAt, type Problem } from './text-rules.ts'

/** Statements that one of the two migration tools cannot run inside its transaction. */
const outside: Record<string, string> = {
  TransactionStmt: 'no begin or commit: the tools open the transaction',
  VacuumStmt: 'no vacuum in a migration',
  CreatedbStmt: 'no create database in a migration',
}

/** Names that make the CLI wait for the end of a block; in strings and comments it does not look. */
function misleading(text: string): { start: number }[] {
  return scanSync(text).tokens.filter(
    ({ text: word, tokenName }) => /atomic/i.test(word) && !/^(SCONST|.*COMMENT)$/.test(tokenName)
  )
}

/** The rules for one migration: what both dbmate and the Supabase CLI take. */
export function checkMigration(path: string, text: string): Problem[] {
  const problems: Problem[] = []
  const say = (message: string, line = 1) => problems.push({ path, line, message })
  const [up = '', down] = text.split(/^-- migrate:down.*$/m)
  if (!/\/\d{14}_[a-z0-9_]+\.sql$/.test(path)) say('name it <14 digits>_<words>.sql')
  if (!text.startsWith('-- migrate:up\n')) say('begin with -- migrate:up')
  if (down === undefined) say('end with -- migrate:down and a comment')
  else if (/^(?!\s*(--.*)?$)/m.test(down.trim())) {
    say('after -- migrate:down there may only be comments: the Supabase CLI runs the whole file')
  }
  for (const token of misleading(text)) {
    say('a name with "atomic" in it misleads the Supabase CLI', lineAt(text, token.start))
  }
  if (/\bconcurrently\b/i.test(up)) say('no concurrently: a migration is one transaction')
  for (const { kind, line } of statements(up)) {
    const reason = outside[kind]
    if (reason) say(reason, line)
  }
  return problems
}
