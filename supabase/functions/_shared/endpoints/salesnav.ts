import { z } from 'zod'
import { type Endpoint, errorSchema, optionalText, requiredText } from '../endpoint.ts'
import { count, known, outcome, remarks } from './parts.ts'

/** What Sales Navigator's exporter writes above its columns, in its own spelling. */
const KNOWN_COLUMNS = [
  'First name',
  'Last name',
  'Job title',
  'Job started on',
  'Job description',
  'Profile headline',
  'Profile summary',
  'Email',
  'Phone number',
  'Location',
  'Matching filters',
  'LinkedIn URL (user profile)',
  'LinkedIn user profile URN',
  'Company',
  'Company website',
  'Company headcount',
  'Company industries',
  'Company description',
  'Company registered address',
  'LinkedIn URL (company)',
  'Linkedin company profile URN',
] as const

const exportId = '0b7f3c52-6f0c-4a3e-9d51-3f5f6a7b8c9d'
const jobId = '7c1d6c0a-3f43-4d0b-9f55-0a1f3f1f9b5e'
const webhookUrl = 'https://api.clay.com/v3/sources/webhook/pull-in-data-from-a-webhook-example'

const errors = z.array(z.string()).meta({
  description: 'One sentence for each line that is not as the header says, and each row not sent.',
})

const toClay: Endpoint = {
  method: 'POST',
  path: '/run/salesnav/export/to-clay',
  scope: 'send',
  sqlFunction: 'export_salesnav',
  routingKey: 'none',
  summary: 'Sends the rows of a Sales Navigator export to a Clay webhook.',
  description:
    'A form (multipart/form-data) with a table of up to 50,000 rows and 32 MiB: UTF-8, or UTF-16 ' +
    'with a byte order mark; separated by tabs, commas or semicolons; quoted cells may hold line ' +
    'ends. Its first line must name at least one of the known columns. Each row becomes one JSON ' +
    'object of strings under the names of the header (a repeated one becomes `Name_2`, a blank ' +
    'one `column_n`), with `_export_title`, `_export_timestamp`, `_notes` and `_row_index` ' +
    '(from 0) beside them; surplus cells become the array `_extra`, missing ones "". Empty lines ' +
    'are skipped, rows without any value left out. Answers at once; the rows go out at the pace ' +
    'of the account (Clay: 10 a second) and are tried again until they arrive. A webhook takes ' +
    '50,000 rows in its lifetime. The webhook must be allowed: `select ' +
    "outbound.allow_destination('https://host')`. A form that is refused sends nothing; known " +
    `columns: ${KNOWN_COLUMNS.join(', ')}.`,
  upload: {
    field: 'file',
    knownColumns: KNOWN_COLUMNS,
    reservedColumns: ['_export_title', '_export_timestamp', '_notes', '_row_index', '_extra'],
    maxFileBytes: 32 * 1024 * 1024,
    maxRows: 50_000,
  },
  request: z.looseObject({
    file: z
      .string({ error: 'is required' })
      .meta({ description: 'The export, as a file.', format: 'binary', examples: ['export.csv'] }),
    webhook_url: requiredText('Webhook of the Clay table: https, and allowed.', webhookUrl),
    export_title: optionalText('Title of the export.', 'Heads of IT in Ireland'),
    export_timestamp: optionalText('When it was exported: free text.', '1/25/2026, 10:15 PM'),
    notes: optionalText('Notes, such as the URL of the search.'),
  }),
  response: z.looseObject({
    ...outcome,
    export_id: z.guid().nullish().meta({ description: 'Names the export.' }),
    job_id: z.guid().nullish().meta({ description: 'The job that sends its rows.' }),
    total_rows: count('Data rows of the file.'),
    message: z.string().meta({ description: 'What became of the file, in a sentence.' }),
    errors,
    warnings: remarks.warnings,
    error: errorSchema.optional(),
  }),
  wakesWorker: true,
  onRefusal: { echo: [], constants: { export_id: null, job_id: null, total_rows: 0 } },
  writes: [
    { table: 'raw.salesnav_exports', rule: 'one row per accepted file' },
    { table: 'outbound.jobs', rule: 'one job per accepted file' },
    { table: 'outbound.deliveries', rule: 'one row per row of the file' },
  ],
  errors: [
    'WH018',
    'WH101',
    'WH104',
    'WH105',
    'WH703',
    'WH711',
    'WH712',
    'WH721',
    'WH722',
    'WH723',
    'WH724',
  ],
  sample: {
    request: {
      file: 'export.csv',
      webhook_url: webhookUrl,
      export_title: 'Heads of IT in Ireland',
      export_timestamp: '1/25/2026, 10:15 PM',
      notes: 'Second page of the search.',
    },
    response: {
      success: true,
      export_id: exportId,
      job_id: jobId,
      total_rows: 2,
      message:
        '2 of 2 rows are on their way; ' +
        `GET /run/salesnav/export/${exportId} says how far they are`,
      errors: ['line 3: 20 cells instead of 21; the missing ones are sent empty'],
      warnings: [],
    },
  },
}

