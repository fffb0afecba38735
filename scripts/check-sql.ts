// The rules for SQL files: `node --import tsx scripts/check-sql.ts [--fix]`.
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { loadModule } from 'libpg-query'
import { bundleSuffix, migrationsDir } from './db/migrate.ts'
import { root, sqlFiles } from './db/source.ts'
import { checkSourceFile } from './sql/function-files.ts'
import { checkMigration } from './sql/migration-files.ts'
import { checkLayout, checkTokens, type Problem, wrapLongStrings } from './sql/text-rules.ts'

/**
 * squawk's rules that do not apply: every table is new and empty, the file is one transaction, and
 * integer columns hold bounded things (ranks, counts of one document); ids are uuid or bigint.
 */
const squawkExclusions = [
  'prefer-robust-stmts',
  'require-concurrent-index-creation',
  'require-timeout-settings',
  'prefer-bigint-over-int',
  'prefer-bigint-over-smallint',
]

function migrationFiles(): { path: string; text: string }[] {
  return readdirSync(migrationsDir)
    .filter((name) => name.endsWith('.sql') && !name.endsWith(bundleSuffix))
    .sort()
    .map((name) => {
      const file = join(migrationsDir, name)
      return { path: relative(root, file), text: readFileSync(file, 'utf8') }
    })
}

/** Findings of the file's own rules; a file that does not parse has this one finding only. */
function check(path: string, text: string, own: typeof checkMigration): Problem[] {
  try {
    return [...checkLayout(path, text), ...checkTokens(path, text), ...own(path, text)]
  } catch (error) {
    return [{ path, line: 1, message: `does not parse: ${(error as Error).message}` }]
  }
}

function squawk(paths: string[]): boolean {
  const command = join(root, 'node_modules', '.bin', 'squawk')
  const args = ['--pg-version=15.0', `--exclude=${squawkExclusions.join(',')}`, ...paths]
  return spawnSync(command, args, { cwd: root, stdio: 'inherit' }).status === 0
}

function fix(files: { path: string; text: string }[]): void {
  for (const { path, text } of files) {
    const wrapped = wrapLongStrings(text)
    if (wrapped !== text) writeFileSync(join(root, path), wrapped)
  }
}

await loadModule()
if (process.argv.includes('--fix')) fix([...sqlFiles(), ...migrationFiles()])
const sources = sqlFiles()
const migrations = migrationFiles()
const problems = [
  ...sources.flatMap(({ path, text }) => check(path, text, checkSourceFile)),
  ...migrations.flatMap(({ path, text }) => check(path, text, checkMigration)),
]
for (const { path, line, message } of problems) console.error(`${path}:${line}: ${message}`)
const sound = squawk(migrations.map(({ path }) => path))
if (problems.length > 0 || !sound) process.exitCode = 1
else console.log(`checked ${sources.length} files of sql/ and ${migrations.length} migrations`)
