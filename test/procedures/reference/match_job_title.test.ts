import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createDatabase, type TestDatabase } from '../../support/database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createDatabase()
  // Rules of the test's own: what is matched how does not depend on what the rules know.
  await database.sql.unsafe(`
    drop function if exists reference.infer_job_title(text);
    create function reference.infer_job_title(p_title text)
    returns reference.inferred_job_title language sql immutable strict as $$
      select case
        when p_title ~* 'all' then row('Ruled', 'Head', 'Design')::reference.inferred_job_title
        when p_title ~* 'level' then row(null, 'Head', null)::reference.inferred_job_title
      end
    $$`)
  await database.sql`
    insert into reference.job_title_lookup
      (latest_title, cleaned_job_title, seniority_level, job_function)
    values
      ('All full', 'Full', 'VP', 'Sales'),
      ('All without level', 'Part', null, 'Sales'),
      ('Level without function', 'Part', 'VP', null),
      ('Without anything', 'Part', null, null),
      ('All without title', null, 'VP', 'Sales'),
      ('Empty', null, null, null)`
})
afterAll(() => database.drop())

const match = async (title: string | null) => {
  const [row] = await database.sql`
    select to_jsonb(reference.match_job_title(${title})) as match`
  const found = row?.match
  return found && [found.cleaned_job_title, found.seniority, found.job_function, found.source]
}

describe('a title', () => {
  test.each([
    ['in the look-up, whatever its case', ' ALL  full', ['Full', 'VP', 'Sales', 'lookup']],
    ['lacking something there', 'all without level', ['Part', 'Head', 'Sales', 'mixed']],
    ['lacking what the rules lack', 'level without function', ['Part', 'VP', null, 'lookup']],
    ['that means nothing to the rules', 'without anything', ['Part', null, null, 'lookup']],
    ['copied without a cleaned one', 'all without title', ['Ruled', 'VP', 'Sales', 'mixed']],
    ['that only the rules know', 'All new', ['Ruled', 'Head', 'Design', 'rules']],
    ['that the rules know in part', 'level new', [null, 'Head', null, 'rules']],
    ['that nobody knows', 'New', null],
    ['of which nobody knows anything', 'empty', null],
    ['that is blank', ' ', null],
    ['that is null', null, null],
  ])('%s', async (_what, title, expected) => {
    expect(await match(title)).toEqual(expected)
  })
})
