import type postgres from 'postgres'

/**
 * Counts the statements that write to a table of the pipeline, by a statement-level trigger on each:
 * it fires once per statement, whatever the number of rows.
 */
export async function countStatements(sql: postgres.Sql): Promise<void> {
  await sql.unsafe(`
    set role pipeline_owner;
    create sequence ops.statements;
    select nextval('ops.statements');
    create function ops.count_statement() returns trigger language plpgsql as $$
    begin
      perform nextval('ops.statements');
      return null;
    end $$;
    reset role`)
  const tables = await sql<{ name: string }[]>`
    select format('%I.%I', n.nspname, c.relname) as name
    from pg_class as c inner join pg_namespace as n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname in ('ops', 'extracted', 'core', 'client', 'reference')`
  for (const { name } of tables) {
    await sql.unsafe(`create trigger count_statement after insert or update or delete
      on ${name} for each statement execute function ops.count_statement()`)
  }
}

/** How many statements `act` takes, after `countStatements`. */
export async function statementsIn(sql: postgres.Sql, act: () => Promise<void>): Promise<number> {
  const statements = async () => {
    const [row] = await sql<{ n: number }[]>`
      select last_value::integer as n from ops.statements`
    return row?.n ?? 0
  }
  const before = await statements()
  await act()
  return (await statements()) - before
}
