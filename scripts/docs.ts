// `npm run docs` writes the generated documents; `npm run docs:check` fails when one is stale.
import { spawnSync } from 'node:child_process'
import { root } from './db/source.ts'
import { denoBinary } from './gateway-process.ts'

const isCheck = process.argv.includes('--check')
const flags = isCheck ? ['--check'] : []
const deno = ['run', '--quiet', '--no-prompt', '--no-lock', '--cached-only']
const rights = ['--node-modules-dir=manual', '--allow-read', '--allow-env', '--allow-write=docs']

const generators: [string, string[]][] = [
  [denoBinary(), [...deno, ...rights, 'scripts/openapi.ts', ...flags]],
  [process.execPath, ['--import', 'tsx', 'scripts/data-dictionary.ts', ...flags]],
]

for (const [command, args] of generators) {
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit' })
  if (status !== 0) process.exitCode = 1
}
if (isCheck && !process.exitCode) console.log('the generated documents are up to date')
