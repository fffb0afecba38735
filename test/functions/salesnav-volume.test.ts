import { existsSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { encodeForm, exporter, exportPath, freshWebhook, inPieces } from '../support/forms.ts'
import { serveDatabase } from '../support/served.ts'

const served = serveDatabase()
const to = exporter(served)

const rowCount = 50_000
const columns = [
  ...['First name', 'Last name', 'Job title', 'Job started on', 'Job description'],
  ...['Profile headline', 'Profile summary', 'Email', 'Phone number', 'Location'],
  ...['Matching filters', 'LinkedIn URL (user profile)', 'LinkedIn user profile URN', 'Company'],
  ...['Company website', 'Company headcount', 'Company industries', 'Company description'],
  ...['Company registered address', 'LinkedIn URL (company)', 'Linkedin company profile URN'],
  ...['Tag 1', 'Tag 2', 'Tag 3', 'Tag 4'],
]

const cellOf = (row: number, column: number) =>
  column === 6 ? `"row ${row}, ""quoted""\nand é"` : `value ${row}/${column} abcdé`

function bigFile(surplus: readonly string[]): Buffer {
  const lines = [columns.join(',')]
  for (let row = 0; row < rowCount; row += 1) {
    lines.push([...columns.map((_, column) => cellOf(row, column)), ...surplus].join(','))
  }
  return Buffer.from(lines.join('\r\n'))
}

/** Milliseconds of CPU and highest memory in MB of a process; null where /proc has none. */
function usageOf(pid: number): { cpuMs: number; peakMb: number } | null {
  if (!existsSync(`/proc/${pid}/stat`)) return null
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return { cpuMs: (Number(fields[11]) + Number(fields[12])) * 10, peakMb: Number(peak) / 1024 }
}

it.each<[string, string[]]>([
  ['as its header says', []],
  ['with a surplus cell each', ['surplus']],
])(
  'of 50,000 rows %s is accepted in one request, within the limits of an edge function',
  async (_what, surplus) => {
    const content = bigFile(surplus)
    const form = encodeForm([
      ['file', { content }],
      ['webhook_url', freshWebhook()],
      ['export_title', 'Everybody'],
    ])
    // The first request loads what every later one finds loaded.
    await to.send('Email\nx\n')
    const before = usageOf(served.functions.pid)
    const started = performance.now()
    const answer = await served.send(exportPath, {
      body: inPieces(form.bytes, 64 * 1024),
      headers: { 'content-type': form.contentType },
    })
    const seconds = (performance.now() - started) / 1000
    const after = usageOf(served.functions.pid)
    expect(answer.body).toMatchObject({ success: true, total_rows: rowCount })
    expect(answer.body.errors).toHaveLength(surplus.length === 0 ? 0 : 101)
    if (before !== null && after !== null) {
      const cpuMs = after.cpuMs - before.cpuMs
      console.log(
        `${rowCount} rows, ${(content.length / 1e6).toFixed(1)} MB: ${seconds.toFixed(1)} s, ` +
          `CPU ${cpuMs} ms, memory ${before.peakMb.toFixed(0)} -> ${after.peakMb.toFixed(0)} MB`
      )
      expect(cpuMs).toBeLessThan(2000)
      expect(after.peakMb).toBeLessThan(256)
    }

    const [stored] = await served.database.sql`
    select
      count(*)::integer as deliveries,
      count(*) filter (where d.state = 'pending')::integer as pending,
      bool_and((d.body::jsonb ->> '_row_index')::integer = d.position - 1) as is_in_order,
      (select count(*)::integer from outbound.queue as q
        where q.job_id = ${answer.body.job_id}) as queued,
      (select count(*)::integer from outbound.upload_chunks) as chunks
    from (
      select s.body, s.state, row_number() over (order by s.delivery_id) as position
      from outbound.deliveries as s where s.job_id = ${answer.body.job_id}
    ) as d`
    expect(stored).toEqual({
      deliveries: rowCount,
      pending: rowCount,
      is_in_order: true,
      queued: rowCount,
      chunks: 0,
    })
    const bodies = await to.bodies(answer)
    for (const row of [0, 1, 4_321, 25_000, rowCount - 1]) {
      const values = columns.map((_, at) =>
        at === 6 ? `row ${row}, "quoted"\nand é` : cellOf(row, at)
      )
      const members = columns.map(
        (name, at) => `${JSON.stringify(name)}:${JSON.stringify(values[at])}`
      )
      expect(bodies[row]).toBe(
        `{${members.join(',')},${surplus.length === 0 ? '' : '"_extra":["surplus"],'}"_export_title":"Everybody","_export_timestamp":null,"_notes":null,` +
          `"_row_index":${row}}`
      )
    }
  },
  180_000
)

it('to a webhook that has no room for all of it is refused as a whole', async () => {
  const webhook_url = freshWebhook()
  expect((await to.send('Email\nx\n', { webhook_url })).body.success).toBe(true)
  const answer = await to.send(`Email\n${'x\n'.repeat(rowCount)}`, { webhook_url })
  expect(answer).toMatchObject({ status: 409, body: { success: false, error: { code: 'WH703' } } })
  expect(answer.body.error.hint).toContain('49999 more')
  expect(await to.kept(answer)).toMatchObject({ code: 'WH703', body: expect.anything() })
  const [row] = await served.database.sql`
    select count(*)::integer as jobs from outbound.jobs as j where j.webhook_url = ${webhook_url}`
  expect(row?.jobs).toBe(1)
}, 60_000)
