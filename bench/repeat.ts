import { companies } from './companies.ts'
import { openLander, requireNoFailures } from './lander.ts'
import { drive, joined, percentile, rateOf, type Sample } from './measure.ts'
import { figure, type Section } from './report.ts'
import { type BenchServer, withBenchDatabase } from './server.ts'
import type { Sizes } from './sizes.ts'
import { difference, type Written, writtenRows } from './statistics.ts'

interface Outcome {
  first: Sample
  again: Sample
  written: Written[]
}

const rowsIn = (written: readonly Written[], schema: string) =>
  written
    .filter(({ table }) => table.startsWith(`${schema}.`))
    .reduce((sum, row) => sum + row.inserted + row.updated + row.deleted, 0)

async function measure(
  server: BenchServer,
  { payloads, rounds }: Sizes['repeat']
): Promise<Outcome> {
  return await withBenchDatabase(server, 'bench_repeat', async (sql, url) => {
    const items = companies.createItems(1, payloads)
    const land = async () => {
      const lander = openLander(url, companies, 'raw', 1)
      const warm = items.slice(0, Math.ceil(payloads / 10))
      try {
        await drive(warm, 1, lander.land)
        return await drive(items.slice(warm.length), 1, lander.land)
      } finally {
        // Its session reports what it wrote when it ends.
        await lander.end()
      }
    }
    const first = await land()
    const before = await writtenRows(sql)
    const again: Sample[] = []
    for (let turn = 0; turn < rounds; turn++) again.push(await land())
    await sql`select pg_stat_clear_snapshot()`
    const written = difference(before, await writtenRows(sql))
    await requireNoFailures(sql)
    return { first, again: joined(again), written }
  })
}

/** Re-landing payloads that their keys hold already. */
export async function repeat(server: BenchServer, { repeat: sizes }: Sizes): Promise<Section> {
  const { first, again, written } = await measure(server, sizes)
  const landed = sizes.payloads * sizes.rounds
  const changed = rowsIn(written, 'extracted') + rowsIn(written, 'core')
  const perPayload = (count: number) => count / landed
  return {
    title: 'e. Re-landing an unchanged payload',
    text:
      `${figure(sizes.payloads)} companies are landed once and then ${sizes.rounds} times again, ` +
      'unchanged, over one connection. The table has the rows written per re-landed payload ' +
      '(pg_stat_user_tables); tables that are not named were not written.',
    rows: written.map((row) => ({
      table: row.table,
      inserted: perPayload(row.inserted),
      updated: perPayload(row.updated),
      deleted: perPayload(row.deleted),
    })),
    targets: [
      {
        text: 'an unchanged payload writes no row of extracted or core',
        measured: `${changed} rows in ${figure(landed)} payloads`,
        isMet: changed === 0,
      },
    ],
    notes: [
      `New: ${figure(rateOf(first))} payloads/s, p50 ${figure(percentile(first.latencies, 0.5))} ` +
        `ms. Again: ${figure(rateOf(again))} payloads/s, ` +
        `p50 ${figure(percentile(again.latencies, 0.5))} ms, ` +
        `p99 ${figure(percentile(again.latencies, 0.99))} ms.`,
    ],
  }
}
