/**
 * Serves every edge function of supabase/functions from one local Deno process, under
 * http://127.0.0.1:<API_PORT>/functions/v1/<function>/..., as Supabase does.
 *
 * The real index.ts files are imported; `Deno.serve` is replaced meanwhile, so that each hands its
 * handler over instead of opening a port of its own.
 *
 * Environment: API_PORT (54321; 0 = any free port) and what the functions read. Prints
 * `listening http://127.0.0.1:<port>/functions/v1`. On SIGTERM or SIGINT requests under way are
 * answered, later ones refused with 503, then it exits with 0.
 */
import { problem, shuttingDown } from '../supabase/functions/_shared/errors.ts'
import { problemResponse } from '../supabase/functions/_shared/http.ts'
import { beginShutdown, drain, isShuttingDown } from '../supabase/functions/_shared/lifecycle.ts'
import { sharedDeps } from '../supabase/functions/_shared/serve.ts'

type Handler = (request: Request) => Response | Promise<Response>

const FUNCTIONS = new URL('../supabase/functions/', import.meta.url)
/** Longer than the longest statement, so that nothing under way is cut off. */
const DRAIN_LIMIT_MS = 70_000
/** How long the port stays open at least, to tell late senders 503 instead of nothing. */
const REFUSE_MS = 250

const originalServe = Deno.serve

function replaceServe(value: unknown): void {
  Object.defineProperty(Deno, 'serve', { value, configurable: true, writable: true })
}

/** Imports every function and collects the handlers they serve. */
async function loadHandlers(): Promise<Map<string, Handler>> {
  const handlers = new Map<string, Handler>()
  for await (const entry of Deno.readDir(FUNCTIONS)) {
    if (!entry.isDirectory || entry.name.startsWith('_')) continue
    replaceServe((handler: Handler) => handlers.set(entry.name, handler))
    await import(new URL(`${entry.name}/index.ts`, FUNCTIONS).href)
  }
  replaceServe(originalServe)
  return handlers
}

/** Hands a request to the function that its path names. */
function dispatch(handlers: Map<string, Handler>, request: Request): Response | Promise<Response> {
  if (isShuttingDown()) return problemResponse(shuttingDown())
  const { pathname } = new URL(request.url)
  const name = /^\/functions\/v1\/([^/]+)/.exec(pathname)?.[1] ?? ''
  const handler = handlers.get(name)
  if (handler !== undefined) return handler(request)
  const hint = 'paths begin with /functions/v1/<function>, see docs/endpoints.md'
  return problemResponse(problem('WH005', 'there is no function of that name', hint))
}

async function stop(server: Deno.HttpServer): Promise<void> {
  // Ctrl-C in a terminal reaches this process twice: directly, and from what started it.
  if (isShuttingDown()) return
  beginShutdown()
  await new Promise((resolve) => setTimeout(resolve, REFUSE_MS))
  await drain(DRAIN_LIMIT_MS)
  await Promise.race([server.shutdown(), new Promise((resolve) => setTimeout(resolve, 2000))])
  await sharedDeps().database.close()
  Deno.exit(0)
}

const handlers = await loadHandlers()
const port = Number(Deno.env.get('API_PORT') ?? 54321)
const server = originalServe(
  {
    hostname: '127.0.0.1',
    port,
    onListen: (address) => {
      console.log(`listening http://127.0.0.1:${address.port}/functions/v1`)
    },
  },
  (request) => dispatch(handlers, request)
)
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  Deno.addSignalListener(signal, () => void stop(server))
}
