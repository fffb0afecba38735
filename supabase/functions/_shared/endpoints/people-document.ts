import type { DocumentField } from '../endpoint.ts'

const job =
  'Keys `title`, `company`, `company_domain`, `url` (company page), `org_id`, `locality`, ' +
  '`summary`, `start_date`, `end_date`, `is_current`.'
const dates =
  'Dates may be a year, a month or a day: `2023`, `2023-10`, `10-2023`, `Oct 2023`, ' +
  '`2023-10-01`; `Present` is none.'

/** What is read of a person profile. */
export const personDocument: readonly DocumentField[] = [
  {
    path: 'url',
    type: 'string',
    description: 'Profile URL: the key in the forms `payload` and `payloads`, else not read.',
  },
  { path: 'slug', type: 'string', description: 'Last part of the URL.' },
  { path: 'profile_id', type: 'integer or string', description: 'Kept as text.' },
  {
    path: 'name, first_name, last_name',
    type: 'string',
    description: 'In core the name that landed first stays.',
  },
  { path: 'headline, summary', type: 'string', description: 'As given.' },
  {
    path: 'location_name',
    type: 'string',
    description: 'Looked up in reference.location_lookup for city, state and country.',
  },
  { path: 'country', type: 'string', description: 'Used where the look-up has no country.' },
  { path: 'connections, num_followers, jobs_count', type: 'integer', description: 'As given.' },
  {
    path: 'last_refresh',
    type: 'date',
    description: 'Orders the documents of a person; without it the time of arrival does.',
  },
  {
    path: 'picture_url_orig, picture_url_copy',
    type: 'string',
    description: 'The first of them that is there.',
  },
  {
    path: 'latest_experience',
    type: 'object',
    description: `The latest job; without it the present one of \`experience\`. ${job}`,
  },
  {
    path: 'title, org',
    type: 'string',
    description: 'Title and company of the latest job, where the document has no jobs at all.',
  },
  {
    path: 'experience[]',
    type: 'object',
    description: `The jobs, newest first; none of them leaves those that stand. ${job} ${dates}`,
  },
  {
    path: 'education[]',
    type: 'object',
    description:
      'The schools; none of them leaves those that stand. Keys `school_name`, `degree`, ' +
      '`field_of_study`, `grade`, `activities`, `start_date`, `end_date`.',
  },
  {
    path: 'certifications, languages, courses, volunteering, patents, projects, publications, awards',
    type: 'any',
    description: 'Kept as given.',
  },
]
