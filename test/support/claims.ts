import type postgres from 'postgres'

/** The members of a core.company_claim that a test sets; lists and records as in SQL, in JSON. */
export type Claim = Readonly<Record<string, unknown>>

/**
 * Coalesces one claim of a source of the test's own into core, under the lock of the company, as
 * `extracted.load_<source>` does. Landing numbers come from the count of all payload tables, unless
 * the claim says when it landed.
 *
 * @returns rows written per table
 */
export async function coalesceClaim(
  sql: postgres.Sql,
  claim: Claim
): Promise<Record<string, number>> {
  return sql.begin(async (transaction) => {
    const [next] = await transaction<{ landing_no: string }[]>`
      select nextval('raw.landing_no_seq')::text as landing_no`
    const landingNo = claim.landing_no ?? next?.landing_no
    const full: Record<string, unknown> = {
      source: 'crunchbase',
      document_at: '2025-06-01T00:00:00Z',
      is_newest: true,
      is_complete: false,
      has_previous: false,
      technology_ids: [],
      keywords: [],
      categories: [],
      naics_codes: [],
      funding_rounds: [],
      investors: [],
      ...claim,
      landing_no: landingNo,
      ...landingNumbers(claim, landingNo),
    }
    await transaction`select ops.lock_entities('company', array[${String(claim.domain)}])`
    const [row] = await transaction<{ written: Record<string, number> }[]>`
      select core.coalesce_company(array[
        jsonb_populate_record(null::core.company_claim, ${JSON.stringify(full)}::text::jsonb)
      ]) as written`
    return row?.written ?? {}
  }) as Promise<Record<string, number>>
}

/** A landing number beside each value that has one. */
function landingNumbers(claim: Claim, landingNo: unknown): Record<string, unknown> {
  const given = (...names: string[]) =>
    names.some((name) => claim[name] != null) ? landingNo : undefined
  return {
    name_landing_no: given('name'),
    linkedin_url_landing_no: given('linkedin_url'),
    employee_range_landing_no: given('employee_range'),
    employee_range_document_at: claim.employee_range
      ? (claim.document_at ?? '2025-06-01T00:00:00Z')
      : undefined,
    location_landing_no: given('city', 'state', 'country'),
    description_landing_no: given('description', 'tagline'),
    industry_landing_no: given('industry'),
    social_landing_no: given('social_linkedin_url', 'twitter_url', 'github_url'),
  }
}
