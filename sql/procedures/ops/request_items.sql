-- Purpose: the items of a request that comes in a single and in a batch form.
-- Input -> output: request, field of the batch form, field that is the single item (null: the
--   request itself is) -> JSON array of the items.
-- Called by: api functions with both forms.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: WH104 when the batch is not an array, WH101 when it is empty.
-- Example: select ops.request_items('{"job_titles": ["CEO"]}', 'job_titles', 'job_title');
create or replace function ops.request_items(
  p_request jsonb,
  p_batch_field text,
  p_single_field text default null
)
returns jsonb
language plpgsql
stable
set search_path = ''
as $$
declare
  v_items jsonb;
begin
  if not ops.is_batch(p_request, p_batch_field) then
    return jsonb_build_array(
      case when p_single_field is null then p_request else p_request -> p_single_field end
    );
  end if;
  v_items := reference.json_array(p_request -> p_batch_field);
  if v_items is null then
    raise exception using
      errcode = 'WH104',
      message = format('%s must be an array', p_batch_field),
      detail = ops.describe_issue(p_batch_field, 'must be an array'),
      hint = format('send %s as a JSON array, one item per value', p_batch_field);
  end if;
  if v_items = '[]' then
    raise exception using
      errcode = 'WH101',
      message = format('%s is empty', p_batch_field),
      detail = ops.describe_issue(p_batch_field, 'empty'),
      hint = format('send at least one item in %s', p_batch_field);
  end if;
  return v_items;
end;
$$;

comment on function ops.request_items(jsonb, text, text) is
  'The items of the batch in p_batch_field, else the single item. Units: items. Nulls: a missing, '
  'null or blank batch is a single request; p_single_field null makes the request the item. '
  'Errors: WH104 the batch is not an array; WH101 it is empty.';

revoke all on function ops.request_items(jsonb, text, text) from public;
