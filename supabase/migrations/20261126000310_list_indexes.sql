-- migrate:up
set role pipeline_owner;
-- Where the operator classes of pg_trgm are, wherever it was installed before.
set search_path = extensions, public;

-- One covering index per filter that leaves much, for complete leads and the others alike: two,
-- one of them narrow, cost more to write and did not serve lists of people.
-- The lock is held anyhow: what replaces them is built in the same transaction.
-- squawk-ignore require-concurrent-index-deletion
drop index
  core.lead_index_complete_job_function_id_idx,
  core.lead_index_complete_seniority_id_idx,
  core.lead_index_complete_country_id_idx,
  core.lead_index_complete_industry_id_idx,
  core.lead_index_lead_no_idx,
  core.lead_index_job_function_id_idx,
  core.lead_index_seniority_id_idx,
  core.lead_index_country_id_idx,
  core.lead_index_industry_id_idx;
-- These and core.lead_index_complete_idx are read instead of the table: lists filter in the order
-- of the page, and count, without fetching a row.
create index lead_index_lead_no_idx on core.lead_index (lead_no)
  include (
    is_complete, job_function_id, seniority_id, country_id, industry_id, employee_range_id,
    title_id, company_id, city_id, state_id, company_city_id, company_state_id,
    company_country_id, job_start_date, is_b2b, is_b2c
  );
create index lead_index_job_function_id_idx on core.lead_index (job_function_id, lead_no)
  include (
    is_complete, seniority_id, country_id, industry_id, employee_range_id, title_id, company_id,
    city_id, state_id, company_city_id, company_state_id, company_country_id, job_start_date,
    is_b2b, is_b2c
  );
create index lead_index_seniority_id_idx on core.lead_index (seniority_id, lead_no)
  include (
    is_complete, job_function_id, country_id, industry_id, employee_range_id, title_id,
    company_id, city_id, state_id, company_city_id, company_state_id, company_country_id,
    job_start_date, is_b2b, is_b2c
  );
create index lead_index_job_function_id_seniority_id_idx
  on core.lead_index (job_function_id, seniority_id, lead_no)
  include (
    is_complete, country_id, industry_id, employee_range_id, title_id, company_id, city_id,
    state_id, company_city_id, company_state_id, company_country_id, job_start_date, is_b2b,
    is_b2c
  );
create index lead_index_country_id_idx on core.lead_index (country_id, lead_no)
  include (
    is_complete, job_function_id, seniority_id, industry_id, employee_range_id, title_id,
    company_id, city_id, state_id, company_city_id, company_state_id, company_country_id,
    job_start_date, is_b2b, is_b2c
  );
create index lead_index_industry_id_idx on core.lead_index (industry_id, lead_no)
  include (
    is_complete, job_function_id, seniority_id, country_id, employee_range_id, title_id,
    company_id, city_id, state_id, company_city_id, company_state_id, company_country_id,
    job_start_date, is_b2b, is_b2c
  );
comment on index core.lead_index_lead_no_idx is
  'Leads in the order of appearance, and one of them.';
comment on index core.lead_index_job_function_id_idx is 'Leads of a function, in their order.';
comment on index core.lead_index_seniority_id_idx is 'Leads of a rank, in their order.';
comment on index core.lead_index_job_function_id_seniority_id_idx is
  'Leads of a function and rank, in their order.';
comment on index core.lead_index_country_id_idx is 'Leads of a country, in their order.';
comment on index core.lead_index_industry_id_idx is 'Leads of an industry, in their order.';

alter table core.company_alumni add column job_function_id bigint;
alter table core.company_alumni add column seniority_id bigint;
alter table core.company_alumni add column industry_id bigint;
alter table core.company_alumni add column country_id bigint;
comment on column core.company_alumni.job_function_id is
  'core.lead_index.job_function_id of the person.';
comment on column core.company_alumni.seniority_id is 'core.lead_index.seniority_id of the person.';
comment on column core.company_alumni.industry_id is 'core.lead_index.industry_id of the person.';
comment on column core.company_alumni.country_id is 'core.lead_index.country_id of the person.';
update core.company_alumni as t
set job_function_id = i.job_function_id,
    seniority_id = i.seniority_id,
    industry_id = i.industry_id,
    country_id = i.country_id
from core.lead_index as i
where i.linkedin_url = t.linkedin_url;
-- squawk-ignore require-concurrent-index-deletion
drop index core.company_alumni_company_domain_idx;
create index company_alumni_company_domain_idx
  on core.company_alumni (company_domain, is_complete, lead_no)
  include (ended_on, job_function_id, seniority_id, industry_id, country_id);
comment on index core.company_alumni_company_domain_idx is
  'The alumni of a company, with what lists of them filter and sort by.';

-- Terms by what they are values of: a list looks among the cities for a city, not among all titles.
truncate reference.search_terms;
-- The table is empty.
-- squawk-ignore adding-required-field
alter table reference.search_terms add column kind text collate "C" not null;
alter table reference.search_terms
  -- squawk-ignore constraint-missing-not-valid
  add constraint search_terms_kind_check check (kind in ('title', 'city', 'state', 'country'));
alter table reference.search_terms drop constraint search_terms_pkey;
alter table reference.search_terms
  -- squawk-ignore adding-serial-primary-key-field, constraint-missing-not-valid
  add constraint search_terms_pkey primary key (kind, term_id, entry_no) include (term);
comment on table reference.search_terms is
  'The titles and places of core.lead_index and core.company_index in lower case: which of them '
  'contain a text. Append-only. A term stands twice when two transactions met it first at the '
  'same time: that neither waits for the other is worth a row.';
comment on column reference.search_terms.kind is 'What it is a value of.';
insert into reference.search_terms (kind, term_id, term)
select distinct v.kind, hashtextextended(v.term collate "C", 0), v.term
from (
  select
    u.kind,
    case
      when octet_length(u.value) = length(u.value) then lower(u.value collate "C")
      else lower(u.value collate "und-x-icu") collate "C"
    end as term
  from (
    select 'title', j.matched_cleaned_job_title from core.person_job_titles as j
    union
    select k.kind, k.value
    from core.person_locations as l
    cross join lateral (
      values ('city', l.city), ('state', l.state), ('country', l.country)
    ) as k (kind, value)
    union
    select k.kind, k.value
    from core.company_locations as l
    cross join lateral (
      values ('city', l.city), ('state', l.state), ('country', l.country)
    ) as k (kind, value)
  ) as u (kind, value)
  where u.value is not null
) as v;

-- What it returns has grown a column.
drop function if exists core.find_alumni(text[], core.lead_filter, ops.list_page);
-- Their arguments have changed.
drop function if exists reference.find_search_terms(text);
drop function if exists reference.ensure_search_terms(text[]);

reset search_path;
reset role;

-- migrate:down
-- Forward-only: a mistake is corrected by the next migration.
