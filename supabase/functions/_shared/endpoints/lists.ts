import { z } from 'zod'
import { errorSchema } from '../endpoint.ts'
import { outcome } from './parts.ts'

/** A parameter of a query: text, given once at most. */
export function parameter(description: string, example?: string) {
  return z
    .string({ error: 'must be given once' })
    .optional()
    .meta({ description, ...(example === undefined ? {} : { examples: [example] }) })
}

/** A whole number of a query, from `least` to `most`; SQL refuses others. */
export function wholeNumber(
  description: string,
  least: number,
  most: number,
  preset: number,
  example: number
) {
  return z
    .string({ error: 'must be given once' })
    .optional()
    .meta({
      description,
      type: 'integer',
      minimum: least,
      maximum: most,
      default: preset,
      examples: [example],
    })
}

/** A day of a query. */
export function day(description: string) {
  return parameter(description, '2026-01-31').meta({ description, format: 'date' })
}

/** Yes or no of a query; no when left out. */
export function yesNo(description: string) {
  const text = z.string({ error: 'must be given once' })
  return text.optional().meta({ description, enum: ['true', 'false'], default: 'false' })
}

/** One of a few words of a query, in any case. */
export function choice(description: string, words: readonly string[]) {
  const text = z.string({ error: 'must be given once' })
  return text.optional().meta({ description, enum: words })
}

/**
 * Several values of a query: the parameter given several times, or once with commas between the
 * values. Values of the vocabulary that have commas themselves stay whole.
 */
export function severalOf(description: string, example?: string) {
  const more = 'Several: repeated, or with commas.'
  return z
    .union([z.string(), z.array(z.string())])
    .optional()
    .meta({
      description: `${description} ${more}`,
      ...(example === undefined ? {} : { examples: [example] }),
    })
}

/** The parameters of a list that say which page, and whether to count. */
export function pageParameters(preset = 50, most = 100) {
  return {
    limit: wholeNumber('Rows of the page.', 1, most, preset, 10),
    offset: wholeNumber('Rows before the page; not beside cursor.', 0, 2_000_000_000, 0, 10),
    cursor: parameter('next_cursor of the page before, with the same filters.'),
    count: choice(
      'Whether meta.total is counted, estimated from a sample or left null; exact if left out.',
      ['exact', 'estimated', 'none']
    ),
  }
}

/** Codes that every list may answer with. */
export const listErrors = ['WH104', 'WH108'] as const

/** What every list says about itself, and `more`. */
export function listMeta(more: z.ZodRawShape = {}) {
  return z.looseObject({
    total: z
      .int()
      .nullable()
      .meta({ description: 'Rows of the whole list; null with count=none.' }),
    limit: z.int().meta({ description: 'Most rows of a page.' }),
    offset: z.int().nullable().meta({ description: 'Rows before the page; null with a cursor.' }),
    count: z.string().meta({ description: 'exact, estimated or none: what total is.' }),
    next_cursor: z
      .string()
      .nullable()
      .meta({ description: 'Leads to the next page; null on the last one.' }),
    ...more,
  })
}

/** The answer of a list; `meta` adds to what every list has there. */
export function listAnswer(row: z.ZodType, meta: z.ZodRawShape = {}) {
  return z.looseObject({
    ...outcome,
    data: z.array(row).optional().meta({ description: 'The rows of the page.' }),
    meta: listMeta(meta).optional().meta({ description: 'About the list.' }),
    error: errorSchema.optional(),
  })
}

/** meta of a sample: one row, and that is all. */
export const sampleMeta = { total: 1, limit: 50, offset: 0, count: 'exact', next_cursor: null }
