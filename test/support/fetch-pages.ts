// Fetches pages as the functions do, in whatever runtime it is started: reads a JSON array of pairs
// [URL, time limit in milliseconds] from the first argument, writes what became of each, in order,
// as one JSON array.
import process from 'node:process'
import { fetchPage } from '../../supabase/functions/_shared/vendors/page.ts'

const asked = JSON.parse(process.argv[2] ?? '[]') as [string, number][]
const work = asked.map(([url, timeLimitMs]) =>
  fetchPage(url, { isDevelopment: true, limits: { timeLimitMs } })
)
console.log(JSON.stringify(await Promise.all(work)))
process.exit(0)
