-- Purpose: one row per company; the first to name it wins, nulls are filled. A name that is taken
--   gets its keys with it.
-- Input -> output: claims, one per company -> rows written.
-- Called by: core.coalesce_company.
-- Writes to: core.companies; company_name of core.company_vc_investors. What names
--   match by and has changed goes to ops.note_changed_names.
-- Idempotence: yes; a row that would not change is not written.
-- Errors: none.
-- Example: select core.coalesce_companies(v_claims, true);
create or replace function core.coalesce_companies(
  p_claims core.company_claim[],
  p_has_previous boolean,
  out inserted integer,
  out updated integer
)
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_renamed text[];
  v_former core.companies[];
  v_changed text;
  v_deleted integer;
begin
  with decided as materialized (
    select
      c.*,
      (e.stored).domain is not null as is_known,
      -- What the source claimed before is replaced as a whole by a complete claim.
      (c.is_complete and (e.stored).source = c.source) is true as is_own,
      (c.is_complete and (e.stored).name_source = c.source) is true as is_own_name,
      (c.is_complete and (e.stored).linkedin_url_source = c.source) is true as is_own_linkedin_url,
      e.stored
    from unnest(p_claims) as c
    left join lateral (
      select t from core.companies as t where t.domain = c.domain offset 0
    ) as e (stored) on true
    where c.landing_no is not null or (e.stored).domain is not null
  ),
  wanted as (
    select
      d.domain,
      d.is_known,
      d.stored,
      case when f.takes_row then d.source else (d.stored).source end as source,
      case when f.takes_row then d.landing_no else (d.stored).landing_no end as landing_no,
      case when f.takes_name then d.name when not d.is_own_name then (d.stored).name end as name,
      case when f.takes_name then d.source when not d.is_own_name then (d.stored).name_source end
        as name_source,
      case
        when f.takes_name then d.name_landing_no
        when not d.is_own_name then (d.stored).name_landing_no
      end as name_landing_no,
      -- A name that is taken brings its keys, also when it stands and is taken again: the legal
      -- forms may have changed.
      case
        when f.takes_name then (n.keys).name_key when not d.is_own_name then (d.stored).exact_key
      end as exact_key,
      case
        when f.takes_name then (n.keys).bare_key when not d.is_own_name then (d.stored).bare_key
      end as bare_key,
      case
        when f.takes_name then (n.keys).weak_key when not d.is_own_name then (d.stored).weak_key
      end as weak_key,
      case
        when f.takes_name then (n.keys).weak_words
        when not d.is_own_name then (d.stored).weak_words
      end as weak_words,
      case
        when f.takes_linkedin_url then d.linkedin_url
        when not d.is_own_linkedin_url then (d.stored).linkedin_url
      end as linkedin_url,
      case
        when f.takes_linkedin_url then d.source
        when not d.is_own_linkedin_url then (d.stored).linkedin_url_source
      end as linkedin_url_source,
      case
        when f.takes_linkedin_url then d.linkedin_url_landing_no
        when not d.is_own_linkedin_url then (d.stored).linkedin_url_landing_no
      end as linkedin_url_landing_no
    from decided as d
    cross join lateral (
      select
        d.landing_no is not null
          and (not d.is_known or d.is_own or d.landing_no < (d.stored).landing_no) as takes_row,
        d.name is not null
          and (
            (d.stored).name is null or d.is_own_name
            or d.name_landing_no <= (d.stored).name_landing_no
          ) as takes_name,
        d.linkedin_url is not null
          and (
            (d.stored).linkedin_url is null or d.is_own_linkedin_url
            or d.linkedin_url_landing_no <= (d.stored).linkedin_url_landing_no
          ) as takes_linkedin_url
      -- Computed once, not once per use.
      offset 0
    ) as f
    cross join lateral (
      select reference.company_name_keys(case when f.takes_name then d.name end) as keys offset 0
    ) as n
  ),
  changed as (
    select w.*
    from wanted as w
    where not w.is_known
      or (
        w.source, w.landing_no, w.name, w.name_source, w.name_landing_no,
        w.exact_key, w.bare_key, w.weak_key, w.weak_words,
        w.linkedin_url, w.linkedin_url_source, w.linkedin_url_landing_no
      ) is distinct from (
        (w.stored).source, (w.stored).landing_no, (w.stored).name, (w.stored).name_source,
        (w.stored).name_landing_no, (w.stored).exact_key, (w.stored).bare_key,
        (w.stored).weak_key, (w.stored).weak_words, (w.stored).linkedin_url,
        (w.stored).linkedin_url_source, (w.stored).linkedin_url_landing_no
      )
  ),
  written as (
    insert into core.companies (
      id, domain, source, landing_no, name, name_source, name_landing_no,
      exact_key, bare_key, weak_key, weak_words,
      linkedin_url, linkedin_url_source, linkedin_url_landing_no
    )
    select
      reference.entity_id('company', w.domain), w.domain, w.source, w.landing_no, w.name,
      w.name_source, w.name_landing_no, w.exact_key, w.bare_key, w.weak_key, w.weak_words,
      w.linkedin_url, w.linkedin_url_source, w.linkedin_url_landing_no
    from changed as w
    on conflict (domain) do update
      set source = excluded.source,
          landing_no = excluded.landing_no,
          name = excluded.name,
          name_source = excluded.name_source,
          name_landing_no = excluded.name_landing_no,
          exact_key = excluded.exact_key,
          bare_key = excluded.bare_key,
          weak_key = excluded.weak_key,
          weak_words = excluded.weak_words,
          linkedin_url = excluded.linkedin_url,
          linkedin_url_source = excluded.linkedin_url_source,
          linkedin_url_landing_no = excluded.linkedin_url_landing_no,
          updated_at = excluded.updated_at
  )
  select
    count(*) filter (where not w.is_known),
    count(*) filter (where w.is_known),
    array_agg(w.domain) filter (where w.is_known and w.name is distinct from (w.stored).name),
    array_agg(w.stored) filter (where w.is_known),
    string_agg(
      concat_ws(
        E'\n',
        w.domain,
        w.exact_key,
        w.bare_key,
        w.weak_key,
        (
          select concat_ws(E'\n', f.exact_key, f.bare_key, f.weak_key)
          from extracted.company_discovery as f
          where f.domain = w.domain
            and w.linkedin_url is distinct from (w.stored).linkedin_url
        )
      ),
      E'\n'
    )
  into inserted, updated, v_renamed, v_former, v_changed
  from changed as w;

  -- Customers' names may match by what is new or by what is gone, or match the found company and
  -- have the page from here.
  if ops.note_changed_names(v_changed) and v_former is not null then
    perform ops.note_changed_names(
      (
        select string_agg(concat_ws(E'\n', f.exact_key, f.bare_key, f.weak_key), E'\n')
        from unnest(v_former) as f
      )
    );
  end if;

  if v_renamed is not null then
    -- Investors carry the name of the company; this is the only place where it changes.
    update core.company_vc_investors as v
    set company_name = (select t.name from core.companies as t where t.domain = v.company_domain),
        updated_at = now()
    where v.company_domain = any (v_renamed)
      and v.company_name is distinct from (
        select t.name from core.companies as t where t.domain = v.company_domain
      );
  end if;

  if p_has_previous then
    with gone as (
      delete from core.companies as t
      using unnest(p_claims) as c
      where t.domain = c.domain
        and c.is_complete
        and c.landing_no is null
        and t.source = c.source
      returning t as stored
    )
    select count(*), array_agg(g.stored)
    into v_deleted, v_former
    from gone as g;
    updated := updated + v_deleted;
    if v_deleted > 0 then
      perform ops.note_changed_names(
        array_to_string(
          core.list_company_keys(array(select f.domain from unnest(v_former) as f)), E'\n'
        )
          || (
            select string_agg(concat_ws(E'\n', '', f.exact_key, f.bare_key, f.weak_key), '')
            from unnest(v_former) as f
          )
      );
    end if;
  end if;
end;
$$;

comment on function core.coalesce_companies(core.company_claim[], boolean) is
  'Coalesces claims into core.companies. First wins (lowest landing number) for name, with its '
  'keys, and linkedin_url, null is filled. p_has_previous: false when the source had claimed '
  'nothing before about any of the companies, so that nothing of its can be left over. Returns the '
  'rows written. Units: rows. Nulls: a null or empty array does nothing. Errors: none.';

revoke all on function core.coalesce_companies(core.company_claim[], boolean) from public;
