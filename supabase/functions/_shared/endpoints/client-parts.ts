import { z } from 'zod'
import { requiredText } from '../endpoint.ts'

/** Ids of samples. */
export const sampleIds = {
  client: 'northwind.example',
  lead: '5d1f7a0e-9c1b-4f0e-8a57-2f1f0f9a6b11',
  person: '0f5a1b0c-7a3e-4c55-9a1d-3a1c2b4d5e6f',
  company: '9b2c7d1e-1f2a-4b3c-8d4e-5f6a7b8c9d0e',
}

/** What every description of these endpoints begins with. */
export const bound = 'A key that is bound to a client sees and writes that client only.'

/** The client that a request is about. */
export const clientDomain = requiredText(
  'Domain of the client, in any spelling; a key of a client may name that one only.',
  sampleIds.client
)

/** An id of an answer that may be null. */
export const id = (description: string) => z.guid().nullish().meta({ description })
