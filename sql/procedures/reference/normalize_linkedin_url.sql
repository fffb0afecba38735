-- Purpose: the one form of a LinkedIn page, the key of a person and the link of a company.
-- Input -> output: a URL with or without scheme, www, country host, locale, query or slashes, and
--   the kind (person or company) -> https://www.linkedin.com/in/<slug> or .../company/<slug>,
--   percent decoded, in lower case, save that hashed ids (ACwA..., ACoA...) keep theirs.
-- Called by: the extractions and the landing functions.
-- Writes to: nothing.
-- Idempotence: its answer normalises to itself.
-- Errors: none: what is no such page, or a page of the other kind, is null.
-- Example: select reference.normalize_linkedin_url('uk.linkedin.com/in/Jo-Doe/?trk=x', 'person');
--   -- https://www.linkedin.com/in/jo-doe
create or replace function reference.normalize_linkedin_url(p_url text, p_kind text)
returns text
language plpgsql
immutable strict parallel safe
set search_path = ''
as $$
declare
  c_page constant text collate "C" :=
    '^(?:https?:)?(?://)?(?:[^/@?#:]+\.)?linkedin\.com\.?(?::[0-9]*)?/+(.*)$';
  c_locale constant text collate "C" :=
    '^(?:(?:mwlite|comm|m|(?!in/)[a-z]{2}(?:[-_][a-z]{2})?)/+)+'
    || '(?=(?:in|company|company-beta|school|showcase|sales|talent|recruiter)/)';
  c_refused constant text collate "C" :=
    '[\u0001-\u0020\u007f-\u00a0"%/?#,<>\\^`{|}\u2000-\u200d\u2028-\u202f\u3000\ufeff\ufffd]';
  v_url text collate "C";
  v_slug text collate "C";
begin
  -- The usual form first: it is normal already.
  v_slug := case
    when octet_length(p_url) > 200 then null
    when p_kind = 'company' and starts_with(p_url, 'https://www.linkedin.com/company/')
      then substr(p_url, 34)
    when p_kind = 'person' and starts_with(p_url, 'https://www.linkedin.com/in/')
      then substr(p_url, 29)
  end;
  if v_slug ~ '^[a-z0-9-]+$' then
    return p_url;
  end if;
  v_url := regexp_replace(
    p_url, '[\u0001-\u0020\u0085\u00a0\u1680\u2000-\u200d\u2028\u2029\u2060\u3000\ufeff]+', '', 'g'
  );
  v_url := (regexp_match(v_url, c_page, 'i'))[1];
  v_url := regexp_replace(substring(v_url from '^[^?#]*'), c_locale, '', 'i');
  v_slug := case p_kind
    when 'person' then (regexp_match(
      v_url, '^(?:in|sales/(?:lead|people)|(?:talent|recruiter)/profile)/+([^/,]+)', 'i'
    ))[1]
    when 'company' then (regexp_match(
      v_url, '^(?:sales/)?(?:company|company-beta|school|showcase)/+([^/]+)', 'i'
    ))[1]
  end;
  if v_slug is null or octet_length(v_slug) > 1000 then
    return null;
  end if;
  if v_slug ~ '%' then
    v_slug := reference.decode_percent(v_slug);
  end if;
  if p_kind <> 'person' or v_slug !~ '^AC[wo]A' then
    v_slug := reference.fold_case(normalize(v_slug, nfc));
    v_slug := normalize(v_slug, nfc);
  end if;
  if length(v_slug) > 200 or v_slug ~ c_refused then
    return null;
  end if;
  return case p_kind when 'person' then 'https://www.linkedin.com/in/'
    else 'https://www.linkedin.com/company/' end || v_slug;
end;
$$;

comment on function reference.normalize_linkedin_url(text, text) is
  'Canonical URL of the LinkedIn page of a person or company (p_kind). Units: none. Nulls: null '
  'for null, for other pages and for an unknown kind. Errors: none.';

revoke all on function reference.normalize_linkedin_url(text, text) from public;
