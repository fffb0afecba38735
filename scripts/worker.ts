// `npm run worker`: sends what waits in the outbox, beside plain PostgreSQL; stays up.
// Environment: PIPELINE_DB_URL and what else the edge functions read. One JSON line per event goes
// to standard error, without payloads. SIGTERM or SIGINT: what is under way is finished, the rest
// given back, exit 0; a second one ends it at once, exit 1.
import { logLine } from '../supabase/functions/_shared/log.ts'
import { openWorker } from '../supabase/functions/_shared/outbound/wake.ts'
import { readSettings } from '../supabase/functions/_shared/settings.ts'

const settings = readSettings()
if (settings.databaseUrl === null) {
  console.error('PIPELINE_DB_URL is not set: give the URL of the role pipeline_edge')
  process.exit(1)
}

const ending = new AbortController()
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    if (ending.signal.aborted) process.exit(1)
    ending.abort()
  })
}
await openWorker(settings, logLine, { isStanding: true, signal: ending.signal }).done
process.exit(0)
