import { GUESS_RULES } from './guess-rules.ts'

/** What is asked about a customer of which nothing but the name is known. */
export const ORPHAN_DOMAIN = [
  'A vendor names a company as its customer, without a case study and without a link. Say which',
  'company is meant and which domain it has.',
  GUESS_RULES,
  'Answer with domain (null when you do not know it), confidence and reason: one sentence.',
].join('\n')
