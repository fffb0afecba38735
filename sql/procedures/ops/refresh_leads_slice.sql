-- Purpose: one slice of making the read models of leads anew.
-- Input -> output: where to go on, number of people -> last URL (null: done), rows written.
-- Called by: ops.refresh_leads.
-- Writes to: what core.refresh_leads writes, under the locks of the people.
-- Idempotence: yes; a row that would not change is not written.
-- Errors: none.
-- Example: select * from ops.refresh_leads_slice('', 5000).
create or replace function ops.refresh_leads_slice(
  p_after text,
  p_batch_size integer,
  out last_key text,
  out written integer
)
language plpgsql
volatile
security definer
set search_path = ''
as $$
declare
  v_linkedin_urls text[];
begin
  select max(g.linkedin_url), array_agg(g.linkedin_url)
  into last_key, v_linkedin_urls
  from (
    select p.linkedin_url
    from core.people as p
    where p.linkedin_url > p_after collate "C"
    order by p.linkedin_url
    limit p_batch_size
  ) as g;
  written := 0;
  if last_key is not null then
    perform ops.lock_entities('person', v_linkedin_urls);
    written := core.refresh_leads(v_linkedin_urls);
  end if;
end;
$$;

comment on function ops.refresh_leads_slice(text, integer) is
  'Makes the read models of the next p_batch_size people after p_after anew. last_key is null when '
  'there are none. Units: rows. Nulls: none allowed. Errors: none.';

revoke all on function ops.refresh_leads_slice(text, integer) from public;
grant execute on function ops.refresh_leads_slice(text, integer) to pipeline_analyst;
