import { PAGE_RULES } from './page-rules.ts'

/** What is asked about a case study (pipeline 1): title, domain of the customer, champions. */
export const CASE_STUDY_EXTRACTION = [
  'You read one page on which a vendor tells how a customer uses its product, and take down what it',
  'says of the customer.',
  PAGE_RULES,
  'Answer with:',
  'article_title: the headline of the story; null when there is none.',
  'customer_company_domain: the domain of the customer by the rule above; null when there is none.',
  'champions: the people of the customer, each with full_name, job_title and company_name as the',
  'page gives them, null for what it does not say; an empty list when nobody is named.',
  'confidence: high when names and domain stand plainly on the page, medium when a part had to be',
  'read out of its context, low otherwise.',
  'reasoning: one or two sentences that say where on the page it stands.',
].join('\n')
