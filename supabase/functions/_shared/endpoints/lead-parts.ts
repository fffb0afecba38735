import { z } from 'zod'
import { choice, day, parameter, severalOf, yesNo } from './lists.ts'
import { known } from './parts.ts'

/** The members of a lead, in the order of core.leads. */
export const leadFields = {
  person_id: z.string().meta({ description: 'Id of the person.' }),
  linkedin_url: z.string().meta({ description: 'LinkedIn profile, normalised.' }),
  linkedin_slug: known('Last part of linkedin_url.'),
  full_name: known('Name.'),
  linkedin_url_type: known('real, or salesnav for a hashed Sales Navigator id.'),
  linkedin_user_profile_urn: known("Sales Navigator's URN."),
  person_city: known('City of the person.'),
  person_state: known('State or region of the person.'),
  person_country: known('Country of the person.'),
  matched_cleaned_job_title: known('Title as people write it.'),
  matched_job_function: known('A name of reference.job_functions.'),
  matched_seniority: known('A name of reference.seniorities.'),
  job_start_date: known('When the present job began, at the beginning of its period.'),
  company_id: known('Id of the employer.'),
  company_domain: known('Domain of the employer.'),
  company_name: known('Name of the employer.'),
  company_linkedin_url: known('Company page of the employer.'),
  company_city: known('City of the employer.'),
  company_state: known('State or region of the employer.'),
  company_country: known('Country of the employer.'),
  matched_industry: known('Industry of the employer.'),
  employee_range: known('Size of the employer.'),
}

/** A lead with further members. */
export function leadWith(more: z.ZodRawShape = {}) {
  return z.looseObject({ ...leadFields, ...more })
}

/** The lead of the samples. */
export const sampleLead = {
  person_id: '5d0b1f0e-52a7-5b1c-8f63-1d9c6a7f2e40',
  linkedin_url: 'https://www.linkedin.com/in/zelda-quux-example',
  linkedin_slug: 'zelda-quux-example',
  full_name: 'Zelda Quux',
  linkedin_url_type: 'real',
  linkedin_user_profile_urn: null,
  person_city: 'Cork',
  person_state: 'County Cork',
  person_country: 'Ireland',
  matched_cleaned_job_title: 'VP, Testing',
  matched_job_function: 'Engineering',
  matched_seniority: 'VP',
  job_start_date: '2026-10-05',
  company_id: '0c3f2a6e-1b7d-5e4c-9a51-4f2f4a0c8d11',
  company_domain: 'widgets.example',
  company_name: 'Example Widgets',
  company_linkedin_url: 'https://www.linkedin.com/company/widgets-example',
  company_city: 'Cork',
  company_state: 'County Cork',
  company_country: 'Ireland',
  matched_industry: 'Software Development',
  employee_range: '51-200',
}

/** Whom a list shows. */
export const gate = {
  include_incomplete: yesNo(
    'Also leads that lack one of company name, countries, function, seniority, title and ' +
      'industry, or whose function is Miscellaneous.'
  ),
}

/** Asks how many leads the gate hides; lists that count have it. */
export const hiddenSwitch = { report_hidden: yesNo('Adds hidden_incomplete to meta.') }

/** What the gate hides, as a member of meta. */
export const hiddenMeta = {
  hidden_incomplete: z
    .int()
    .optional()
    .meta({ description: 'Leads that pass the filters and are incomplete; with report_hidden.' }),
}

/** The filters that most lists of leads have. */
export const roleFilters = {
  job_function: severalOf('A name of reference.job_functions.', 'Engineering'),
  seniority: severalOf('A name of reference.seniorities.', 'VP'),
}

/** Industries of the employer. */
export const industryFilter = {
  industry: severalOf('Industry of the employer.', 'Software Development'),
}

/** Every filter of a list of leads; all of them must hold. */
export const leadFilters = {
  ...roleFilters,
  ...industryFilter,
  employee_range: severalOf('Size of the employer.', '51-200'),
  person_city: parameter('Part of the city of the person.', 'cork'),
  person_state: parameter('Part of the state of the person.', 'cork'),
  person_country: parameter('Part of the country of the person.', 'ireland'),
  company_city: parameter('Part of the city of the employer.', 'cork'),
  company_state: parameter('Part of the state of the employer.', 'cork'),
  company_country: parameter('Part of the country of the employer.', 'ireland'),
  company_name: parameter('Part of the name of the employer.', 'widgets'),
  company_domain: parameter('Domain of the employer, in any spelling.', 'widgets.example'),
  job_title: parameter('Part of the title as people write it.', 'testing'),
  full_name: parameter('Part of the name.', 'quux'),
  job_start_date_gte: day('The present job began then or later.'),
  job_start_date_lte: day('The present job began then or earlier.'),
  business_model: choice('Whom the employer sells to; Both means each of them.', [
    'B2B',
    'B2C',
    'Both',
  ]),
  ...gate,
}
