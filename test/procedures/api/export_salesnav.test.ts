import { describe, expect, it } from 'vitest'
import { call, failure, type Row, useWarehouse } from '../../support/warehouse.ts'

const warehouse = useWarehouse()
const url = 'https://api.clay.com/v3/sources/webhook/'

const load = (request: Row) =>
  call(warehouse.sql, 'load_upload_chunk', JSON.stringify({ columns: ['Email'], ...request }))

const exporting = (request: Row, context: Row = {}) =>
  call(
    warehouse.sql,
    'export_salesnav',
    JSON.stringify({ webhook_url: `${url}${crypto.randomUUID()}`, columns: ['Email'], ...request }),
    JSON.stringify(context)
  )

async function bodies(jobId: string): Promise<unknown[]> {
  const rows = await warehouse.sql`
    select d.body::json as body from outbound.deliveries as d
    where d.job_id = ${jobId} order by d.delivery_id`
  return rows.map((row) => row.body)
}

const jobs = async () =>
  (await warehouse.row('select count(*)::integer as n from outbound.jobs'))?.n as number

describe('an upload in pieces', () => {
  it('is nothing before the call that uses it, and one job after it', async () => {
    const [upload_id, before] = [crypto.randomUUID(), await jobs()]
    await load({ upload_id, chunk_no: 0, first_row: 0, rows: [['a'], ['b']] })
    await load({ upload_id, chunk_no: 1, first_row: 2, rows: [['c']] })
    expect(await jobs()).toBe(before)
    const answer = await exporting({ upload_id, chunk_no: 2, first_row: 3, rows: [['d']] })
    expect(answer).toMatchObject({ success: true, total_rows: 4 })
    expect(await bodies(answer.job_id)).toMatchObject(
      ['a', 'b', 'c', 'd'].map((Email, _row_index) => ({ Email, _row_index }))
    )
    expect(await warehouse.rows('select * from outbound.upload_chunks')).toEqual([])
  })

  it('takes a piece that comes twice once', async () => {
    const upload_id = crypto.randomUUID()
    await load({ upload_id, chunk_no: 0, first_row: 0, rows: [['a']] })
    await load({ upload_id, chunk_no: 0, first_row: 0, rows: [['a']] })
    const answer = await exporting({ upload_id, chunk_no: 1, first_row: 1, rows: [['b']] })
    expect(answer.total_rows).toBe(2)
  })

  it.each<[string, Row[], number]>([
    ['its first piece', [{ chunk_no: 1, first_row: 2, rows: [['c']] }], 3],
    ['a piece between', [{ chunk_no: 0, first_row: 0, rows: [['a']] }], 3],
    ['every piece', [], 3],
    [
      'a row that another piece has twice',
      [
        { chunk_no: 0, first_row: 0, rows: [['a']] },
        { chunk_no: 1, first_row: 2, rows: [['b'], ['c']] },
      ],
      3,
    ],
  ])('is refused while it lacks %s, and may be sent again', async (_what, pieces, first_row) => {
    const [upload_id, before] = [crypto.randomUUID(), await jobs()]
    for (const piece of pieces) await load({ upload_id, ...piece })
    const last = { upload_id, chunk_no: 5, first_row, rows: [['d']] }
    expect(await failure(exporting(last))).toMatchObject({
      code: 'WH724',
      hint: 'send the file again',
    })
    expect(await jobs()).toBe(before)
    await call(warehouse.sql, 'discard_upload', JSON.stringify({ upload_id }))
    expect(await warehouse.rows('select * from outbound.upload_chunks')).toEqual([])
  })

  it('is refused when it has more pieces than its last call knows of', async () => {
    const upload_id = crypto.randomUUID()
    await load({ upload_id, chunk_no: 0, first_row: 0, rows: [['a']] })
    await load({ upload_id, chunk_no: 2, first_row: 2, rows: [['c']] })
    const last = { upload_id, chunk_no: 1, first_row: 1, rows: [['b']] }
    expect(await failure(exporting(last))).toMatchObject({ code: 'WH724' })
    await warehouse.sql`truncate outbound.upload_chunks`
  })

  it('is not used by another one', async () => {
    await load({ upload_id: crypto.randomUUID(), chunk_no: 0, first_row: 0, rows: [['a']] })
    const answer = await exporting({ rows: [['b']] })
    expect(await bodies(answer.job_id)).toMatchObject([{ Email: 'b', _row_index: 0 }])
    await warehouse.sql`truncate outbound.upload_chunks`
  })

  it('is kept for the next try when its call fails', async () => {
    const upload_id = crypto.randomUUID()
    await load({ upload_id, chunk_no: 0, first_row: 0, rows: [['a']] })
    const last = { upload_id, chunk_no: 1, first_row: 1, rows: [['b']] }
    const refused = await failure(exporting({ ...last, webhook_url: 'https://evil.example/x' }))
    expect(refused).toMatchObject({ code: 'WH711' })
    expect(await exporting(last)).toMatchObject({ success: true, total_rows: 2 })
  })
})

