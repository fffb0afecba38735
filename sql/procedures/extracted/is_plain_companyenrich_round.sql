-- Purpose: tells whether every field of a funding round has its type.
-- Input -> output: an element of financial.funding -> true: nothing to warn of.
-- Called by: extracted.is_plain_companyenrich, extracted.warn_companyenrich.
-- Writes to: nothing.
-- Idempotence: pure.
-- Errors: none.
-- Example: '{"type": "Seed"}' -> true; '{"type": {}}' -> false; '7' -> false.
create or replace function extracted.is_plain_companyenrich_round(p_round jsonb)
returns boolean
language plpgsql
immutable strict parallel safe
set search_path = ''
as $$
begin
  return jsonb_typeof(p_round) = 'object'
    and not (
      array[
        jsonb_typeof(p_round -> 'date'), jsonb_typeof(p_round -> 'type'),
        jsonb_typeof(p_round -> 'amount'), jsonb_typeof(p_round -> 'from'),
        jsonb_typeof(p_round -> 'url')
      ] && '{object,array}'
    )
    and (
      reference.json_text(p_round -> 'date') is null
      or (
        reference.parse_partial_date(reference.json_text(p_round -> 'date'))
      ).parsed_at is not null
    );
end;
$$;

comment on function extracted.is_plain_companyenrich_round(jsonb) is
  'Whether a funding round is an object whose fields have their types and whose date is one. '
  'Units: none. Nulls: null in, null out. Errors: none.';

revoke all on function extracted.is_plain_companyenrich_round(jsonb) from public;
