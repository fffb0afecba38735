/**
 * Writes docs/openapi.json and docs/endpoints.md from the endpoint catalogue.
 *
 * With `--check` it writes nothing, and fails with exit code 1 when one of them is stale.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import process from 'node:process'
import { catalogue } from '../supabase/functions/_shared/catalogue.ts'
import { endpointsPage } from './api-docs/endpoints-page.ts'
import { openapiDocument } from './api-docs/openapi-document.ts'

const ROOT = new URL('..', import.meta.url)

function readOrNull(path: string): string | null {
  try {
    return readFileSync(new URL(path, ROOT), 'utf8')
  } catch {
    return null
  }
}

const { version, description } = JSON.parse(readFileSync(new URL('package.json', ROOT), 'utf8'))
const info = { title: 'Company data warehouse', version, description }
const documents: Readonly<Record<string, string>> = {
  'docs/openapi.json': `${JSON.stringify(openapiDocument(catalogue, info), null, 2)}\n`,
  'docs/endpoints.md': endpointsPage(catalogue),
}

const isCheck = process.argv.includes('--check')
const stale = Object.entries(documents).filter(([path, text]) => readOrNull(path) !== text)
for (const [path, text] of stale) {
  if (!isCheck) writeFileSync(new URL(path, ROOT), text)
  console.log(isCheck ? `${path} is stale: run npm run docs` : `${path} written`)
}
if (isCheck && stale.length > 0) process.exitCode = 1
