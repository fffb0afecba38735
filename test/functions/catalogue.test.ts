import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { endpointsPage } from '../../scripts/api-docs/endpoints-page.ts'
import { openapiDocument } from '../../scripts/api-docs/openapi-document.ts'
import { denoBinary } from '../../scripts/gateway-process.ts'
import { catalogue } from '../../supabase/functions/_shared/catalogue.ts'
import { endpointName } from '../../supabase/functions/_shared/endpoint.ts'
import { ERRORS } from '../../supabase/functions/_shared/errors.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const functionsDir = `${root}supabase/functions/`
const folders = readdirSync(functionsDir, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !entry.name.startsWith('_'))
  .map((entry) => entry.name)
const firstSegment = (path: string) => path.split('/')[1] ?? ''
const paths = catalogue.flatMap((endpoint) => [endpoint.path, ...(endpoint.aliases ?? [])])

describe('the catalogue', () => {
  it.each(catalogue.map((endpoint) => [endpointName(endpoint), endpoint] as const))(
    '%s has samples that fit its schemas, and known error codes',
    (_name, endpoint) => {
      expect(endpoint.request.safeParse(endpoint.sample.request).error).toBeUndefined()
      expect(endpoint.response.safeParse(endpoint.sample.response).error).toBeUndefined()
      expect(endpoint.errors.filter((code) => ERRORS[code] === undefined)).toEqual([])
      for (const field of endpoint.jsonFields ?? []) {
        expect(Object.keys(endpoint.request.shape)).toContain(field)
      }
    }
  )

  it('has every path once', () => {
    const methods = catalogue.flatMap((endpoint) =>
      [endpoint.path, ...(endpoint.aliases ?? [])].map((path) => `${endpoint.method} ${path}`)
    )
    expect(new Set(methods).size).toBe(methods.length)
  })

  it('names for every deprecated endpoint one that stands', () => {
    const deprecated = catalogue.filter((endpoint) => endpoint.deprecated !== undefined)
    expect(deprecated.length).toBeGreaterThan(0)
    const standing = catalogue.filter((endpoint) => endpoint.deprecated === undefined)
    for (const endpoint of deprecated) {
      expect(standing.map(({ path }) => path)).toContain(endpoint.deprecated?.successor)
      const document = openapiDocument([endpoint], { title: '', version: '', description: '' })
      expect(JSON.stringify(document)).toContain('"deprecated":true')
      expect(endpointsPage([endpoint])).toContain('- Deprecated: use `POST /run/')
    }
    expect(
      JSON.stringify(openapiDocument(standing, { title: '', version: '', description: '' }))
    ).not.toContain('"deprecated":true')
  })

  it('has a function for every path, and a path for every function', () => {
    expect(new Set(paths.map(firstSegment))).toEqual(new Set(folders))
  })
})

describe('every function', () => {
  const { dependencies } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'))
  const config = readFileSync(`${root}supabase/config.toml`, 'utf8')

  it.each(folders)('%s pins the versions of package.json', (folder) => {
    const { imports } = JSON.parse(readFileSync(`${functionsDir}${folder}/deno.json`, 'utf8'))
    const pins = Object.entries(dependencies).map(([name, version]) => [
      name,
      `npm:${name}@${version}`,
    ])
    expect(imports).toEqual(Object.fromEntries(pins))
  })

  it.each(folders)('%s checks its own keys instead of a JWT', (folder) => {
    const section = config.split(`[functions.${folder}]`)[1]?.split('\n[')[0] ?? ''
    expect(section).toContain('verify_jwt = false')
    expect(section).toContain(`entrypoint = "./functions/${folder}/index.ts"`)
    expect(existsSync(`${functionsDir}${folder}/index.ts`)).toBe(true)
  })

  it('passes the type check of Deno', () => {
    const files = folders.map((folder) => `supabase/functions/${folder}/index.ts`)
    const options = ['check', '--quiet', '--no-lock', '--node-modules-dir=manual']
    execFileSync(denoBinary(), [...options, ...files, 'scripts/gateway.ts'], { cwd: root })
  })
})

describe('the documents', () => {
  it('tell parameters of the path from those of the query', () => {
    const page = endpointsPage(
      catalogue.filter(({ path }) => path === '/api/companies/:domain/customers')
    )
    expect(page).toContain('| `domain` | string, in the path | yes |')
    expect(page).toMatch(/\| `cursor` \| string \| no \|/)
  })

  it('are those of the catalogue', () => {
    const run = () =>
      execFileSync(process.execPath, ['--import', 'tsx', 'scripts/openapi.ts', '--check'], {
        cwd: root,
        encoding: 'utf8',
      })
    expect(run).not.toThrow()
  })

  it('name every error code and its status', () => {
    const page = readFileSync(`${root}docs/endpoints.md`, 'utf8')
    for (const [code, { status }] of Object.entries(ERRORS)) {
      expect(page).toContain(`| ${status} | ${code} |`)
    }
  })
})
