import { z } from 'zod'
import { optionalText } from '../endpoint.ts'
import { items } from './batch.ts'
import { isGiven } from './parts.ts'

/** A JSON object that one of the forms has; blank text counts as nothing. */
function optionalDocument(description: string) {
  return z
    .union([z.looseObject({}), z.string().regex(/^\s*$/)], {
      error: 'must be a JSON object, or a string holding one',
    })
    .nullish()
    .meta({ description })
}

/** The fields that the form of a request must have, as api.ingest_clay_person_profile sees it. */
function missingFields(request: Record<string, unknown>): string[][] {
  if (isGiven(request.payloads)) return []
  const full = ['linkedin_url', 'workflow_slug', 'raw_payload']
  const isNative =
    isGiven(request.payload) ||
    ('payload' in request && !full.some((field) => Object.hasOwn(request, field)))
  if (!isNative || isGiven(request.raw_payload)) {
    return full.filter((field) => !isGiven(request[field])).map((field) => [field])
  }
  if (!isGiven(request.payload)) return [['payload']]
  // A payload of a wrong type is said to be that.
  const isObject = typeof request.payload === 'object' && !Array.isArray(request.payload)
  const { url } = request.payload as Record<string, unknown>
  return !isObject || isGiven(url) ? [] : [['payload', 'url']]
}

/** The three forms of a person profile: with its key and workflow, as it is, or many. */
export const personProfileRequest = z
  .looseObject({
    linkedin_url: optionalText(
      'LinkedIn profile of the person, in any spelling; required with raw_payload.',
      'https://www.linkedin.com/in/zelda-quux-example'
    ),
    workflow_slug: optionalText(
      'Workflow, of reference.enrichment_workflow_registry; required with raw_payload.',
      'clay-person-profile'
    ),
    raw_payload: optionalDocument(
      'The profile as it is: an object, or a JSON string holding one. Required unless payload or ' +
        'payloads is sent.'
    ),
    payload: optionalDocument(
      'Instead of the three: a profile whose url is the key, of workflow ' +
        'clay-native-person-enrichment.'
    ),
    payloads: items('Instead of payload: many of them, answered in order.', [
      { url: 'https://www.linkedin.com/in/zelda-quux-example' },
    ]),
  })
  .superRefine((request, context) => {
    for (const path of missingFields(request)) {
      context.addIssue({ code: 'custom', path, message: 'is required' })
    }
  })
