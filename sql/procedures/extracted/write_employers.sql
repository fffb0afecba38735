-- Purpose: writes the companies that documents about people name, and closes the loop to the
--   customers that wait for their names.
-- Input -> output: claims, one per company, and the people who make them -> rows written in
--   core.companies.
-- Called by: extracted.take_<source> and load_<source> of sources about people, at their end.
-- Writes to: ops.entities; core.companies; what extracted.rematch_changed_names writes.
-- Idempotence: yes; what stands is not written.
-- Errors: 40P01 when the lock order is broken.
-- Example: v_written := extracted.write_employers(v_claims, v_linkedin_urls);
-- It had one parameter.
drop function if exists extracted.write_employers(core.company_claim[]);

create or replace function extracted.write_employers(
  p_claims core.company_claim[],
  p_linkedin_urls text[]
)
returns integer
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_domains text[];
  v_names text[];
  v_linkedin_urls text[];
  v_written integer;
begin
  if coalesce(p_claims, '{}') = '{}' then
    return 0;
  end if;

  select array_agg(c.domain), array_agg(c.name), array_agg(c.linkedin_url)
  into v_domains, v_names, v_linkedin_urls
  from unnest(p_claims) as c;
  v_written := core.coalesce_employers(
    p_claims,
    p_linkedin_urls,
    extracted.list_waiting_origins(v_domains, v_names, v_linkedin_urls)
  );
  perform extracted.rematch_changed_names();
  return v_written;
end;
$$;

comment on function extracted.write_employers(core.company_claim[], text[]) is
  'Coalesces names and pages of the employers that p_linkedin_urls name into core.companies, under '
  'the locks of these and of the companies whose customers wait for such a name, and matches those '
  'customers. Returns the rows written in core.companies. Units: rows. Nulls: a null or empty '
  'array does nothing. Errors: 40P01 when the lock order is broken.';

revoke all on function extracted.write_employers(core.company_claim[], text[]) from public;
