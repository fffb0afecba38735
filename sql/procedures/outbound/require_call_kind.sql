-- Purpose: finds a kind that a vendor answers, and refuses it while the vendor cannot be asked.
-- Input -> output: kind, context of the request -> its row.
-- Called by: outbound.enqueue_calls, and api functions that ask, before they look for rows.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: WH702 no kind of a vendor, WH741 the key of the vendor is not set.
-- Example: perform outbound.require_call_kind('orphan_domain', p_context).
create or replace function outbound.require_call_kind(p_kind text, p_context jsonb)
returns outbound.kinds
language plpgsql
stable
set search_path = ''
as $$
declare
  v_kind outbound.kinds;
  v_variable text;
begin
  select k.*
  into v_kind
  from outbound.kinds as k
  where k.kind = p_kind and k.vendor is not null;
  if not found then
    raise exception using
      errcode = 'WH702',
      message = format(
        'the kind of call %s is unknown', coalesce(quote_literal(p_kind), 'null')
      ),
      hint = 'use one of: select kind, description from outbound.kinds where vendor is not null';
  end if;

  -- From psql nobody knows the environment: the worker stops the job where a key is missing.
  if p_context ? 'vendors' and not (p_context -> 'vendors') ? v_kind.vendor then
    v_variable := upper(v_kind.vendor) || '_API_KEY';
    raise exception using
      errcode = 'WH741',
      message = v_variable || ' is not set',
      hint = format('set %s in the environment of the edge functions', v_variable);
  end if;
  return v_kind;
end;
$$;

comment on function outbound.require_call_kind(text, jsonb) is
  'The row of a kind that a vendor answers. p_context.vendors: the vendors whose key is set; not '
  'checked where it is missing. Units: none. Nulls: a null kind is unknown. Errors: WH702 unknown '
  'kind, WH741 the environment has no key of the vendor.';

revoke all on function outbound.require_call_kind(text, jsonb) from public;
