-- Purpose: technologies under the names that filters know them by.
-- Input -> output: reference.technologies -> title, domain of the home page, categories.
-- Called by: api.list_technologies, people.
-- Writes to: nothing.
-- Idempotence: create or replace.
-- Errors: none.
-- Example: select * from reference.predictleads_technologies where title = 'PostgreSQL'.
create or replace view reference.predictleads_technologies
with (security_invoker = true)
as
select
  t.name as title,
  reference.normalize_domain(t.url) as technology_domain,
  t.categories
from reference.technologies as t;

comment on view reference.predictleads_technologies is
  'The technologies of reference.technologies, which every source adds to.';
comment on column reference.predictleads_technologies.title is 'Name, as it was seen first.';
comment on column reference.predictleads_technologies.technology_domain is
  'Domain of the home page; null when unknown.';
comment on column reference.predictleads_technologies.categories is
  'Array of category names; null when unknown.';
