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
