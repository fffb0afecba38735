-- migrate:up
set role pipeline_owner;

create table reference.seniorities (
  name text collate "C" not null,
  rank smallint not null,
  sort_order smallint not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint seniorities_pkey primary key (name),
  constraint seniorities_rank_key unique (rank),
  constraint seniorities_sort_order_key unique (sort_order),
  constraint seniorities_rank_check check (rank > 0)
);
comment on table reference.seniorities is
  'The canonical seniorities, closed: look-ups, core rows and filters name nothing else.';
comment on column reference.seniorities.name is 'The seniority as core rows and filters name it.';
comment on column reference.seniorities.rank is
  '1 is the highest: what tells a promotion from a lateral move.';
comment on column reference.seniorities.sort_order is 'Order in filters, ascending.';
comment on column reference.seniorities.created_at is 'When the row was first written.';
comment on column reference.seniorities.updated_at is 'When the row last changed.';
alter table reference.seniorities enable row level security;
create policy seniorities_analyst_reads on reference.seniorities
  for select to pipeline_analyst using (true);

create table reference.job_functions (
  name text collate "C" not null,
  sort_order smallint not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint job_functions_pkey primary key (name),
  constraint job_functions_sort_order_key unique (sort_order)
);
comment on table reference.job_functions is
  'The canonical job functions, closed: look-ups, core rows and filters name nothing else.';
comment on column reference.job_functions.name is 'The function as core rows and filters name it.';
comment on column reference.job_functions.sort_order is 'Order in filters, ascending.';
comment on column reference.job_functions.created_at is 'When the row was first written.';
comment on column reference.job_functions.updated_at is 'When the row last changed.';
alter table reference.job_functions enable row level security;
create policy job_functions_analyst_reads on reference.job_functions
  for select to pipeline_analyst using (true);

create table reference.value_aliases (
  dimension text collate "C" not null,
  raw_value text collate "C" not null,
  value_key text collate "C" generated always as (
    nullif(nullif(nullif(nullif(
      btrim(
        left(
          lower(
            btrim(
              left(
                regexp_replace(
                  regexp_replace(
                    btrim(
                      translate(replace(raw_value, '&', ' and '), '-_/.,()', '   '),
                      E'\t\n\u000b\f\r \u0085\u00a0\u1680\u180e\u2000\u2001\u2002\u2003'
                      '\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u200c\u200d\u2028'
                      '\u2029\u202f\u205f\u2060\u3000\ufeff'
                    ),
                    '[\u180e\u200b\u2060\ufeff]+', '', 'g'
                  ),
                  '[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f'
                  '\u3000]+',
                  ' ', 'g'
                ),
                500
              ),
              E' \u200c\u200d'
            ) collate "und-x-icu"
          ),
          500
        ),
        E' \u200c\u200d'
      ), ''), 'null'), 'none'), 'n/a')
  ) stored,
  canonical text collate "C" not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint value_aliases_pkey primary key (dimension, value_key),
  constraint value_aliases_dimension_check check (dimension in ('seniority', 'job_function')),
  constraint value_aliases_raw_value_check check (length(raw_value) <= 500)
);
comment on table reference.value_aliases is
  'Other names of the canonical seniorities and job functions. A canonical name needs no row: it '
  'matches itself, whatever its case and punctuation.';
comment on column reference.value_aliases.dimension is 'seniority or job_function.';
comment on column reference.value_aliases.raw_value is 'The value as sources write it.';
comment on column reference.value_aliases.value_key is
  'reference.value_key(raw_value), computed: what is looked up.';
comment on column reference.value_aliases.canonical is
  'The canonical name it means: of reference.seniorities or reference.job_functions. A name that '
  'is not there matches nothing.';
comment on column reference.value_aliases.created_at is 'When the row was first written.';
comment on column reference.value_aliases.updated_at is 'When the row last changed.';
alter table reference.value_aliases enable row level security;
create policy value_aliases_analyst_reads on reference.value_aliases
  for select to pipeline_analyst using (true);

