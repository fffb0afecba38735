-- Purpose: the subsidiaries of a CompanyEnrich document, strings or objects.
-- Input -> output: subsidiaries -> jsonb array of {name, domain, data}, one per name; nameless and
--   other elements are skipped. Of two with one name an object stands before a string.
-- Called by: extracted.parse_companyenrich.
-- Writes to: nothing.
-- Idempotence: pure.
-- Errors: none.
-- Example: '["Acme Labs", {"name": "Acme Inc", "domain": "www.acme.example"}]'.
create or replace function extracted.list_companyenrich_subsidiaries(p_subsidiaries jsonb)
returns jsonb
language plpgsql
-- not strict: null is an empty list
immutable parallel safe
set search_path = ''
as $$
begin
  return (
    select coalesce(
      jsonb_agg(jsonb_build_object('name', s.name, 'domain', s.domain, 'data', s.data)),
      '[]'
    )
    from (
      select distinct on (reference.fold_case(n.name)) n.name, n.domain, n.data
      from (
        select
          reference.clean_label(
            reference.json_text(case jsonb_typeof(e.item) when 'object' then e.item -> 'name'
              when 'string' then e.item end)
          ) collate "C" as name,
          reference.normalize_domain(reference.json_text(e.item -> 'domain')) as domain,
          case when jsonb_typeof(e.item) = 'object' then e.item end as data
        from jsonb_array_elements(coalesce(reference.json_array(p_subsidiaries), '[]')) as e (item)
      ) as n
      where n.name is not null
      order by reference.fold_case(n.name), n.data is null, n.name, n.data::text collate "C"
    ) as s
  );
end;
$$;

comment on function extracted.list_companyenrich_subsidiaries(jsonb) is
  'The subsidiaries of a document as [{name, domain, data}], one per name, case aside. Units: '
  'none. Nulls: null or no array gives an empty array; domain and data are null for strings. '
  'Errors: none.';

revoke all on function extracted.list_companyenrich_subsidiaries(jsonb) from public;
