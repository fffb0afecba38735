import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join, relative, sep } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../../scripts/db/source.ts'
import { exposedSchemas } from '../support/catalog-query.ts'

const read = (path: string) => readFileSync(join(root, path), 'utf8')

interface Package {
  dependencies: Record<string, string>
  devDependencies: Record<string, string>
}

interface Lock {
  packages: Record<
    string,
    { version?: string; resolved?: string; optionalDependencies?: Record<string, string> }
  >
}

const manifest = JSON.parse(read('package.json')) as Package
const lock = JSON.parse(read('package-lock.json')) as Lock
const functionsDir = join(root, 'supabase', 'functions')
const functions = readdirSync(functionsDir).filter((name) => !name.startsWith('_'))

/** The files of the tree, where it is no clone: all but what .gitignore names. */
function listTree(): string[] {
  const names = read('.gitignore')
    .split('\n')
    .filter((line) => line !== '')
  const ignored = ['.git', ...names].map((name) => basename(name))
  const entries = readdirSync(root, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((path) => !path.split(sep).some((name) => ignored.includes(name)))
}

/** What git would commit. */
function listFiles(): string[] {
  try {
    const options = ['--cached', '--others', '--exclude-standard', '--deduplicate']
    const output = execFileSync('git', ['ls-files', ...options], {
      cwd: root,
      encoding: 'utf8',
      stdio: 'pipe',
    })
    return output.split('\n').filter((path) => path !== '' && existsSync(join(root, path)))
  } catch {
    return listTree()
  }
}

const files = listFiles()

test('versions are pinned exactly', () => {
  const all = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })
  expect(all.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([])
})

test.each(functions)('the imports of function %s are the versions of package.json', (name) => {
  const { imports } = JSON.parse(read(`supabase/functions/${name}/deno.json`)) as {
    imports: Record<string, string>
  }
  for (const [bare, target] of Object.entries(imports)) {
    expect(target).toBe(`npm:${bare}@${manifest.dependencies[bare]}`)
  }
})

test.each(functions)('function %s checks keys itself: verify_jwt is off for it', (name) => {
  const section = read('supabase/config.toml').split(`[functions.${name}]`)[1]?.split('\n[')[0]
  expect(section).toMatch(/^verify_jwt = false$/m)
})

test('config.toml exposes the schemas of the data API, and no more', () => {
  const list = /^schemas = \[([^\]]*)\]/m.exec(read('supabase/config.toml'))?.[1] ?? ''
  const schemas = [...list.matchAll(/"([a-z]+)"/g)].map(([, name]) => name)
  expect(schemas).toEqual(exposedSchemas)
})

test('package-lock.json names no registry', () => {
  expect(Object.values(lock.packages).filter((entry) => entry.resolved)).toEqual([])
  expect(read('package-lock.json')).not.toMatch(/https?:\/\/[^"]*regist/)
})

test('package-lock.json lists the packages of every platform, so that npm ci works on each', () => {
  const paths = Object.keys(lock.packages)
  const missing = Object.values(lock.packages)
    .flatMap((entry) => Object.keys(entry.optionalDependencies ?? {}))
    .filter((name) => !paths.some((path) => path.endsWith(`node_modules/${name}`)))
  expect(missing).toEqual([])
})

test('no file holds a key, a password of a service or a private host', () => {
  const secrets = [
    /\bsb_(secret|publishable)_[A-Za-z0-9_]{10,}/,
    /\beyJ[A-Za-z0-9_-]{20,}\.[A-Za-z0-9_-]{20,}\./,
    /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
    /\bAKIA[0-9A-Z]{16}\b/,
    /\b[a-z]{20}\.supabase\.(co|in)\b/,
  ]
  const hits = files
    .filter((path) => !/\.(png|jpg|gz)$/.test(path))
    .filter((path) => secrets.some((pattern) => pattern.test(read(path))))
  expect(hits).toEqual([])
})

test('fixtures are invented: every host in them is of a domain for examples', () => {
  const fixtures = files.filter((path) => path.startsWith('test/fixtures/payloads/'))
  const hosts = fixtures.flatMap((path) =>
    [...read(path).matchAll(/https?:\/\/([^/"\\\s]+)/g)].map(([, host]) => `${path}: ${host}`)
  )
  // The networks that profiles live on; the profiles themselves are invented.
  const allowed =
    /\.example$|(^|[ .])(linkedin|twitter|x|facebook|instagram|youtube|github|crunchbase|g2|tiktok|angel|wellfound)\.(com|co)$/
  expect(hosts.filter((host) => !allowed.test(host))).toEqual([])
})

test('the tree holds no empty or left-over directories of generated files', () => {
  expect(files.filter((path) => /(^|\/)(node_modules|\.temp|\.data)\//.test(path))).toEqual([])
})
