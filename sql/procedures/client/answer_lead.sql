-- Purpose: what the answer to a single lead says.
-- Input -> output: the candidate, rows written per table -> the fields of the answer. A repetition
--   within 24 hours is answered with the lead that it repeats, and duplicate true.
-- Called by: extracted.load_client_lead.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: {"lead_id": "...", "person_id": "...", "company_id": null, "duplicate": false, ...}.
create or replace function client.answer_lead(
  p_candidate ops.document_candidate,
  p_written jsonb
)
returns jsonb
language plpgsql
stable
set search_path = ''
as $$
begin
  return (
    select jsonb_build_object(
      'client_domain', l.client_domain,
      'lead_id', l.id,
      'person_id', l.person_id,
      'company_id', l.company_id,
      'duplicate', l.raw_id <> p_candidate.raw_id,
      'written', p_written,
      'warnings', (
        select client.warn_lead(p.payload)
        from raw.client_lead_payloads as p
        where p.id = p_candidate.raw_id
      )
    )
    from client.leads as l
    where l.submission_key = p_candidate.key::uuid
    -- The lead that it is, or repeats; one that came late may be before all others.
    order by l.landing_no <= p_candidate.landing_no desc, l.occurrence desc
    limit 1
  );
end;
$$;

comment on function client.answer_lead(ops.document_candidate, jsonb) is
  'The fields of the answer to a single lead: ids, whether it repeats one, rows written, warnings. '
  'Units: rows. Nulls: person_id and company_id are null where nothing identifies one. Errors: '
  'none.';

revoke all on function client.answer_lead(ops.document_candidate, jsonb) from public;
