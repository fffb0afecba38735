-- Purpose: weighs a new job against what a webhook takes in its lifetime.
-- Input -> output: webhook, its account, number of new deliveries -> warnings [{message}].
-- Called by: outbound.enqueue, outbound.redrive.
-- Writes to: nothing; locks the webhook, so that jobs of one webhook are weighed one after another.
-- Idempotence: yes.
-- Errors: WH703 accepted, pending and new together are more than the webhook takes.
-- Example: v_warnings := outbound.require_capacity(v_url, v_account, 100).
create or replace function outbound.require_capacity(
  p_webhook_url text,
  p_account outbound.accounts,
  p_new integer
)
returns jsonb
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_accepted bigint;
  v_pending bigint;
begin
  if p_account.warn_submissions is null and p_account.max_submissions is null then
    return '[]';
  end if;

  perform from outbound.webhooks as w where w.webhook_url = p_webhook_url for no key update;

  select w.submissions + u.sent, u.pending
  into v_accepted, v_pending
  from outbound.webhooks as w
  cross join lateral outbound.count_open(w.webhook_url) as u
  where w.webhook_url = p_webhook_url;

  if v_accepted + v_pending + p_new > p_account.max_submissions then
    raise exception using
      errcode = 'WH703',
      message = format(
        'the webhook takes %s submissions in its lifetime: %s accepted, %s pending, %s new',
        p_account.max_submissions,
        v_accepted,
        v_pending,
        p_new
      ),
      hint = format(
        'make a new webhook at the receiver and send to that one; this one takes %s more',
        greatest(p_account.max_submissions - v_accepted - v_pending, 0)
      );
  end if;

  if v_accepted + v_pending + p_new > p_account.warn_submissions then
    return jsonb_build_array(
      jsonb_build_object(
        'message', format(
          'the webhook will have %s of the %s submissions it takes in its lifetime; '
            'make a new one soon',
          v_accepted + v_pending + p_new,
          p_account.max_submissions
        )
      )
    );
  end if;
  return '[]';
end;
$$;

comment on function outbound.require_capacity(text, outbound.accounts, integer) is
  'Locks the webhook and gives the warnings about p_new more deliveries to it: none below the '
  'account''s warn_submissions. Units: submissions. Nulls: an account without limits is never '
  'weighed. Errors: WH703 over max_submissions.';

revoke all on function outbound.require_capacity(text, outbound.accounts, integer) from public;
