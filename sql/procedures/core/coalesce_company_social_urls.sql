-- Purpose: social profiles; per column the newest of the source that holds the row.
-- Input -> output: claims, one per company -> rows written.
-- Called by: core.coalesce_company.
-- Writes to: core.company_social_urls.
-- Idempotence: yes; a row that would not change is not written.
-- Errors: none.
-- Example: select core.coalesce_company_social_urls(v_claims, true);
create or replace function core.coalesce_company_social_urls(
  p_claims core.company_claim[],
  p_has_previous boolean
)
returns integer
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_written integer;
  v_deleted integer := 0;
begin
  with decided as materialized (
    select
      c.domain,
      c.source,
      case
        when m.is_refresh then coalesce(c.social_linkedin_url, (e.stored).linkedin_url)
        else c.social_linkedin_url
      end as linkedin_url,
      case
        when m.is_refresh then coalesce(c.twitter_url, (e.stored).twitter_url)
        else c.twitter_url
      end as twitter_url,
      case
        when m.is_refresh then coalesce(c.facebook_url, (e.stored).facebook_url)
        else c.facebook_url
      end as facebook_url,
      case
        when m.is_refresh then coalesce(c.github_url, (e.stored).github_url)
        else c.github_url
      end as github_url,
      case
        when m.is_refresh then coalesce(c.youtube_url, (e.stored).youtube_url)
        else c.youtube_url
      end as youtube_url,
      case
        when m.is_refresh then coalesce(c.instagram_url, (e.stored).instagram_url)
        else c.instagram_url
      end as instagram_url,
      case
        when m.is_refresh then coalesce(c.crunchbase_url, (e.stored).crunchbase_url)
        else c.crunchbase_url
      end as crunchbase_url,
      case when m.is_refresh then coalesce(c.g2_url, (e.stored).g2_url) else c.g2_url end as g2_url,
      case
        when m.is_refresh then coalesce(c.angellist_url, (e.stored).angellist_url)
        else c.angellist_url
      end as angellist_url,
      case
        when m.is_refresh then least((e.stored).first_landing_no, c.social_landing_no)
        else c.social_landing_no
      end as first_landing_no,
      e.stored
    from unnest(p_claims) as c
    left join lateral (
      select t from core.company_social_urls as t where t.domain = c.domain offset 0
    ) as e (stored) on true
    cross join lateral (
      select ((e.stored).source = c.source and not c.is_complete) is true as is_refresh
    ) as m
    where c.social_landing_no is not null
      and (
        (e.stored).domain is null
        or (e.stored).source = c.source
        or c.social_landing_no < (e.stored).first_landing_no
      )
  )
  insert into core.company_social_urls (
    domain, source, linkedin_url, twitter_url, facebook_url, github_url, youtube_url,
    instagram_url, crunchbase_url, g2_url, angellist_url, first_landing_no
  )
  select
    d.domain, d.source, d.linkedin_url, d.twitter_url, d.facebook_url, d.github_url,
    d.youtube_url, d.instagram_url, d.crunchbase_url, d.g2_url, d.angellist_url,
    d.first_landing_no
  from decided as d
  where (
      d.source, d.linkedin_url, d.twitter_url, d.facebook_url, d.github_url, d.youtube_url,
      d.instagram_url, d.crunchbase_url, d.g2_url, d.angellist_url, d.first_landing_no
    ) is distinct from (
      (d.stored).source, (d.stored).linkedin_url, (d.stored).twitter_url,
      (d.stored).facebook_url, (d.stored).github_url, (d.stored).youtube_url,
      (d.stored).instagram_url, (d.stored).crunchbase_url, (d.stored).g2_url,
      (d.stored).angellist_url, (d.stored).first_landing_no
    )
  on conflict (domain) do update
    set (
      source, linkedin_url, twitter_url, facebook_url, github_url, youtube_url, instagram_url,
      crunchbase_url, g2_url, angellist_url, first_landing_no, updated_at
    ) = (
      excluded.source, excluded.linkedin_url, excluded.twitter_url, excluded.facebook_url,
      excluded.github_url, excluded.youtube_url, excluded.instagram_url,
      excluded.crunchbase_url, excluded.g2_url, excluded.angellist_url,
      excluded.first_landing_no, excluded.updated_at
    );
  get diagnostics v_written = row_count;

  if p_has_previous then
    delete from core.company_social_urls as t
    using unnest(p_claims) as c
    where t.domain = c.domain
      and t.source = c.source
      and c.is_complete
      and c.social_landing_no is null;
    get diagnostics v_deleted = row_count;
  end if;

  return v_written + v_deleted;
end;
$$;

comment on function core.coalesce_company_social_urls(core.company_claim[], boolean) is
  'Coalesces claims into core.company_social_urls. Newest wins per column, null never replaces; '
  'between sources the first that gives any holds the row. p_has_previous: false when the source '
  'had claimed nothing before about any of the companies, so that nothing of its can be left '
  'over. Returns the rows written. Units: rows. Nulls: a null or empty array does nothing. '
  'Errors: none.';

revoke all on function core.coalesce_company_social_urls(core.company_claim[], boolean) from public;
