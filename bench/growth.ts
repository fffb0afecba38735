import { createHash } from 'node:crypto'
import type postgres from 'postgres'
import { loadCompanies } from './growth-data.ts'
import { createItems, createNumbers, type Item, openLander, requireNoFailures } from './lander.ts'
import { drive, joined, median, percentile, rateOf, type Sample, secondsOf } from './measure.ts'
import { figure, type Section } from './report.ts'
import { type BenchServer, withBenchDatabase } from './server.ts'
import type { Sizes } from './sizes.ts'
import { walOf } from './statistics.ts'

/** The same companies under keys that fall anywhere between those that are there. */
function scattered(items: readonly Item[]): Item[] {
  return items.map(({ domain, payload }) => {
    const key = createHash('md5').update(domain).digest('hex').slice(0, 16)
    return { domain: `${key}.example`, payload }
  })
}

interface Stock {
  companies: number
  sql: postgres.Sql
  loadSeconds: number
  bytes: number
  land(item: Item): Promise<unknown>
  samples: Sample[]
  wal: number
}

async function withStock<T>(
  server: BenchServer,
  companies: number,
  act: (stock: Stock) => Promise<T>
): Promise<T> {
  return await withBenchDatabase(server, `bench_growth_${companies}`, async (sql, url) => {
    console.error(`  loading ${figure(companies)} companies ...`)
    const loadSeconds = await secondsOf(() => loadCompanies(url, companies))
    const [size] = await sql<{ bytes: string }[]>`
      select pg_database_size(current_database())::text as bytes`
    const lander = openLander(url, 'raw', 1)
    const stock: Stock = {
      companies,
      sql,
      loadSeconds,
      bytes: Number(size?.bytes),
      land: (item) => lander.land(item, 0),
      samples: [],
      wal: 0,
    }
    const result = await act(stock).finally(() => lander.end())
    await requireNoFailures(sql)
    return result
  })
}

/** Rounds of the same new companies in both databases; who begins alternates. */
async function measure(
  server: BenchServer,
  stocks: [Stock, Stock],
  { rounds, payloads }: Sizes['growth']
): Promise<void> {
  const numbers = createNumbers()
  await server.checkpoint()
  for (const stock of stocks) {
    await drive(scattered(createItems(numbers(payloads), payloads)), 1, stock.land)
  }
  for (let turn = 0; turn < rounds; turn++) {
    const items = scattered(createItems(numbers(payloads), payloads))
    for (const stock of turn % 2 === 0 ? stocks : stocks.toReversed()) {
      stock.wal += await walOf(stock.sql, async () => {
        stock.samples.push(await drive(items, 1, stock.land))
      })
    }
  }
}

const middle = (sample: Sample | undefined) => percentile(sample?.latencies ?? [], 0.5)

function sectionOf([small, large]: [Stock, Stock]): Section {
  const ratio = median(
    large.samples.map((sample, turn) => middle(sample) / middle(small.samples[turn]))
  )
  const rows = [small, large].map((stock) => {
    const all = joined(stock.samples)
    return {
      'companies in core': stock.companies,
      'p50 ms': percentile(all.latencies, 0.5),
      'p99 ms': percentile(all.latencies, 0.99),
      'payloads/s': rateOf(all),
      'WAL kB per payload': stock.wal / 1024 / all.count,
      'database MB': stock.bytes / 2 ** 20,
      'loaded in s': stock.loadSeconds,
    }
  })
  return {
    title: 'd. Growth: one payload in a small and in a large database',
    text:
      'Two databases, one with few and one with many companies in core: one row per company in ' +
      'every one-row table and ten in the breakout tables (keywords, technologies, categories, ' +
      'codes, rounds, investors), and what stands before them in extracted, ops and raw. Keys are hashes, so a new company falls anywhere in every index. ' +
      'Latency of the insert into raw over one connection; both databases get the same new ' +
      'companies, in alternating rounds after a checkpoint.',
    rows,
    targets: [
      {
        text: `p50 with ${figure(large.companies)} companies is at most 1.3 x that with ${figure(
          small.companies
        )}`,
        measured: `${figure(ratio)} x (median of the rounds)`,
        isMet: ratio <= 1.3,
      },
    ],
    notes: [
      'After a checkpoint the first write to a page logs the whole page; in the large database ' +
        'nearly every index page is written for the first time, hence the log per payload.',
    ],
  }
}

/** Single-payload latency with few and with many companies. */
export async function growth(server: BenchServer, { growth: size }: Sizes): Promise<Section> {
  return await withStock(server, size.small, (small) =>
    withStock(server, size.large, async (large) => {
      await measure(server, [small, large], size)
      return sectionOf([small, large])
    })
  )
}
