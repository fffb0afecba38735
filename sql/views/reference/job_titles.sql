-- Purpose: job titles as people write them, each once.
-- Input -> output: reference.job_title_lookup -> its cleaned titles.
-- Called by: api.list_job_titles, people.
-- Writes to: nothing.
-- Idempotence: create or replace.
-- Errors: none.
-- Example: select * from reference.job_titles where normalized_title = 'Account Executive'.
create or replace view reference.job_titles
with (security_invoker = true)
as
select distinct l.cleaned_job_title as normalized_title
from reference.job_title_lookup as l
where l.cleaned_job_title is not null;

comment on view reference.job_titles is 'The cleaned titles of reference.job_title_lookup.';
comment on column reference.job_titles.normalized_title is 'Title as people write it.';
