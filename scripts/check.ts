// `npm run check`: everything that must hold before a change is committed; `.ci/run` calls it too.
// Options: --no-tests; --postgres-15 runs the tests a second time, in a container of PostgreSQL 15.
// The last line is "N passed, N failed, N skipped": the tests, and each other check as one.
import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from './db/source.ts'
import { denoBinary } from './gateway-process.ts'

interface Step {
  name: string
  command: string
  args: string[]
  env?: Record<string, string>
  /** Where vitest writes its counts; other steps count as one. */
  report?: string
}

interface Sums {
  passed: number
  failed: number
  skipped: number
}

/** What the JSON reporter of vitest writes, as far as it is read here. */
interface Report {
  success: boolean
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  testResults: { status: string; assertionResults: { status: string }[] }[]
}

const reports = mkdtempSync(join(tmpdir(), 'pipeline-check-'))
const bin = (name: string) => join(root, 'node_modules', '.bin', name)
const script = (path: string, ...args: string[]): Pick<Step, 'command' | 'args'> => ({
  command: process.execPath,
  args: ['--import', 'tsx', path, ...args],
})

/** The entry points of Deno: each function with its own configuration, and the scripts. */
function denoCheck(): Step {
  const functions = join('supabase', 'functions')
  const names = readdirSync(join(root, functions)).filter((name) => !name.startsWith('_'))
  const entries = names.map((name) => join(functions, name, 'index.ts'))
  const flags = ['--quiet', '--no-lock', '--node-modules-dir=manual', '--cached-only']
  const args = ['check', ...flags, ...entries, 'scripts/gateway.ts', 'scripts/openapi.ts']
  return { name: 'types of the functions (deno check)', command: denoBinary(), args }
}

function tests(name: string, env: Record<string, string>, ...more: string[]): Step {
  const report = join(reports, `${name.replace(/\W+/g, '-')}.json`)
  const output = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  return { name, command: bin('vitest'), args: ['run', ...output, ...more], env, report }
}

function planned(options: string[]): Step[] {
  const steps: Step[] = [
    {
      name: 'format and lint (biome)',
      command: bin('biome'),
      args: ['check', '--error-on-warnings', '.'],
    },
    { name: 'types (tsc)', command: bin('tsc'), args: [] },
    denoCheck(),
    { name: 'SQL files', ...script('scripts/check-sql.ts') },
    { name: 'bundle and catalogs', ...script('scripts/db.ts', 'check') },
    { name: 'generated documents', ...script('scripts/docs.ts', '--check') },
  ]
  if (options.includes('--no-tests')) return steps
  if (!options.includes('--postgres-15')) return [...steps, tests('tests', {})]
  // The second run looks for what the older server does otherwise: every function and trigger
  // once. Migrations and plpgsql_check meet it in the first run; load, concurrency and what runs
  // outside the database are the same whatever the server.
  const rooms = ['triggers', 'procedures', 'views', 'house'].map((room) => `test/${room}/`)
  const heavy = '**/*{hostile,at_size,plans,concurrency,limiter}*.test.ts'
  return [
    ...steps,
    tests('tests on embedded PostgreSQL 17', { TEST_CLUSTER: 'embedded' }),
    tests(
      'tests on PostgreSQL 15 in a container',
      { TEST_CLUSTER: 'container' },
      ...rooms,
      '--exclude',
      heavy
    ),
  ]
}

/** Failed files without a failed test (a hook, an import) and a run without report count too. */
function sumsOf(report: string, passed: boolean): Sums {
  let json: Report
  try {
    json = JSON.parse(readFileSync(report, 'utf8')) as Report
  } catch {
    return { passed: 0, failed: 1, skipped: 0 }
  }
  const broken = json.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((one) => one.status === 'failed')
  ).length
  const failed = json.numFailedTests + broken
  return {
    passed: json.numPassedTests,
    failed: failed === 0 && !passed ? 1 : failed,
    skipped: json.numPendingTests + json.numTodoTests,
  }
}

/** Runs a step; what it prints is held back until its end when others run beside it. */
async function run({ name, command, args, env, report }: Step, isAlone: boolean): Promise<Sums> {
  if (isAlone) console.log(`\n== ${name}`)
  const started = performance.now()
  const printed: Buffer[] = []
  const isPassed = await new Promise<boolean>((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: isAlone ? 'inherit' : ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
    })
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => printed.push(chunk))
    }
    child.on('error', (error) => {
      console.error(error.message)
      resolve(false)
    })
    child.on('close', (code) => resolve(code === 0))
  })
  if (!isAlone) console.log(`\n== ${name}\n${Buffer.concat(printed).toString().trim()}`)
  const seconds = ((performance.now() - started) / 1000).toFixed(0)
  console.log(`${isPassed ? 'ok' : 'FAILED'}: ${name} (${seconds} s)`)
  if (report !== undefined) return sumsOf(report, isPassed)
  return { passed: isPassed ? 1 : 0, failed: isPassed ? 0 : 1, skipped: 0 }
}

const sums: Sums = { passed: 0, failed: 0, skipped: 0 }
const failures: string[] = []

async function runAll(steps: Step[]): Promise<void> {
  const add = async (step: Step) => {
    const { passed, failed, skipped } = await run(step, steps.length === 1)
    sums.passed += passed
    sums.failed += failed
    sums.skipped += skipped
    if (failed > 0) failures.push(step.name)
  }
  await Promise.all(steps.map(add))
}

const steps = planned(process.argv.slice(2))
// The checks look at different things; the tests need the machine for themselves.
await runAll(steps.filter(({ report }) => report === undefined))
for (const step of steps.filter(({ report }) => report !== undefined)) await runAll([step])
rmSync(reports, { recursive: true, force: true })
if (failures.length > 0) console.log(`\nfailed: ${failures.join('; ')}`)
console.log(`\n${sums.passed} passed, ${sums.failed} failed, ${sums.skipped} skipped`)
process.exitCode = sums.failed === 0 ? 0 : 1
