import type postgres from 'postgres'
import { createRandom } from './payloads.ts'
import { createPersonRequest, type ProfileJob } from './people.ts'
import type { PersonLanding } from './warehouse.ts'

type Random = () => number
type Job = Record<string, unknown>

function pick<T>(random: Random, values: readonly T[]): T {
  return values[Math.floor(random() * values.length)] as T
}

/** What makes a profile fail where `refusePoison` was called. */
export const poison = 'Poisoned Person'

/** Makes core refuse the people of this name. */
export async function refusePoison(sql: postgres.Sql): Promise<void> {
  await sql.unsafe(`alter table core.people add constraint poison check (full_name <> '${poison}')`)
}

/** Vendor times in no order, repeated, of all precisions, in the future, and none. */
const times = [
  '2024-01-05 03:04:05.678',
  '2024-02-05T00:00:00Z',
  '2024-02-05',
  '2024-02-05 00:00:00.000',
  '2025-07',
  '2025-09-01 23:59:59.999',
  '2999-01-01',
  'yesterday',
  null,
  undefined,
]

/** A date that is known better or worse than before. */
function dated(random: Random, date: string | null): unknown {
  if (date === null) return pick(random, [null, null, '', 'Present'])
  return pick(random, [
    date,
    date,
    date,
    date.slice(0, 7),
    date.slice(0, 4),
    `${date.slice(0, 8)}17`,
    `${date}T00:00:00.000Z`,
    `${date.slice(5, 7)}-${date.slice(0, 4)}`,
    'long ago',
    '0999-01-01',
    null,
  ])
}

/** One job as careless senders give it. */
function respelledJob(random: Random, job: ProfileJob): Job {
  const odd = random()
  const changed: Job = {
    ...job,
    start_date: random() < 0.4 ? dated(random, job.start_date) : job.start_date,
    end_date: random() < 0.4 ? dated(random, job.end_date) : job.end_date,
  }
  if (odd < 0.06) changed.title = ` ${String(job.title).toUpperCase()}  `
  else if (odd < 0.09) changed.title = pick(random, [null, '', 'N/A', {}, ['x'], 7, false])
  else if (odd < 0.12) changed.title = pick(random, ['Größter ÖKONOM', 'größter Ökonom', '🚀 CEO'])
  else if (odd < 0.15) changed.company_domain = pick(random, ['none', 'bit.ly', 5, {}, '10.0.0.1'])
  else if (odd < 0.18) changed.company_domain = `HTTPS://WWW.${job.company_domain}/jobs?x=1`
  else if (odd < 0.21) delete changed.is_current
  else if (odd < 0.24) changed.is_current = pick(random, ['True', 0, 'no', 'maybe', null])
  else if (odd < 0.26) return { start_date: job.start_date, locality: 'Cork' }
  else if (odd < 0.28) changed.company = pick(random, [null, ' ', { name: 'x' }])
  return changed
}

/** Jobs in another order, some twice, some gone, things that are none among them. */
function respelledJobs(random: Random, jobs: readonly ProfileJob[]): unknown {
  const odd = random()
  const all: unknown[] = jobs.map((job) => respelledJob(random, job))
  if (odd < 0.05) return []
  if (odd < 0.1) return pick(random, [null, undefined, {}, 'none', 3, [1, 'x', null, [{ y: 1 }]]])
  if (odd < 0.15) all.splice(1, 0, 'Engineer', null, 4)
  else if (odd < 0.25) all.reverse()
  else if (odd < 0.35) all.splice(Math.floor(random() * all.length), 2)
  else if (odd < 0.4) all.push(all[0])
  return odd > 0.95 ? JSON.stringify(all) : all
}

/** Members that careless senders get wrong; every document loses or changes some of its own. */
const oddities: readonly Readonly<Record<string, unknown>>[] = [
  {},
  {},
  {},
  {},
  { name: null, first_name: { x: 1 }, headline: null },
  { location_name: null },
  { country: null, location_name: 'Atlantis' },
  { country: 'N/A', location_name: '  cork, COUNTY cork,  ireland ' },
  { location_name: 'Nowhere in Particular', country: 'Ireland' },
  { education: null, languages: null },
  { education: ['x', { school_name: ' Only  School ', start_date: '2001' }, 7] },
  { latest_experience: null, current_experience: null },
  { latest_experience: {}, title: 'Only a Title', org: 'Only an Org' },
  { latest_experience: { title: 'Latest of All', company: 'Company 1', is_current: true } },
  { latest_experience: { start_date: '2020-01-01', locality: 'Cork', org_id: 1 } },
  {
    latest_experience: { start_date: '2021-01-01', locality: 'Cork' },
    experience: [{ start_date: '2020-05-01', locality: 'Cork', org_id: 1 }],
    title: null,
    org: null,
  },
  { connections: 'many', num_followers: '1,234', jobs_count: 1.5, profile_id: 'abc' },
  { certifications: 'none', languages: ['German', { language: 'Irish' }], summary: '' },
]

