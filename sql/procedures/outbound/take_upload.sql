-- Purpose: hands over all rows of an upload, and forgets it.
-- Input -> output: upload, number of rows it must have -> the rows as members of JSON objects.
-- Called by: api.export_salesnav, in the transaction that makes a job of them.
-- Writes to: outbound.upload_chunks.
-- Idempotence: no; the rows are there once.
-- Errors: WH724 when a piece is missing.
-- Example: v_members := outbound.take_upload(v_upload_id, 50000).
create or replace function outbound.take_upload(p_upload_id uuid, p_total_rows integer)
returns text[]
language plpgsql
volatile
set search_path = ''
set jit = 'off'
as $$
declare
  v_members text[];
  v_is_gapless boolean;
begin
  with taken as (
    delete from outbound.upload_chunks as c
    where c.upload_id = p_upload_id
    returning c.chunk_no, c.first_row, c.members
  ),
  placed as (
    select
      t.chunk_no,
      t.members,
      t.first_row = coalesce(
        sum(cardinality(t.members)) over (
          order by t.chunk_no rows between unbounded preceding and 1 preceding
        ),
        0
      ) as is_next
    from taken as t
  )
  select
    array(
      select m.member
      from placed as p
      cross join lateral unnest(p.members) with ordinality as m (member, position)
      order by p.chunk_no, m.position
    ),
    (select bool_and(p.is_next) from placed as p)
  into v_members, v_is_gapless;

  if cardinality(v_members) <> p_total_rows or not coalesce(v_is_gapless, true) then
    raise exception using
      errcode = 'WH724',
      message = format(
        '%s of the %s rows of the upload are there', cardinality(v_members), p_total_rows
      ),
      hint = 'send the file again';
  end if;
  return v_members;
end;
$$;

comment on function outbound.take_upload(uuid, integer) is
  'All rows of an upload in the order of the file, as members of JSON objects without braces; they '
  'are deleted. Units: rows. Nulls: none allowed. Errors: WH724 not all p_total_rows are there.';

revoke all on function outbound.take_upload(uuid, integer) from public;
