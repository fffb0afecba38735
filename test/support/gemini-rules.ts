import { type Fault, said } from './gemini-faults.ts'
import { candidate, generated, type Reply, type Usage } from './gemini-protocol.ts'
import { conform, type Json, objectIn } from './gemini-schema.ts'

/** A question that is well-formed. */
export type Asked = Readonly<{
  model: string
  /** Instructions and material, as one text. */
  prompt: string
  /** The response schema; null for none. */
  schema: Json | null
  config: Json
}>

/** What the model says to some of the questions. Of the rules that fit, the last given holds. */
export type GeminiRule = Readonly<{
  /** What the prompt must have in it; every prompt when left out. */
  when?: string | RegExp | ((asked: Asked) => boolean)
  model?: string
  /**
   * The answer: an object is brought into the form of the schema and written as JSON, a string is
   * said as it is. Without one, the least that the schema allows.
   */
  answer?: unknown | ((asked: Asked) => unknown)
  /** Counts that replace those of the stand-in. */
  usage?: Usage
  fault?: Fault
  /** How often it holds; then the rule before it does. Default always. */
  times?: number
}>

/** Rules, and how often each still holds. */
export type RuleList = { rule: GeminiRule; left: number }[]

/** Rules in the order in which they are asked: the last given first. */
export function ordered(rules: readonly GeminiRule[]): RuleList {
  return rules.map((rule) => ({ rule, left: rule.times ?? Number.POSITIVE_INFINITY })).reverse()
}

function textsOf(content: unknown): string[] {
  const { parts } = objectIn(content)
  return Array.isArray(parts) ? parts.map((part) => String(objectIn(part).text ?? '')) : []
}

/** Reads a body that is well-formed. */
export function readQuestion(model: string, text: string): Asked {
  const body = objectIn(JSON.parse(text))
  const contents = Array.isArray(body.contents) ? body.contents : []
  const config = objectIn(body.generationConfig)
  const schema = config.responseSchema === undefined ? null : objectIn(config.responseSchema)
  const prompt = [...textsOf(body.systemInstruction), ...contents.flatMap(textsOf)].join('\n')
  return { model, prompt, schema, config }
}

function isMeant({ when, model }: GeminiRule, asked: Asked): boolean {
  if (model !== undefined && model !== asked.model) return false
  if (when === undefined) return true
  if (typeof when === 'string') return asked.prompt.includes(when)
  return typeof when === 'function' ? when(asked) : when.test(asked.prompt)
}

/** The rule that holds for a question; it is used up by one. */
export function ruleFor(rules: RuleList, asked: Asked): GeminiRule {
  const found = rules.find(({ rule, left }) => left > 0 && isMeant(rule, asked))
  if (found === undefined) return {}
  found.left -= 1
  return found.rule
}

/** What the model says. */
export function textFor(rule: GeminiRule, asked: Asked): string {
  const given = typeof rule.answer === 'function' ? rule.answer(asked) : rule.answer
  if (typeof given === 'string') return given
  return JSON.stringify(asked.schema === null ? (given ?? {}) : conform(given, asked.schema))
}

function tokensOf(text: string): number {
  return Math.ceil(text.length / 4)
}

/** What it takes, where no rule says so: the models of 2.0 do not think. */
export function usageFor(rule: GeminiRule, asked: Asked, text: string): Usage {
  const thoughts = asked.model.startsWith('gemini-2.0') ? {} : { thoughtsTokenCount: 40 }
  const counted = { promptTokenCount: tokensOf(asked.prompt), candidatesTokenCount: tokensOf(text) }
  return rule.usage ?? { ...counted, ...thoughts }
}

/** The model's reply; past maxOutputTokens, thoughts included, it is cut off. */
export function answer(asked: Asked, text: string, usage: Usage, fault: Fault | null): Reply {
  const max = Number(asked.config.maxOutputTokens ?? Number.POSITIVE_INFINITY)
  const thoughts = usage.thoughtsTokenCount ?? 0
  if (thoughts + (usage.candidatesTokenCount ?? 0) <= max) {
    return said(fault, asked.model, text, usage)
  }
  const left = Math.max(0, max - thoughts)
  const counts = { ...usage, candidatesTokenCount: left }
  const cut = candidate(left === 0 ? null : text.slice(0, left * 4), 'MAX_TOKENS')
  return generated(asked.model, cut, counts)
}
