import { z } from 'zod'
import { type Endpoint, errorSchema } from '../endpoint.ts'
import { count, outcome } from './parts.ts'

/** What wakes the worker on a schedule. */
export const outboundWorkEndpoints: readonly Endpoint[] = [
  {
    method: 'POST',
    path: '/run/outbound/work',
    scope: 'send',
    sqlFunction: 'get_outbound_backlog',
    runsWorker: true,
    routingKey: 'none',
    summary: 'Sends what waits in the outbox, for a while.',
    description:
      'For a scheduler: works for `budget_seconds` at most, less when nothing is left, and says ' +
      'what was done. With `wait` false it answers at once and goes on working. Any number of ' +
      'these may run at a time; the limits of the receivers hold for all of them together. A ' +
      'process that sends already goes on, and its work meanwhile is what is counted.',
    request: z.looseObject({
      budget_seconds: z
        .union([z.number(), z.string().regex(/^\s*\d+(\.\d+)?\s*$/)], {
          error: 'must be a number',
        })
        .refine((value) => Number(value) >= 1 && Number(value) <= 140, {
          error: 'must be 1 to 140',
        })
        .nullish()
        .meta({ description: 'Seconds to work, 1 to 140; default 50.', examples: [50] }),
      wait: z
        .boolean({ error: 'must be true or false' })
        .nullish()
        .meta({ description: 'False: answers at once. Default true.', examples: [false] }),
    }),
    response: z.looseObject({
      ...outcome,
      claimed: count('Deliveries taken from the queue meanwhile.'),
      delivered: count('Attempts answered with 2xx.'),
      failed: count('Attempts that were no success; they are tried again where that may help.'),
      given_back: count('Deliveries not started in time and given back; no attempt is counted.'),
      waiting: count('Deliveries still to be sent that nobody has in hand.'),
      in_hand: count('Deliveries that a worker has in hand.'),
      next_in_ms: z
        .number()
        .nullish()
        .meta({ description: 'Milliseconds until the next may be sent; null: nothing is left.' }),
      error: errorSchema.optional(),
    }),
    writes: [
      { table: 'outbound.queue', rule: 'what is sent, or cannot be, is removed' },
      { table: 'outbound.deliveries', rule: 'state and last answer' },
      { table: 'outbound.attempts', rule: 'one row per attempt' },
    ],
    errors: ['WH104'],
    sample: {
      request: { budget_seconds: 5 },
      response: {
        success: true,
        claimed: 33,
        delivered: 31,
        failed: 2,
        given_back: 0,
        waiting: 1614,
        in_hand: 0,
        next_in_ms: 0,
      },
    },
  },
]
