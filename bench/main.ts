// `npm run bench [-- workload ...] [-- --quick] [-- --out file]`: docs/benchmark.md says what it
// measures. On a throwaway server of its own.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { root } from '../scripts/db/source.ts'
import { lifecycle } from '../scripts/lifecycle.ts'
import { bulkLanding } from './bulk.ts'
import { companies } from './companies.ts'
import { comparison } from './comparison.ts'
import { customers } from './customers.ts'
import { benchmarkDocument } from './document.ts'
import { growth } from './growth.ts'
import { landing } from './landing.ts'
import { leads } from './leads.ts'
import { outbound } from './outbound.ts'
import { outboundChaos } from './outbound-chaos.ts'
import { outboundSnapshot } from './outbound-snapshot.ts'
import { people } from './people.ts'
import { repeat } from './repeat.ts'
import { type Section, sectionMarkdown } from './report.ts'
import { type BenchServer, startServer } from './server.ts'
import { fullSizes, quickSizes, type Sizes } from './sizes.ts'

type Workload = (server: BenchServer, sizes: Sizes) => Promise<Section>

/** In the order of the report. */
const workloads: Record<string, Workload> = {
  landing,
  bulk: (server, sizes) => bulkLanding(server, companies, sizes.bulk, { letter: 'b', target: 1.5 }),
  baseline: (server, sizes) =>
    comparison(server, companies, sizes.baseline, { letter: 'c', target: 20 }),
  growth: (server, sizes) => growth(server, companies, sizes.growth, { letter: 'd', target: 1.3 }),
  repeat,
  'people-bulk': (server, sizes) =>
    bulkLanding(server, people, sizes.peopleBulk, { letter: 'f', target: 1.8 }),
  'people-baseline': (server, sizes) =>
    comparison(server, people, sizes.peopleBaseline, { letter: 'g', target: 10 }),
  'people-growth': (server, sizes) =>
    growth(server, people, sizes.peopleGrowth, { letter: 'h', target: 1.3 }),
  'customers-bulk': (server, sizes) =>
    bulkLanding(server, customers, sizes.customersBulk, { letter: 'i', target: 1.6 }),
  'customers-baseline': (server, sizes) =>
    comparison(server, customers, sizes.customersBaseline, { letter: 'j', target: 10 }),
  outbound,
  'outbound-snapshot': outboundSnapshot,
  'outbound-chaos': outboundChaos,
  leads,
}

interface Options {
  names: string[]
  isQuick: boolean
  out: string | null
}

function readOptions(): Options {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { quick: { type: 'boolean', default: false }, out: { type: 'string' } },
  })
  const known = Object.keys(workloads)
  for (const name of positionals) {
    if (!known.includes(name)) throw new Error(`no workload ${name}: give ${known.join(', ')}`)
  }
  const names = known.filter((name) => positionals.length === 0 || positionals.includes(name))
  const isFull = names.length === known.length && !values.quick
  const document = isFull ? join(root, 'docs', 'benchmark.md') : null
  return { names, isQuick: values.quick, out: values.out ?? document }
}

const life = lifecycle(130)

async function bench({ names, isQuick, out }: Options): Promise<void> {
  const started = performance.now()
  console.error('starting PostgreSQL ...')
  const server = await life.step(startServer(isQuick), (running) => running.stop())
  const sections: Section[] = []
  for (const name of names) {
    console.error(`${name} ...`)
    const workload = workloads[name] as Workload
    // No step: a signal ends the server under a workload instead of waiting for its end.
    const section = await workload(server, isQuick ? quickSizes : fullSizes)
    console.log(`${sectionMarkdown(section)}\n`)
    sections.push(section)
  }
  const seconds = (performance.now() - started) / 1000
  if (out === null) return
  writeFileSync(out, benchmarkDocument(server, sections, { seconds, isQuick }))
  console.error(`written to ${out}`)
}

try {
  await bench(readOptions())
} catch (error) {
  if (!life.isStopping()) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}
await life.stopAll()
