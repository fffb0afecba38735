-- Purpose: mirrors the social profiles of the newest document.
-- Input -> output: documents -> rows written.
-- Called by: extracted.write_companyenrich.
-- Writes to: extracted.companyenrich_socials.
-- Idempotence: yes; an equal row is not written.
-- Errors: none.
-- Example: select extracted.write_companyenrich_socials(v_documents, true);
create or replace function extracted.write_companyenrich_socials(
  p_documents extracted.companyenrich_document[],
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
  insert into extracted.companyenrich_socials as t (
    domain, linkedin_url, linkedin_id, twitter_url, facebook_url, github_url, youtube_url,
    instagram_url, crunchbase_url, g2_url, angellist_url
  )
  select
    d.domain, d.linkedin_url, d.linkedin_id, d.twitter_url, d.facebook_url, d.github_url,
    d.youtube_url, d.instagram_url, d.crunchbase_url, d.g2_url, d.angellist_url
  from unnest(p_documents) as d
  where d.is_newest and num_nonnulls(
      d.linkedin_url, d.linkedin_id, d.twitter_url, d.facebook_url, d.github_url, d.youtube_url,
      d.instagram_url, d.crunchbase_url, d.g2_url, d.angellist_url
    ) > 0
  on conflict (domain) do update
    set (
      linkedin_url, linkedin_id, twitter_url, facebook_url, github_url, youtube_url,
      instagram_url, crunchbase_url, g2_url, angellist_url, updated_at
    ) = (
      excluded.linkedin_url, excluded.linkedin_id, excluded.twitter_url, excluded.facebook_url,
      excluded.github_url, excluded.youtube_url, excluded.instagram_url,
      excluded.crunchbase_url, excluded.g2_url, excluded.angellist_url, excluded.updated_at
    )
    where (
      t.linkedin_url, t.linkedin_id, t.twitter_url, t.facebook_url, t.github_url, t.youtube_url,
      t.instagram_url, t.crunchbase_url, t.g2_url, t.angellist_url
    ) is distinct from (
      excluded.linkedin_url, excluded.linkedin_id, excluded.twitter_url, excluded.facebook_url,
      excluded.github_url, excluded.youtube_url, excluded.instagram_url,
      excluded.crunchbase_url, excluded.g2_url, excluded.angellist_url
    );
  get diagnostics v_written = row_count;

  if p_has_previous then
    delete from extracted.companyenrich_socials as t
    using unnest(p_documents) as d
    where t.domain = d.domain
      and d.is_newest and d.has_previous and num_nonnulls(
        d.linkedin_url, d.linkedin_id, d.twitter_url, d.facebook_url, d.github_url, d.youtube_url,
        d.instagram_url, d.crunchbase_url, d.g2_url, d.angellist_url
      ) = 0;
    get diagnostics v_deleted = row_count;
  end if;

  return v_written + v_deleted;
end;
$$;

comment on function extracted.write_companyenrich_socials(
  extracted.companyenrich_document[], boolean
) is
  'Mirrors the newest documents into extracted.companyenrich_socials; a document without values '
  'has no row. Returns the rows written and deleted. p_has_previous: false when no company of the '
  'documents had one before, so that nothing can be left over. Units: rows. Nulls: a null or '
  'empty array does nothing. Errors: none.';

revoke all on function extracted.write_companyenrich_socials(
  extracted.companyenrich_document[], boolean
) from public;
