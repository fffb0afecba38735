-- Purpose: refuses what a sender must not enqueue.
-- Input -> output: arguments of outbound.enqueue -> nothing.
-- Called by: outbound.enqueue.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: WH702 unknown kind, WH704 malformed arguments.
-- Example: perform outbound.check_enqueue_arguments('x', '{a}', '{"{}"}', '[]', '{}').
create or replace function outbound.check_enqueue_arguments(
  p_kind text,
  p_subjects text[],
  p_bodies json[],
  p_skipped jsonb,
  p_options jsonb
)
returns void
language plpgsql
stable
set search_path = ''
as $$
declare
  v_wrong text;
begin
  if not exists (select from outbound.kinds as k where k.kind = p_kind) then
    raise exception using
      errcode = 'WH702',
      message = format('the kind of send %s is unknown', coalesce(quote_literal(p_kind), 'null')),
      hint = 'use one of: select kind, description from outbound.kinds';
  end if;

  v_wrong := case
    when coalesce(cardinality(p_subjects), 0) <> coalesce(cardinality(p_bodies), 0)
      then 'p_subjects and p_bodies must be of equal length'
    when array_position(p_subjects, null) is not null then 'a subject is null'
    when exists (select from unnest(p_subjects) as s (subject) where length(s.subject) > 500)
      then 'a subject has more than 500 characters'
    when exists (
      select from unnest(p_bodies) as b (body) where json_typeof(b.body) is distinct from 'object'
    )
      then 'every body must be a JSON object'
    when jsonb_typeof(p_skipped) is distinct from 'array' then 'p_skipped must be a JSON array'
    when jsonb_typeof(p_options) is distinct from 'object' then 'p_options must be a JSON object'
    when p_options ? 'max_attempts'
      and (
        jsonb_typeof(p_options -> 'max_attempts') <> 'number'
        or coalesce(reference.json_integer(p_options -> 'max_attempts') not between 1 and 50, true)
      )
      then 'p_options.max_attempts must be a whole number from 1 to 50'
  end;
  if v_wrong is null then
    select format('p_options.%s must be a number from 0 to 86400', o.name)
    into v_wrong
    from unnest(array['backoff_base_seconds', 'backoff_cap_seconds']) as o (name)
    where p_options ? o.name
      and (
        jsonb_typeof(p_options -> o.name) <> 'number'
        or coalesce(reference.json_number(p_options -> o.name) not between 0 and 86400, true)
      )
    limit 1;
  end if;
  if v_wrong is not null then
    raise exception using
      errcode = 'WH704',
      message = v_wrong,
      hint = 'compare the call with the comment of outbound.enqueue';
  end if;
end;
$$;

comment on function outbound.check_enqueue_arguments(text, text[], json[], jsonb, jsonb) is
  'Raises what is wrong with the arguments of outbound.enqueue. Units: none. Nulls: a null kind is '
  'unknown; null among subjects and bodies is refused. Errors: WH702, WH704.';

revoke all on function outbound.check_enqueue_arguments(text, text[], json[], jsonb, jsonb)
  from public;
