import { PAGE_RULES } from './page-rules.ts'

/** What is asked about a case study (pipeline 2): the customer and its buyers. */
export const CASE_STUDY_BUYER = [
  'You read one page on which a vendor presents a customer, and list the people of the customer who',
  'are quoted on it: those who bought the product or speak for it.',
  PAGE_RULES,
  'Answer with:',
  'customer_company_name: the customer as the page calls it, never the vendor.',
  'customer_company_domain: the domain of the customer by the rule above; an empty text when there',
  'is none.',
  'people: fullName and jobTitle of each; an empty text for a title that the page does not give; an',
  'empty list when nobody is quoted.',
].join('\n')
