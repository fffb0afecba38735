import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type House, openHouse } from '../support/catalog-query.ts'

let house: House

beforeAll(async () => {
  house = await openHouse()
})

afterAll(() => house.database.drop())

/** The commands of a section of docs/analysts.md, each with the rows that the guide shows for it. */
function commandsOf(title: string): { command: string; rows: number | null }[] {
  const guide = readFileSync('docs/analysts.md', 'utf8')
  const section = guide.split(`\n## ${title}\n`)[1]?.split('\n## ')[0] ?? ''
  return [...section.matchAll(/```sql\n([\s\S]*?)```(?:\n\n```\n([\s\S]*?)```)?/g)].map((match) => {
    const shown = /\((\d+) rows?\)/.exec(match[2] ?? '')
    return { command: match[1] ?? '', rows: shown ? Number(shown[1]) : null }
  })
}

test('an analyst may run what the guide says about lists, and gets the rows that it shows', async () => {
  const commands = commandsOf('Lists of companies and people')
  expect(commands.length).toBeGreaterThan(10)
  const sql = await house.database.sql.reserve()
  try {
    for (const { command, rows } of commands) {
      await sql`set role pipeline_analyst`
      const found = [await sql.unsafe(command)].flat(2).length
      if (rows !== null) expect({ command, found }).toEqual({ command, found: rows })
      await sql`reset role`
    }
  } finally {
    sql.release()
  }
})
