import type postgres from 'postgres'

/** The members of a core.person_claim that a test sets; lists and records as in SQL, in JSON. */
export type PersonClaim = Readonly<Record<string, unknown>>

/**
 * Coalesces one claim of a source of the test's own into core, under the lock of the person, as
 * `extracted.load_<source>` does. Landing numbers come from the count of all payload tables, unless
 * the claim says when it landed.
 *
 * @returns rows written per table
 */
export async function coalescePersonClaim(
  sql: postgres.Sql,
  claim: PersonClaim
): Promise<Record<string, number>> {
  return sql.begin(async (transaction) => {
    const [next] = await transaction<{ landing_no: string }[]>`
      select nextval('raw.landing_no_seq')::text as landing_no`
    const landingNo = claim.landing_no === undefined ? next?.landing_no : claim.landing_no
    const full: Record<string, unknown> = {
      linkedin_url_type: 'real',
      source: 'salesnav',
      is_complete: false,
      has_previous: false,
      has_job: claim.job_title !== undefined || claim.employer_domain !== undefined,
      has_start_date: claim.job_start_date !== undefined,
      has_past_employers: claim.past_employers !== undefined,
      past_employers: [],
      full_name_landing_no: claim.full_name === undefined ? null : landingNo,
      location_landing_no: claim.country === undefined ? null : landingNo,
      ...claim,
      landing_no: landingNo,
    }
    await transaction`select ops.lock_entities('person', array[${String(claim.linkedin_url)}])`
    const [row] = await transaction<{ written: Record<string, number> }[]>`
      select core.coalesce_person(array[
        jsonb_populate_record(null::core.person_claim, ${JSON.stringify(full)}::text::jsonb)
      ]) as written`
    return Object.fromEntries(Object.entries(row?.written ?? {}).filter(([, rows]) => rows > 0))
  }) as Promise<Record<string, number>>
}