create table reference.job_title_lookup (
  latest_title text collate "C" not null,
  lookup_key text collate "C" generated always as (
    nullif(nullif(nullif(nullif(
      btrim(
        left(
          lower(
            btrim(
              left(
                regexp_replace(
                  regexp_replace(
                    btrim(
                      latest_title,
                      E'\t\n\u000b\f\r \u0085\u00a0\u1680\u180e\u2000\u2001\u2002\u2003'
                      '\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u200c\u200d\u2028'
                      '\u2029\u202f\u205f\u2060\u3000\ufeff'
                    ),
                    '[\u180e\u200b\u2060\ufeff]+', '', 'g'
                  ),
                  '[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f'
                  '\u3000]+',
                  ' ', 'g'
                ),
                500
              ),
              E' \u200c\u200d'
            ) collate "und-x-icu"
          ),
          500
        ),
        E' \u200c\u200d'
      ), ''), 'null'), 'none'), 'n/a')
  ) stored,
  cleaned_job_title text,
  seniority_level text collate "C",
  job_function text collate "C",
  status text,
  source text collate "C" not null default 'analyst',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint job_title_lookup_pkey primary key (lookup_key),
  constraint job_title_lookup_latest_title_key unique (latest_title),
  constraint job_title_lookup_seniority_level_fkey
    foreign key (seniority_level) references reference.seniorities (name),
  constraint job_title_lookup_job_function_fkey
    foreign key (job_function) references reference.job_functions (name),
  constraint job_title_lookup_latest_title_check check (length(latest_title) <= 500),
  constraint job_title_lookup_cleaned_job_title_check check (cleaned_job_title <> '')
);
create index job_title_lookup_seniority_level_idx
  on reference.job_title_lookup (seniority_level);
create index job_title_lookup_job_function_idx
  on reference.job_title_lookup (job_function);
create index job_title_lookup_gaps_idx
  on reference.job_title_lookup (lookup_key)
  where seniority_level is null or job_function is null;
comment on table reference.job_title_lookup is
  'What job titles mean. One row per title whatever its case and spaces: look up on lookup_key. '
  'Values that only rules gave are not in here.';
comment on column reference.job_title_lookup.latest_title is 'The title as it was first given.';
comment on column reference.job_title_lookup.lookup_key is
  'reference.lookup_key(latest_title), computed: what is looked up.';
comment on column reference.job_title_lookup.cleaned_job_title is
  'The title as people write it; null is left to the rules.';
comment on column reference.job_title_lookup.seniority_level is
  'Canonical seniority; null is left to the rules.';
comment on column reference.job_title_lookup.job_function is
  'Canonical job function; null is left to the rules.';
comment on column reference.job_title_lookup.status is
  'Free text of whoever updated the row; null when there is none.';
comment on column reference.job_title_lookup.source is
  'Who wrote the row first: job_title_update (the endpoint) or analyst (psql).';
comment on column reference.job_title_lookup.created_at is 'When the row was first written.';
comment on column reference.job_title_lookup.updated_at is 'When the row last changed.';
comment on index reference.job_title_lookup_seniority_level_idx is 'The titles of a seniority.';
comment on index reference.job_title_lookup_job_function_idx is 'The titles of a function.';
comment on index reference.job_title_lookup_gaps_idx is
  'Titles with something to fill, for ops.backfill_job_title_lookup.';
alter table reference.job_title_lookup enable row level security;
create policy job_title_lookup_analyst_reads on reference.job_title_lookup
  for select to pipeline_analyst using (true);

create table reference.location_lookup (
  location_name text collate "C" not null,
  lookup_key text collate "C" generated always as (
    nullif(nullif(nullif(nullif(
      btrim(
        left(
          lower(
            btrim(
              left(
                regexp_replace(
                  regexp_replace(
                    btrim(
                      location_name,
                      E'\t\n\u000b\f\r \u0085\u00a0\u1680\u180e\u2000\u2001\u2002\u2003'
                      '\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u200c\u200d\u2028'
                      '\u2029\u202f\u205f\u2060\u3000\ufeff'
                    ),
                    '[\u180e\u200b\u2060\ufeff]+', '', 'g'
                  ),
                  '[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f'
                  '\u3000]+',
                  ' ', 'g'
                ),
                500
              ),
              E' \u200c\u200d'
            ) collate "und-x-icu"
          ),
          500
        ),
        E' \u200c\u200d'
      ), ''), 'null'), 'none'), 'n/a')
  ) stored,
  city text,
  state text,
  country text,
  has_city boolean,
  has_state boolean,
  has_country boolean,
  source text collate "C" not null default 'analyst',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint location_lookup_pkey primary key (lookup_key),
  constraint location_lookup_location_name_key unique (location_name),
  constraint location_lookup_location_name_check check (length(location_name) <= 500),
  constraint location_lookup_parts_check check (city <> '' and state <> '' and country <> '')
);
comment on table reference.location_lookup is
  'What names of places mean. One row per name whatever its case and spaces: look up on '
  'lookup_key.';