const progress: Endpoint = {
  method: 'GET',
  path: '/run/salesnav/export/:export_id',
  scope: 'send',
  sqlFunction: 'get_salesnav_export',
  routingKey: 'none',
  summary: 'Says how far an export is.',
  description:
    'The counts of its job by state, with rate and time left, as GET /run/outbound/jobs/:id has ' +
    'them; that path also cancels and redrives.',
  request: z.looseObject({
    export_id: requiredText('The export_id of the answer to the upload.', exportId),
  }),
  response: z.looseObject({
    ...outcome,
    export_id: z.guid().optional().meta({ description: 'The export.' }),
    job_id: z.guid().optional().meta({ description: 'Its job.' }),
    file_name: known('Name of the file.'),
    export_title: known('Title, as received.'),
    export_timestamp: known('When it was exported, as received.'),
    state: z.string().optional().meta({ description: 'running, done, cancelled or stopped.' }),
    stop_reason: known('Why it was stopped.'),
    total_rows: count('Data rows of the file.'),
    pending: count('Rows still to be sent.'),
    in_flight: count('Those of them that a worker has in hand.'),
    sent: count('Rows that were accepted.'),
    failed: count('Rows that were refused.'),
    dead: count('Rows that were tried as often as allowed.'),
    cancelled: count('Rows that were cancelled.'),
    skipped: count('Rows that could not become a delivery.'),
    rate_per_second: z.number().optional().meta({ description: 'Rate of the last minute.' }),
    seconds_left: z.number().nullish().meta({ description: 'Time left at that rate.' }),
    errors: errors.optional(),
    error_count: count('How many lines are not as the header says.'),
    received_at: known('When the file was accepted, UTC.'),
    finished_at: known('When its job ended, UTC.'),
    error: errorSchema.optional(),
  }),
  writes: [],
  errors: ['WH101', 'WH104', 'WH725'],
  sample: {
    request: { export_id: exportId },
    response: {
      success: true,
      export_id: exportId,
      job_id: jobId,
      file_name: 'export.csv',
      export_title: 'Heads of IT in Ireland',
      export_timestamp: '1/25/2026, 10:15 PM',
      state: 'running',
      stop_reason: null,
      total_rows: 1200,
      pending: 700,
      in_flight: 5,
      sent: 500,
      failed: 0,
      dead: 0,
      cancelled: 0,
      skipped: 0,
      rate_per_second: 9.98,
      seconds_left: 71,
      errors: [],
      error_count: 0,
      received_at: '2026-01-25T22:15:04.678901+00:00',
      finished_at: null,
    },
  },
}

/** Sales Navigator exports on their way to Clay. */
export const salesnavEndpoints: readonly Endpoint[] = [toClay, progress]
