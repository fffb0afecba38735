import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { withSslMode } from '../../scripts/db/connection.ts'
import { root } from '../../scripts/db/source.ts'

function run(args: string[], workdir: string): Promise<{ stdout: string; stderr: string }> {
  const command = join(root, 'node_modules', '.bin', 'supabase')
  return new Promise((resolve, reject) => {
    const all = [...args, '--workdir', workdir]
    const child = execFile(command, all, { timeout: 120_000 }, (error, stdout, stderr) => {
      if (error) reject(new Error(`supabase ${args[0]} ${args[1]}:\n${stdout}${stderr}`))
      else resolve({ stdout, stderr })
    })
    child.stdin?.end()
  })
}

/** The CLI writes into its directory, so it gets a copy. */
async function inCopy<T>(act: (workdir: string) => Promise<T>): Promise<T> {
  const workdir = mkdtempSync(join(tmpdir(), 'pipeline-supabase-'))
  try {
    mkdirSync(join(workdir, 'supabase'))
    for (const name of ['migrations', 'config.toml']) {
      cpSync(join(root, 'supabase', name), join(workdir, 'supabase', name), { recursive: true })
    }
    return await act(workdir)
  } finally {
    rmSync(workdir, { recursive: true, force: true })
  }
}

/** `supabase db push` with the migrations of the checkout; returns what it printed. */
export function dbPush(url: string): Promise<string> {
  return inCopy(async (workdir) => {
    const args = ['db', 'push', `--remote=${withSslMode(url)}`, '--yes']
    const { stdout, stderr } = await run(args, workdir)
    return `${stdout}${stderr}`
  })
}

/** One finding of `supabase db advisors`. */
export interface Finding {
  name: string
  level: string
  detail: string
  cacheKey: string
}

/** All findings, of every level. */
export function advisors(url: string): Promise<Finding[]> {
  return inCopy(async (workdir) => {
    const { stdout } = await run(
      ['db', 'advisors', `--remote=${withSslMode(url)}`, '--level=info', '--output-format=json'],
      workdir
    )
    return (JSON.parse(stdout) as { results: Finding[] }).results
  })
}
