import type postgres from 'postgres'
import { card, table } from '../table.ts'
import type { Post } from './requests.ts'

/** The person that the demo follows: test/fixtures/payloads/person_profile/complete.json. */
const linkedinUrl = 'https://www.linkedin.com/in/zelda-quux-example'
const title = 'VP, Release Happiness'
const place = 'Cork, County Cork, Ireland'

/** One heading per step, so that a newcomer sees what happens when. */
export function say(heading: string, body = ''): void {
  console.log(`\n${heading}${body === '' ? '' : `\n${body}`}`)
}

async function understanding(sql: postgres.Sql): Promise<string> {
  return table(
    await sql`
      select j.raw_job_title, j.matched_cleaned_job_title, j.matched_seniority,
        j.matched_job_function, j.source as known_from, l.city, l.country
      from core.person_job_titles as j
      left join core.person_locations as l on l.linkedin_url = j.linkedin_url
      where j.linkedin_url = ${linkedinUrl}`
  )
}

/** What Clay does with a value that the look-ups do not have: ask, find out, post what it found. */
export async function closeTheLoop(post: Post, sql: postgres.Sql): Promise<void> {
  say('What her title and place mean, before anybody was asked (the rules make the best of it):')
  console.log(await understanding(sql))
  const lookup = await post('/run/people/db/person-job-title/lookup', { job_title: title })
  say(
    `POST /run/people/db/person-job-title/lookup says match_status ${lookup.body.match_status}, so ` +
      'Clay finds out and posts an update of the title, and one of the place:'
  )
  const updates = [
    await post('/run/reference/job-title/update', {
      latest_title: title.toUpperCase(),
      cleaned_job_title: 'Vice President of Release Happiness',
      seniority_level: 'vp',
      job_function: 'Engineering',
    }),
    await post('/run/reference/location/update', {
      location_name: place,
      city: 'Cork',
      state: 'County Cork',
      country: 'Ireland',
    }),
  ]
  const changed = Object.assign({}, ...updates.map(({ body }) => body.filled ?? {}))
  const rows = Object.entries(changed as Record<string, number>)
  console.log(
    table(
      rows.filter(([, count]) => count > 0).map(([name, count]) => ({ filled: name, rows: count }))
    )
  )
  say('After the updates everything that had missed on them is filled, in the same transaction:')
  console.log(await understanding(sql))
}

/** A person with employer, jobs, rises and former employers. */
export async function showPerson(sql: postgres.Sql): Promise<void> {
  const [person] = await sql`
    select p.linkedin_url, p.full_name, j.matched_cleaned_job_title as job_title,
      j.matched_seniority as seniority, j.matched_job_function as job_function,
      t.job_start_date as since, l.city, l.state, l.country, c.name as works_at,
      c.domain as employer_domain, c.employee_range, c.matched_industry as employer_industry,
      c.revenue_range as employer_revenue
    from core.people as p
    left join core.person_job_titles as j on j.linkedin_url = p.linkedin_url
    left join core.person_tenure as t on t.linkedin_url = p.linkedin_url
    left join core.person_locations as l on l.linkedin_url = p.linkedin_url
    left join core.companies_full as c on c.id = p.core_company_id
    where p.linkedin_url = ${linkedinUrl}`
  if (person === undefined) throw new Error('no person came out: see the answers above')
  say('A person beside the company she works for:', card(person))
  say(
    'Her jobs (core.person_work_history), present ones first:',
    table(
      await sql`
        select h.title, h.company_name, h.company_domain, h.matched_seniority as seniority,
          h.matched_job_function as job_function, h.start_date, h.start_precision as known_to,
          h.end_date, h.is_current
        from core.person_work_history as h
        where h.linkedin_url = ${linkedinUrl}
        order by h.is_current desc, h.start_date desc nulls last, h.experience_order`,
      26
    )
  )
  say(
    'Her promotions (core.person_promotions):',
    table(
      await sql`
        select p.promotion_date, p.company_name, p.previous_title, p.new_title
        from core.person_promotions as p where p.linkedin_url = ${linkedinUrl}
        order by p.promotion_date desc`
    )
  )
  say(
    'Where she worked before (core.person_past_employer):',
    table(
      await sql`
        select e.past_company_name, e.past_company_domain, e.source
        from core.person_past_employer as e where e.linkedin_url = ${linkedinUrl}
        order by e.past_company_name`
    )
  )
}
