-- Purpose: the exact inverse of a merge, a deletion, a mending or a consolidation.
-- Input -> output: log_id of ops.merges -> the rows are as they were before; what was done.
-- Called by: analysts in psql. Undo the latest merge of a vendor first.
-- Writes to: the tables of the merge, under the lock of the vendor; ops.entities, ops.merges.
-- Idempotence: no; a merge is undone once.
-- Errors: WH901 unknown merge, WH902 undone already, WH904 its rows have changed since, WH905 the
--   guards of customers forbid the rows as they were. Nothing is written then.
-- Example: select ops.undo_merge(17);
create or replace function ops.undo_merge(p_log_id bigint)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
declare
  v_merge ops.merges;
  v_is_done boolean;
  v_constraint text;
begin
  select m.* into v_merge from ops.merges as m where m.log_id = p_log_id;
  if not found then
    raise exception using
      errcode = 'WH901',
      message = 'unknown merge',
      hint = 'pass a log_id of ops.merges';
  end if;
  perform ops.lock_entities('company', array[v_merge.origin_company_domain]);
  select m.* into v_merge from ops.merges as m where m.log_id = p_log_id for update;
  if v_merge.undone_at is not null then
    raise exception using
      errcode = 'WH902',
      message = 'the merge was undone already',
      detail = format('undone at %s', v_merge.undone_at),
      hint = 'see undone_at in ops.merges';
  end if;

  begin
    if v_merge.table_name = 'raw.staging_case_study_urls' then
      update raw.staging_case_study_urls as s
      set origin_company_domain = b.origin_company_domain,
          origin_company_name = b.origin_company_name,
          case_study_url = b.case_study_url,
          updated_at = b.updated_at
      from jsonb_populate_recordset(
        null::raw.staging_case_study_urls, v_merge.before -> 'staging_case_study_urls'
      ) as b
      inner join jsonb_populate_recordset(
        null::raw.staging_case_study_urls, v_merge.after -> 'staging_case_study_urls'
      ) as a on a.id = b.id
      -- What has become of the case study since (sent, processed) stays.
      where s.id = a.id
        and (s.origin_company_domain, s.origin_company_name, s.case_study_url)
          is not distinct from (a.origin_company_domain, a.origin_company_name, a.case_study_url);
      v_is_done := found;
    else
      v_is_done := core.restore_company_customers(v_merge.before, v_merge.after);
    end if;
  exception
    when check_violation then
      get stacked diagnostics v_constraint = constraint_name;
      raise exception using
        errcode = 'WH905',
        message = 'the guards of customers forbid the rows as they were before the merge',
        detail = format('guard %s', v_constraint),
        hint = 'as the owner: select ops.drop_customer_guards(), undo, mend the rows, then call '
          || 'ops.cleanup_company_customer_domains(p_dry_run => false)';
    when unique_violation then
      v_is_done := false;
  end;
  if not v_is_done then
    raise exception using
      errcode = 'WH904',
      message = 'rows of the merge have changed since',
      detail = format('%s of %s', v_merge.table_name, v_merge.origin_company_domain),
      hint = 'undo the later merges of the vendor first; what the pipeline has written since '
        || 'cannot be undone: compare before and after in ops.merges';
  end if;

  update ops.merges as m set undone_at = clock_timestamp() where m.log_id = p_log_id;
  return jsonb_build_object(
    'log_id', p_log_id,
    'operation', v_merge.operation,
    'table_name', v_merge.table_name,
    'origin_company_domain', v_merge.origin_company_domain,
    'rows_before', jsonb_array_length(
      v_merge.before -> split_part(v_merge.table_name, '.', 2)
    ),
    'rows_after', jsonb_array_length(
      v_merge.after -> split_part(v_merge.table_name, '.', 2)
    )
  );
end;
$$;

comment on function ops.undo_merge(bigint) is
  'Puts the rows of a merge back as they were, and returns what was undone with the number of rows '
  'before and after the merge. Units: rows. Nulls: null is unknown. Errors: WH901 unknown merge, '
  'WH902 undone already, WH904 rows have changed since, WH905 the guards forbid it.';

revoke all on function ops.undo_merge(bigint) from public;
grant execute on function ops.undo_merge(bigint) to pipeline_analyst;
