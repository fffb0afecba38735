import type postgres from 'postgres'
import { table } from '../table.ts'
import { say } from './people.ts'
import { endOfJob, fieldsOf, type Get, type Post } from './requests.ts'
import type { StandIns } from './stand-ins.ts'

const path = '/run/case-study-urls/to-clay'

/** Sends the case studies that are known to a stand-in for Clay, and waits until they are there. */
export async function sendToClay(
  post: Post,
  get: Get,
  sql: postgres.Sql,
  { clay }: StandIns
): Promise<void> {
  // Plain http on this machine: such a destination counts on a server for development only.
  await sql`select outbound.allow_destination(${clay.origin}, insecure => true)`
  say(`The case studies go to a Clay webhook (a stand-in here), by POST /functions/v1${path}:`)
  const answer = await post(path, { webhook_url: clay.webhookUrl() })
  const fields = ['queued', 'remaining', 'job_id']
  console.log(table([fieldsOf(path, answer, fields)], 60))
  const job = await endOfJob(get, answer.body.job_id)
  const { state, total, sent, failed, dead } = job
  say('The job, when it has ended (GET /functions/v1/run/outbound/jobs/{job_id}):')
  console.log(table([{ state, total, sent, failed, dead }]))
  const arrived = clay.log
    .map(({ id, status, body }) => ({ 'webhook-id': id, answered: status, ...JSON.parse(body) }))
    .toSorted((left, right) => left.case_study_url.localeCompare(right.case_study_url))
  say('What arrived there, one request per row; the id is the same in every try:')
  console.log(table(arrived, 40))
  if (state !== 'done' || sent !== arrived.length) throw new Error('not all of it was sent')
}
