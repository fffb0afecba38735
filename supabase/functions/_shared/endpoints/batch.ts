import { z } from 'zod'

/** The items of the batch form of a request; what is wrong with one is said in its own result. */
export function items(description: string, example: unknown[]) {
  return z
    .union([z.array(z.unknown()), z.literal('')], { error: 'must be an array' })
    .nullish()
    .meta({ description, examples: [example] })
}

/** Counts of a batch; absent in the answer to a single request. */
export const batchOutcome = {
  success_count: z.int().min(0).optional().meta({ description: 'Items of a batch without error.' }),
  error_count: z.int().min(0).optional().meta({ description: 'Items of a batch with an error.' }),
}

/** The answers to the items of a batch. */
export function batchResults(answer: z.ZodRawShape) {
  return z
    .array(z.looseObject(answer))
    .optional()
    .meta({ description: 'One answer per item of a batch, in its order.' })
}
