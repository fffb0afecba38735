import type { DocumentField } from '../endpoint.ts'

const place = '`name`; city and state also `id`, `latitude`, `longitude`'

/** What the CompanyEnrich ingest reads of a document; everything else is kept in raw. */
export const companyenrichDocument: readonly DocumentField[] = [
  { path: 'id', type: 'string', description: 'The id at the vendor, as text.' },
  { path: 'name', type: 'string', description: 'Name of the company.' },
  { path: 'domain, website', type: 'string', description: 'Kept; the key is the request domain.' },
  { path: 'type', type: 'string', description: '`private`, `public`, `self-owned`, ...' },
  { path: 'employees', type: 'string', description: '`1-10`, `51-200`, `501-1K`, `over-10K`, ...' },
  { path: 'revenue', type: 'string', description: 'USD a year: `under-1m`, `10m-50m`, ...' },
  { path: 'industry', type: 'string', description: 'The main industry.' },
  { path: 'industries', type: 'array of string', description: 'All industries.' },
  { path: 'categories', type: 'array of string', description: '`b2b`, `saas`, or free text.' },
  { path: 'keywords', type: 'array of string', description: 'Cut at 500 characters each.' },
  { path: 'technologies', type: 'array of string', description: 'Any spelling; matched by name.' },
  { path: 'naics_codes', type: 'array of string', description: '2 to 6 digits each.' },
  {
    path: 'subsidiaries',
    type: 'array of string or object',
    description: 'Names, or objects with `name` and `domain`.',
  },
  { path: 'description, seo_description', type: 'string', description: 'The latter as tagline.' },
  { path: 'logo_url', type: 'string', description: 'Kept as given.' },
  { path: 'founded_year', type: 'integer', description: 'Four digits.' },
  { path: 'page_rank', type: 'number', description: 'As the vendor ranks it.' },
  { path: 'location.address, .postal_code, .phone', type: 'string', description: 'As given.' },
  { path: 'location.city, .state, .country', type: 'object', description: place },
  { path: 'location.state.code, .country.code', type: 'string', description: 'Country: ISO-2.' },
  { path: 'financial.total_funding', type: 'integer', description: 'USD.' },
  { path: 'financial.funding_stage', type: 'string', description: '`seed`, `series_a`, ...' },
  { path: 'financial.funding_date', type: 'date', description: 'Of the latest round.' },
  { path: 'financial.stock_symbol, .stock_exchange', type: 'string', description: 'As given.' },
  {
    path: 'financial.funding[]',
    type: 'object',
    description: '`date`, `type`, `amount` ("85000000 USD"), `from` (investors, commas), `url`.',
  },
  {
    path: 'socials.*',
    type: 'string',
    description:
      '`linkedin_url`, `linkedin_id`, `twitter_url`, `facebook_url`, `instagram_url`, ' +
      '`youtube_url`, `crunchbase_url`, `g2_url`, `angellist_url`, `github_url`.',
  },
  {
    path: 'updated_at',
    type: 'date',
    description: 'Orders the documents of a company; without it the time of arrival does.',
  },
]
