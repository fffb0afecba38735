import { z } from 'zod'

/** The member every answer begins with. */
export const outcome = {
  success: z.boolean().meta({ description: 'True when everything the request asks for is done.' }),
}

/** A number of things in the document; absent when the document is quarantined. */
export function count(description: string) {
  return z.int().min(0).optional().meta({ description })
}

/** What an ingest noticed without failing. */
export const remarks = {
  unmapped: z
    .array(z.looseObject({ field: z.string(), value: z.string() }))
    .optional()
    .meta({ description: 'Values that no vocabulary knows; they are kept and listed as gaps.' }),
  warnings: z
    .array(z.looseObject({ field: z.string(), message: z.string() }))
    .optional()
    .meta({ description: 'Values that were mended or left out, and why.' }),
}

/** A text of an answer that may be null. */
export function known(description: string) {
  return z.string().nullish().meta({ description })
}

/** A field of a document: a wrong type is no error, it is null and named in warnings. */
export function given(description: string) {
  return z.unknown().optional().meta({ description })
}

/** A yes or no of a body. */
export function flag(description: string) {
  return z
    .union([z.boolean(), z.string(), z.number()], { error: 'must be true or false' })
    .nullish()
    .meta({ description, examples: [true] })
}

/** A whole number of a body; SQL refuses others. */
export function wholeNumber(description: string, example: number) {
  return z
    .union([z.number(), z.string()], { error: 'must be a whole number' })
    .nullish()
    .meta({ description, examples: [example] })
}

/** That the first answer is given again. */
export const duplicate = z.boolean().optional().meta({
  description: 'True when the Idempotency-Key was seen before: the first answer again.',
})

/** Codes that an ingest may answer with. */
export const ingestErrors = ['WH101', 'WH102', 'WH103', 'WH104', 'WH105', 'WH106', 'WH201'] as const

/** True when a field of a request holds something; blank text counts as nothing. */
export function isGiven(value: unknown): boolean {
  return value != null && !(typeof value === 'string' && value.trim() === '')
}
