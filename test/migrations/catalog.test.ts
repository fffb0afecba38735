import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Catalog, differences, readCatalog } from '../../scripts/db/catalog.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'

// The comparison of catalogs guards every deployment, so it is shown to see each kind of change.
let database: TestDatabase
let before: Catalog

beforeAll(async () => {
  database = await createDatabase()
  await database.sql.unsafe(`
    set role pipeline_owner;
    create table ops.sample (id integer, name text not null,
      constraint sample_pkey primary key (id));
    create function ops.sample_name() returns text language sql set search_path = ''
      as $$ select 'a'::text $$;
    create function ops.tg_sample_noop() returns trigger language plpgsql set search_path = ''
      as $$ begin return null; end $$;
    create trigger t10_noop after insert on ops.sample for each statement
      execute function ops.tg_sample_noop();
    create view ops.sample_names as select s.name from ops.sample as s;
    reset role;`)
  before = await readCatalog(database.url)
})

afterAll(() => database?.drop())

test.each([
  ['a comment on a function', `comment on function ops.sample_name() is 'changed'`],
  [
    'a body',
    `create or replace function ops.sample_name() returns text language sql
     set search_path = '' as $$ select 'b'::text $$`,
  ],
  ['a setting of a function', `alter function ops.sample_name() set work_mem = '8MB'`],
  ['a grant on a function', 'grant execute on function ops.sample_name() to public'],
  ['an owner', 'alter function ops.sample_name() owner to postgres'],
  ['volatility', 'alter function ops.sample_name() immutable'],
  ['a function that is gone', 'drop function ops.sample_name()'],
  ['a grant on a table', 'grant update on ops.sample to pipeline_analyst'],
  ['a grant on a column', 'grant update (name) on ops.sample to pipeline_analyst'],
  ['a comment on a column', `comment on column ops.sample.name is 'changed'`],
  ['a default', `alter table ops.sample alter column name set default 'x'`],
  ['not null', 'alter table ops.sample alter column name drop not null'],
  ['a type', 'alter table ops.sample alter column id type bigint'],
  ['a new column', 'alter table ops.sample add column extra integer'],
  ['a constraint', `alter table ops.sample add constraint sample_name_check check (name <> '')`],
  ['an index', 'create index sample_name_idx on ops.sample (name)'],
  ['row level security', 'alter table ops.sample enable row level security'],
  [
    'a policy',
    'create policy sample_reads on ops.sample for select to pipeline_analyst using (true)',
  ],
  ['a disabled trigger', 'alter table ops.sample disable trigger t10_noop'],
  ['a trigger that is gone', 'drop trigger t10_noop on ops.sample'],
  [
    'a view',
    `create or replace view ops.sample_names as
     select s.name from ops.sample as s where s.id > 0`,
  ],
  ['an option of a view', 'alter view ops.sample_names set (security_invoker = true)'],
  ['a sequence', 'create sequence ops.sample_seq'],
  ['a schema grant', 'grant create on schema ops to pipeline_analyst'],
  [
    'default privileges',
    `alter default privileges for role pipeline_owner in schema ops
     grant select on tables to anon`,
  ],
  ['a setting of a role', `alter role pipeline_edge set statement_timeout = '1s'`],
  ['membership of a role', 'grant pipeline_analyst to pipeline_edge'],
])('the comparison of catalogs sees %s', async (_, change) => {
  await database.sql
    .begin(async (sql) => {
      await sql.unsafe(change)
      const after = await readCatalog(database.url, sql)
      const found = differences(
        { name: 'before', catalog: before },
        { name: 'after', catalog: after }
      )
      expect(found.length).toBeGreaterThan(0)
      throw new Error('roll back')
    })
    .catch((error: Error) => {
      if (error.message !== 'roll back') throw error
    })
})

test('the comparison of catalogs finds nothing where nothing changed', async () => {
  const after = await readCatalog(database.url)
  expect(
    differences({ name: 'before', catalog: before }, { name: 'after', catalog: after })
  ).toEqual([])
})
