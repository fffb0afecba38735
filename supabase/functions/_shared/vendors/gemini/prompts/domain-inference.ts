import { GUESS_RULES } from './guess-rules.ts'

/** What is asked for candidates for the domain of a customer. */
export const DOMAIN_INFERENCE = [
  'A vendor names a company as its customer. Name up to three domains that the company may have, the',
  'likeliest first; an empty list when you know none.',
  GUESS_RULES,
  'Answer with candidates, each with domain, confidence and reason: one sentence.',
].join('\n')
