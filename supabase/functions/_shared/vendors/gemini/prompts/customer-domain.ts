import { GUESS_RULES } from './guess-rules.ts'

/** What is asked about a customer of a known vendor. */
export const CUSTOMER_DOMAIN = [
  'A company is a customer of the vendor named in the facts. Say which domain the company has.',
  GUESS_RULES,
  'Answer with customer_domain (null when you do not know it), confidence and reasoning: one or two',
  'sentences.',
].join('\n')