/** Ways to write the URL of a person. */
export const spellings: readonly ((slug: string) => string)[] = [
  (slug) => `https://www.linkedin.com/in/${slug}`,
  (slug) => `https://www.linkedin.com/in/${slug}`,
  (slug) => `http://linkedin.com/in/${slug}/`,
  (slug) => `LinkedIn.com/in/${slug.toUpperCase()}`,
  (slug) => `https://ie.linkedin.com/in/${slug}/en?trk=people-search#top`,
  (slug) => `//www.linkedin.com/in/${slug.replaceAll('-', '%2D')}`,
  (slug) => ` https://m.linkedin.com/mwlite/in/${slug}\u200b`,
]
const unusable = ['192.0.2.1', 'https://www.linkedin.com/company/acme', ' ', 'linkedin.com/in/']

/**
 * Landings of people that contradict each other: several documents per person in no order of time,
 * with jobs added, removed, renamed, reordered and dated better or worse, lists that are none,
 * repetitions, unusable keys, unknown workflows and poisoned ones.
 */
export function createVariedPeople(count: number, people: number, seed: number): PersonLanding[] {
  const random = createRandom(seed)
  const landings: PersonLanding[] = []
  while (landings.length < count) {
    const last = landings.at(-1)
    if (last !== undefined && random() < 0.08) {
      landings.push(last)
      continue
    }
    const number = Math.floor(random() * people)
    const { raw_payload } = createPersonRequest(number, Math.floor(random() * 5))
    const payload: Record<string, unknown> = {
      ...raw_payload,
      name: pick(random, [`Person ${number}`, `person ${number} MBA`, null]),
      experience: respelledJobs(random, raw_payload.experience as ProfileJob[]),
      last_refresh: pick(random, times),
      ...pick(random, oddities),
    }
    if (random() < 0.04) payload.name = poison
    landings.push({
      linkedin_url:
        random() < 0.04 ? pick(random, unusable) : pick(random, spellings)(`person-${number}`),
      payload: random() < 0.02 ? pick(random, [[], 'text', null]) : payload,
      ...(random() < 0.3 ? { workflow_slug: 'clay-native-person-enrichment' } : {}),
      ...(random() < 0.02 ? { workflow_slug: 'no-such-workflow' } : {}),
    })
  }
  return landings
}

/** Look-ups that know some of the titles and places of the generator. */
export async function seedLookups(sql: postgres.Sql): Promise<void> {
  await sql`
    insert into reference.job_title_lookup
      (latest_title, cleaned_job_title, seniority_level, job_function)
    values
      ('Account Executive', 'Account Executive', 'Individual Contributor', 'Sales'),
      ('Sales Manager', 'Sales Manager', 'Manager', 'Sales'),
      ('Sales Director', 'Sales Director', 'Director', 'Sales'),
      ('Vice President of Sales', 'VP Sales', 'VP', 'Sales'),
      ('VP Marketing', 'VP Marketing', 'VP', 'Marketing'),
      ('Marketing Manager', 'Marketing Manager', 'Manager', 'Marketing'),
      ('Software Engineer', 'Software Engineer', 'Individual Contributor', 'Engineering'),
      ('Senior Software Engineer', 'Senior Software Engineer', 'Senior', 'Engineering'),
      ('Sr. SWE II', 'Senior Software Engineer', 'Senior', 'Engineering'),
      ('Intern', 'Intern', 'Intern', null),
      ('CEO', 'Chief Executive Officer', 'C-Level', 'Executive Leadership'),
      ('Größter Ökonom', 'Chief Economist', null, 'Finance')`
  await sql`
    insert into reference.location_lookup (location_name, city, state, country)
    values
      ('Cork, County Cork, Ireland', 'Cork', 'County Cork', 'Ireland'),
      ('Graz, Styria, Austria', 'Graz', 'Styria', 'Austria'),
      ('Nowhere in Particular', null, null, 'Nowhere')`
}
