import { beforeAll, describe, expect, it } from 'vitest'
import { type Endpoint, endpointName } from '../../supabase/functions/_shared/endpoint.ts'
import {
  answerSchema,
  asked,
  breaches,
  type Documented,
  type Parameter,
  parametersOf,
  queries,
  requiredOf,
  rowsOf,
} from '../support/contracts.ts'
import type { Answer } from '../support/functions.ts'
import { seedWorld } from '../support/query-world.ts'
import { serveDatabase } from '../support/served.ts'

const served = serveDatabase()
beforeAll(() => seedWorld(served.database.sql))

type Json = Record<string, unknown>

async function ask(endpoint: Endpoint, request: Json): Promise<Answer> {
  const answer = await served.send(...asked(endpoint, request))
  expect(answer.status, `${JSON.stringify(request)}: ${answer.text}`).toBe(200)
  expect(breaches(endpoint, answer), JSON.stringify(request)).toEqual([])
  const { total, next_cursor, offset } = answer.body.meta ?? {}
  const isWhole = next_cursor === null && offset === 0 && total !== null
  if (isWhole) expect(rowsOf(answer).length, JSON.stringify(request)).toBe(total)
  return answer
}

/** Values to try for a parameter: those documented, of a cursor the one of the page before. */
async function valuesOf(endpoint: Endpoint, name: string, values: unknown[]): Promise<unknown[]> {
  if (name !== 'cursor') return values
  const { body } = await ask(endpoint, { ...requiredOf(endpoint), limit: 1 })
  return [body.meta.next_cursor]
}

/** Paths of the members that a schema names, other than those of refusals and remarks. */
function membersOf(schema: Documented, path = ''): string[] {
  const own = Object.entries(schema.properties ?? {}).filter(
    ([name]) => !['error', 'warnings'].includes(name)
  )
  return [
    ...own.flatMap(([name, value]) => [`${path}.${name}`, ...membersOf(value, `${path}.${name}`)]),
    ...(schema.items === undefined ? [] : membersOf(schema.items, `${path}[]`)),
    ...(schema.anyOf ?? []).flatMap((one) => membersOf(one, path)),
  ]
}

function seenIn(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((one) => seenIn(one, `${path}[]`))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, one]) => [
    `${path}.${name}`,
    ...seenIn(one, `${path}.${name}`),
  ])
}

/** Parameters whose example is what is taken when they are left out. */
const presets = ['column_name']

/** Parameters that change what a list says of itself, not its rows. */
const ofMeta = ['count', 'report_hidden']

/** What an answer says: of a list its rows, of anything else all of it. */
const said = (answer: Answer, isWhole: boolean) =>
  JSON.stringify(isWhole || rowsOf(answer).length === 0 ? answer.body : rowsOf(answer))

/** The answers to the examples of a parameter, and what is wrong with them together. */
async function tryOut(endpoint: Endpoint, { name, values }: Parameter, base: Answer) {
  const answers = await Promise.all(
    (await valuesOf(endpoint, name, values)).map((value) =>
      ask(endpoint, { ...requiredOf(endpoint), [name]: value })
    )
  )
  const isWhole = ofMeta.includes(name)
  const isIdle = answers.every((answer) => said(answer, isWhole) === said(base, isWhole))
  const isEmpty = answers.every((answer) => rowsOf(answer).length === 0)
  return {
    answers,
    wrong: [
      ...(isIdle && !presets.includes(name) ? [`${name} makes no difference`] : []),
      ...(isEmpty && rowsOf(base).length > 0 ? [`${name} finds nothing`] : []),
    ],
  }
}

const named = queries.map((endpoint) => [endpointName(endpoint), endpoint] as const)

describe('by the OpenAPI document', () => {
  it('there are queries to test', () => {
    expect(queries.length).toBeGreaterThan(50)
  })

  it.each(named)('%s has an example for each parameter', (_name, endpoint) => {
    const without = parametersOf(endpoint).filter(
      ({ name, values }) => values.length === 0 && name !== 'cursor'
    )
    expect(without.map(({ name }) => name)).toEqual([])
  })

  it.each(named)('%s answers as documented, and to every parameter', async (_name, endpoint) => {
    const sample = await ask(endpoint, endpoint.sample.request)
    const base = await ask(endpoint, requiredOf(endpoint))
    const optional = parametersOf(endpoint).filter(({ isRequired }) => !isRequired)
    const tried = await Promise.all(optional.map((each) => tryOut(endpoint, each, base)))
    expect(tried.flatMap(({ wrong }) => wrong)).toEqual([])
    const answers = [sample, base, ...tried.flatMap((one) => one.answers)]
    const seen = new Set(answers.flatMap(({ body }) => seenIn(body)))
    const schema = answerSchema(endpoint, 200) ?? {}
    expect(membersOf(schema).filter((path) => !seen.has(path))).toEqual([])
    const isList = schema.properties?.data?.items !== undefined
    expect(rowsOf(sample).length > 0 || !isList, 'rows for the sample').toBe(true)
  })

  it.each(named)('%s refuses what it must have and does not get', async (_name, endpoint) => {
    const inPath = endpoint.path.split('/')
    const required = Object.keys(requiredOf(endpoint)).filter(
      (name) => !inPath.includes(`:${name}`)
    )
    for (const name of required) {
      const { [name]: _left, ...request } = requiredOf(endpoint)
      const answer = await served.send(...asked(endpoint, request))
      expect(answer.status, answer.text).toBe(422)
      expect(breaches(endpoint, answer)).toEqual([])
      expect(answer.body.error).toMatchObject({ code: 'WH101', issues: [{ path: name }] })
    }
  })
})
