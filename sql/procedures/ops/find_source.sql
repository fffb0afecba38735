-- Purpose: a source by its name, or an error that says which there are.
-- Input -> output: name -> the row of ops.sources.
-- Called by: ops.replay_slice, ops.rebuild_slice, ops.resubmit_failure.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: WH901 for an unknown source.
-- Example: v_source := ops.find_source('companyenrich').
create or replace function ops.find_source(p_source text)
returns ops.sources
language plpgsql
stable
set search_path = ''
as $$
declare
  v_source ops.sources;
begin
  select s.* into v_source from ops.sources as s where s.source = p_source;
  if not found then
    raise exception using
      errcode = 'WH901',
      message = format('the source %s does not exist', coalesce(quote_literal(p_source), 'null')),
      hint = 'one of: ' || (
        select string_agg(s.source, ', ' order by s.source) from ops.sources as s
      );
  end if;
  return v_source;
end;
$$;

comment on function ops.find_source(text) is
  'The row of ops.sources named p_source. Units: none. Nulls: null is an unknown source. Errors: '
  'WH901 unknown source.';

revoke all on function ops.find_source(text) from public;
