import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root, sqlFiles } from '../../scripts/db/source.ts'

const codesIn = (text: string) =>
  [...new Set([...text.matchAll(/\bWH\d{3}\b/g)].map(([code]) => code))].toSorted()

const declared = () => {
  const text = readFileSync(join(root, 'supabase/functions/_shared/errors.ts'), 'utf8')
  return [...text.matchAll(/^ {2}(WH\d{3}): \{ status: (\d{3})/gm)].map(([, code, status]) => ({
    code: code ?? '',
    status: Number(status),
  }))
}

/** The functions without the declarations themselves. */
const functionTexts = () =>
  readdirSync(join(root, 'supabase/functions'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => readFileSync(join(root, 'supabase/functions', path), 'utf8'))
    .join('\n')
    .replace(/^ {2}WH\d{3}: \{ status: .*$/gm, '')

const sqlCodes = () =>
  codesIn(
    sqlFiles()
      .map(({ text }) => text)
      .join('\n')
  )

test('every code of sql/ has a status in errors.ts', () => {
  const known = declared().map(({ code }) => code)
  expect(sqlCodes().filter((code) => !known.includes(code))).toEqual([])
})

test('every code of errors.ts is used by sql/ or by the functions', () => {
  const used = [...sqlCodes(), ...codesIn(functionTexts())]
  expect(declared().filter(({ code }) => !used.includes(code))).toEqual([])
})

test('the table of codes in README.md is that of errors.ts', () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8')
  const rows = [...readme.matchAll(/^\| `?(WH\d{3})`? \| (\d{3})\b/gm)].map(([, code, status]) => ({
    code: code ?? '',
    status: Number(status),
  }))
  expect(rows).toEqual(declared())
})

test('no code ends in 000, which would be trapped as a class only', () => {
  expect(declared().filter(({ code }) => code.endsWith('000'))).toEqual([])
})
