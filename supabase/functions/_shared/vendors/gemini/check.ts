import type { JsonObject } from '../callers.ts'
import type { Page } from '../page.ts'
import { createDomainTest, createNameTest, isSameName } from './evidence.ts'
import { jsonIn, type Unusable } from './reply.ts'
import { ANSWERS, BUYER, CANDIDATE, type GeminiTask, PERSON } from './schemas.ts'

/** A value of the answer that is not believed. */
export type Dropped = Readonly<{ field: string; value: string; reason: string }>

/** An answer that can be used, and what was left out of it. */
export type Checked = Readonly<{ answer: JsonObject; dropped: readonly Dropped[] }>

const MAX_SHOWN = 200
const MAX_CANDIDATES = 3

/** The tests that a page allows, and the list of what failed them. */
type Bench = Readonly<{
  isNamed: (name: string) => boolean
  isShown: (domain: string) => boolean
  drop: (field: string, value: unknown, reason: string) => null
  dropped: readonly Dropped[]
}>

function createBench(page: Page | null): Bench {
  const dropped: Dropped[] = []
  const drop = (field: string, value: unknown, reason: string) => {
    const shown = typeof value === 'string' ? value : JSON.stringify(value)
    dropped.push({ field, value: String(shown).slice(0, MAX_SHOWN), reason })
    return null
  }
  // Without a page there is nothing that could speak against a value.
  const none = () => true
  return {
    isNamed: page === null ? none : createNameTest(page),
    isShown: page === null ? none : createDomainTest(page),
    drop,
    dropped,
  }
}

type Reader<T> = { safeParse(value: unknown): { success: boolean; data?: T } }

/** The elements of a list that are what they must be. */
function readList<T>(field: string, list: unknown, reader: Reader<T>, bench: Bench): T[] {
  return (list as unknown[]).flatMap((one, at) => {
    const read = reader.safeParse(one)
    if (read.success && read.data !== undefined) return [read.data]
    bench.drop(`${field}.${at}`, one, 'not of the form that was asked for')
    return []
  })
}

function shownDomain(field: string, domain: unknown, bench: Bench): string | null {
  if (typeof domain !== 'string') return null
  if (bench.isShown(domain)) return domain
  return bench.drop(field, domain, 'neither linked nor written on the page')
}

function named<T>(field: string, people: T[], nameOf: (one: T) => string, bench: Bench): T[] {
  return people.filter((one, at) => {
    if (bench.isNamed(nameOf(one))) return true
    bench.drop(`${field}.${at}`, nameOf(one), 'not named on the page')
    return false
  })
}

/** The name that the model gives the customer counts only where the page has it, too. */
function customerName(given: unknown, asked: unknown, bench: Bench): unknown {
  if (typeof given !== 'string' || typeof asked !== 'string') return asked
  if (isSameName(given, asked)) return asked
  if (!bench.isNamed(given)) bench.drop('customer_company_name', given, 'not named on the page')
  return asked
}

function checkPage(task: GeminiTask, answer: JsonObject, request: JsonObject, bench: Bench) {
  const field = 'customer_company_domain'
  const customer_company_domain = shownDomain(field, answer[field], bench)
  if (task === 'case_study_extraction') {
    const people = readList('champions', answer.champions, PERSON, bench)
    const champions = named('champions', people, (one) => one.full_name, bench)
    return { ...answer, customer_company_domain, champions }
  }
  const read = readList('people', answer.people, BUYER, bench)
  const people = named('people', read, (one) => one.fullName, bench)
  const asked = request.customer_company_name ?? request.company_customer_name
  const customer_company_name = customerName(answer.customer_company_name, asked, bench)
  return { customer_company_name, customer_company_domain, people }
}

function checkGuess(task: GeminiTask, answer: JsonObject, bench: Bench): JsonObject {
  if (task !== 'domain_inference') return answer
  const read = readList('candidates', answer.candidates, CANDIDATE, bench)
  for (const { domain } of read.slice(MAX_CANDIDATES)) {
    bench.drop('candidates', domain, `beyond the ${MAX_CANDIDATES} that were asked for`)
  }
  return { candidates: read.slice(0, MAX_CANDIDATES) }
}

/**
 * Reads the text of a model: JSON of the form that was asked for, with nothing that the page does
 * not bear out.
 *
 * @param page the page that was asked about; null where there is none
 */
export function checkAnswer(
  task: GeminiTask,
  text: string,
  request: JsonObject,
  page: Page | null
): Checked | Unusable {
  const parsed = jsonIn(text)
  if (parsed === undefined) return { code: 'unparsable', message: 'the answer is no JSON' }
  const read = ANSWERS[task].safeParse(parsed)
  if (!read.success) {
    const at = read.error.issues[0]?.path.join('.') || 'the whole'
    return { code: 'invalid', message: `the answer is not of the form asked for: ${at}` }
  }
  const bench = createBench(page)
  const answer =
    page === null ? checkGuess(task, read.data, bench) : checkPage(task, read.data, request, bench)
  return { answer, dropped: bench.dropped }
}