describe('a call without a file', () => {
  it('takes columns and rows as they are, so that a mended request can be sent on', async () => {
    const { sql } = warehouse
    const [rejected] = await sql`
      insert into ops.rejected_requests (method, path, sql_function, status, code, message, body_length)
      values ('POST', '/run/salesnav/export/to-clay', 'export_salesnav', 422, 'WH722', 'x', 1)
      returning rejected_id`
    const body = { webhook_url: `${url}mended`, columns: ['Email', 'Company'], rows: [['a', 'b']] }
    const [row] = await sql`
      select ops.resubmit_rejected(${rejected?.rejected_id}, ${JSON.stringify(body)}::text::jsonb) as answer`
    expect(row?.answer).toMatchObject({ success: true, total_rows: 1, errors: [] })
    expect(await bodies(row?.answer.job_id)).toEqual([
      {
        Email: 'a',
        Company: 'b',
        _export_title: null,
        _export_timestamp: null,
        _notes: null,
        _row_index: 0,
      },
    ])
  })

  it('has members in the order of the columns, whatever they are called', async () => {
    const columns = ['z', 'Email', 'a"\\', '', '__proto__', 'é\n']
    const answer = await exporting({ columns, rows: [['1', '2', '3', '4', '5', '6', '7']] })
    const row = await warehouse.row(
      `select body from outbound.deliveries where job_id = '${answer.job_id}'`
    )
    expect(row?.body).toBe(
      '{"z":"1","Email":"2","a\\"\\\\":"3","":"4","__proto__":"5","é\\n":"6","_extra":["7"],' +
        '"_export_title":null,"_export_timestamp":null,"_notes":null,"_row_index":0}'
    )
  })

  it('repeats its answer under an Idempotency-Key', async () => {
    const context = { idempotency_key: crypto.randomUUID() }
    const request = { webhook_url: `${url}twice`, rows: [['a']] }
    const first = await exporting(request, context)
    expect(await exporting(request, context)).toEqual({ ...first, duplicate: true })
    const other = await failure(exporting({ ...request, rows: [['b']] }, context))
    expect(other.code).toBe('WH105')
  })

  it.each<[string, Row, string]>([
    ['no webhook', { webhook_url: null, rows: [['a']] }, 'WH101'],
    ['no rows', { rows: [] }, 'WH723'],
    ['rows that are missing', {}, 'WH104'],
    ['rows that are no array', { rows: 'a' }, 'WH104'],
    ['rows of objects', { rows: [{ Email: 'a' }] }, 'WH104'],
    ['a cell that is a number', { rows: [[1]] }, 'WH104'],
    ['a cell that is an array', { rows: [[['a']]] }, 'WH104'],
    ['a cell that is null', { rows: [[null]] }, 'WH104'],
    ['no columns', { columns: [], rows: [['a']] }, 'WH104'],
    ['a column that is a number', { columns: [1], rows: [['a']] }, 'WH104'],
    ['rows that are all too long', { rows: [['x'.repeat(100_000)]] }, 'WH723'],
  ])('is refused with %s', async (_what, request, code) => {
    const before = await jobs()
    expect(await failure(exporting(request))).toMatchObject({ code })
    expect(await jobs()).toBe(before)
  })
})