comment on column reference.location_lookup.location_name is 'The name as it was first given.';
comment on column reference.location_lookup.lookup_key is
  'reference.lookup_key(location_name), computed: what is looked up.';
comment on column reference.location_lookup.city is 'City; null when the name has none.';
comment on column reference.location_lookup.state is
  'State or region; null when the name has none.';
comment on column reference.location_lookup.country is 'Country; null when the name has none.';
comment on column reference.location_lookup.has_city is
  'Whether the name holds a city; null: whether city is there.';
comment on column reference.location_lookup.has_state is
  'Whether the name holds a state; null: whether state is there.';
comment on column reference.location_lookup.has_country is
  'Whether the name holds a country; null: whether country is there.';
comment on column reference.location_lookup.source is
  'Who wrote the row first: location_update (the endpoint) or analyst (psql).';
comment on column reference.location_lookup.created_at is 'When the row was first written.';
comment on column reference.location_lookup.updated_at is 'When the row last changed.';
alter table reference.location_lookup enable row level security;
create policy location_lookup_analyst_reads on reference.location_lookup
  for select to pipeline_analyst using (true);

create type reference.matched_job_title as (
  cleaned_job_title text,
  seniority text,
  job_function text,
  source text
);
comment on type reference.matched_job_title is
  'What a job title means. source: lookup (all of it from reference.job_title_lookup), rules '
  '(the look-up has no row: reference.infer_job_title) or mixed (a look-up row, what it leaves '
  'null from the rules).';

create type reference.matched_location as (
  city text,
  state text,
  country text,
  has_city boolean,
  has_state boolean,
  has_country boolean
);
comment on type reference.matched_location is
  'What the name of a place means, from reference.location_lookup.';

create type reference.job_title_update as (
  item_no integer,
  latest_title text,
  lookup_key text,
  cleaned_job_title text,
  seniority_level text,
  job_function text,
  status text,
  overwrites boolean,
  unknown_seniority text,
  unknown_job_function text,
  warnings jsonb,
  field text,
  code text,
  problem text
);
comment on type reference.job_title_update is
  'An update of reference.job_title_lookup as it was read: the values are canonical, what is not '
  'known stands in unknown_*. overwrites: null replaces as well. field, code and problem say why '
  'it is refused; null when it is not.';

create type reference.location_update as (
  item_no integer,
  location_name text,
  lookup_key text,
  city text,
  state text,
  country text,
  has_city boolean,
  has_state boolean,
  has_country boolean,
  overwrites boolean,
  warnings jsonb,
  field text,
  code text,
  problem text
);
comment on type reference.location_update is
  'An update of reference.location_lookup as it was read. overwrites: null replaces as well. '
  'field, code and problem say why it is refused; null when it is not.';

create type reference.job_title_change as (
  lookup_key text,
  latest_title text,
  cleaned_job_title text,
  seniority_level text,
  job_function text,
  status text,
  clears_seniority boolean,
  clears_function boolean,
  clears_status boolean
);
comment on type reference.job_title_change is
  'What the updates of one title come to. A null value keeps what is stored, unless its clears_* '
  'says that it is cleared.';

create type reference.location_change as (
  lookup_key text,
  location_name text,
  city text,
  state text,
  country text,
  has_city boolean,
  has_state boolean,
  has_country boolean,
  clears_city boolean,
  clears_state boolean,
  clears_country boolean
);
comment on type reference.location_change is
  'What the updates of one place come to. A null value keeps what is stored, unless its clears_* '
  'says that it is cleared.';

reset role;

-- migrate:down
-- Forward-only: a mistake is corrected by the next migration.
