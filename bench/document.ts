import { cpus, loadavg, release, totalmem, type } from 'node:os'
import { versionOf } from './engine.ts'
import { figure, markdownTable, type Section, sectionMarkdown } from './report.ts'
import type { BenchServer } from './server.ts'

/** Load average of the machine when the run began: the bench wants an idle one. */
const loadBefore = loadavg()[0] ?? Number.NaN

function environment(server: BenchServer, seconds: number): Record<string, string>[] {
  const [cpu] = cpus()
  const memory = `${figure(totalmem() / 2 ** 30)} GiB`
  const settings = Object.entries(server.settings).map(([name, value]) => `${name} ${value}`)
  return [
    { what: 'machine', value: `${cpus().length} cores (${cpu?.model.trim()}), ${memory} memory` },
    { what: 'system', value: `${type()} ${release()}` },
    { what: 'database', value: `${server.version}, embedded, on 127.0.0.1` },
    { what: 'settings', value: settings.join(', ') },
    { what: 'runtimes', value: `Node ${process.versions.node}, Deno ${versionOf('deno')}` },
    { what: 'sql/', value: `bundle hash ${server.bundleHash.slice(0, 12)}` },
    {
      what: 'run',
      value:
        `${new Date().toISOString().slice(0, 10)}, ${figure(seconds)} s, ` +
        `load average before it ${loadBefore.toFixed(2)}`,
    },
  ]
}

const reading = `\
The output of the last full \`npm run bench\`: every ratio is taken in one run on one machine.

How to read it. Absolute numbers belong to the machine; the ratios are what is promised, and each
compares two ways of doing the same work, in rounds that alternate so that both meet the same
moods of the machine. A ratio is the median over the rounds; payloads/s and percentiles are over
all rounds together. Payloads are invented companies of about 145 rows over 28 tables
(test/support/payloads.ts) and invented people of about ten jobs, 35 rows over 11 tables
(test/support/people.ts), whose titles the look-up knows nineteen times in twenty, and lists of 20
customers (test/support/customer-lists.ts), half of which are known companies. The server is
thrown away afterwards but durable: a commit is on disk when it is answered.

| ratio | what it says |
| --- | --- |
| a. pipeline / floor | what extraction and coalescing cost on top of the unavoidable insert |
| b. bulk / row floor | what deciding which rows to write costs on top of writing them |
| c. pipeline / baseline | what one set-based call brings over a statement per element |
| d. large / small | what a hundred times the companies cost a single payload |
| e. rows written | what a payload costs that says nothing new |
| f. bulk / row floor | as b, for people |
| g. pipeline / baseline | as c, for people |
| h. large / small | as d, for people |
| i. bulk / row floor | as b, for lists of customers |
| j. pipeline / baseline | as c, for lists of customers |
| k. outbox / others | what the outbox's queue costs beside queues that do nothing else |
| l. last / before | what a transaction that stays open takes from them |
| m. delivered | what is lost, doubled or too fast while everything goes wrong |
| n. p95 | what a dashboard waits for, at the size of a real warehouse |

Run it yourself: \`npm run bench\` (about an hour, 35 GB of disk in the temporary directory),
\`npm run bench -- landing repeat\` for some workloads (landing, bulk, baseline, growth, repeat,
people-bulk, people-baseline, people-growth, customers-bulk, customers-baseline, outbound,
outbound-snapshot, outbound-chaos, leads), \`--quick\` for a smoke run whose numbers say nothing,
\`--out <file>\` to write the report there. Only a full run replaces this file.`

/** The whole report. */
export function benchmarkDocument(
  server: BenchServer,
  sections: readonly Section[],
  run: { seconds: number; isQuick: boolean }
): string {
  const smoke = run.isQuick ? ['This was a smoke run: its numbers say nothing.'] : []
  return [
    '# Benchmark',
    reading,
    ...smoke,
    markdownTable(environment(server, run.seconds)),
    ...sections.map(sectionMarkdown),
    '',
  ]
    .join('\n\n')
    .replace(/\n+$/, '\n')
}
