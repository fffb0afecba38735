// The chaos test at its full size: 5,000 deliveries at 10 a second, two workers of which one is
// killed every 5 seconds, one crash of PostgreSQL, a receiver that goes wrong. Takes about a
// quarter of an hour; prints the report as JSON. Usage: node --import tsx scripts/outbound-chaos.ts
// [deliveries] [rate]
import { badReceiver, runChaos } from '../test/support/chaos.ts'

const [deliveries = 5000, rate = 10] = process.argv.slice(2).map(Number)
const report = await runChaos({
  deliveries,
  rate,
  killEveryMs: 5000,
  behaviour: badReceiver,
  // A killed worker costs each of its deliveries an attempt: there must be enough of them, and the
  // pauses between them must not grow to an hour.
  job: { max_attempts: 50, backoff_cap_seconds: 30 },
  limitMs: 60 * 60_000,
  onProgress: (text) => console.error(text),
})
console.log(JSON.stringify(report, null, 2))
const isKept = report.lost === 0 && report.states.sent === deliveries && report.mostStarts <= rate
process.exit(report.isFinished && isKept ? 0 : 1)
