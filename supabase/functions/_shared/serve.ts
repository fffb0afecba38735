import { Hono } from 'hono'
import { createKeyRing } from './auth.ts'
import { catalogue } from './catalogue.ts'
import { addCorsHeaders, isPreflight, preflightResponse } from './cors.ts'
import { openDatabase } from './database.ts'
import { deprecationHeaders, type Endpoint } from './endpoint.ts'
import { problem } from './errors.ts'
import { problemResponse } from './http.ts'
import { beginShutdown, track } from './lifecycle.ts'
import { wakeWorker } from './outbound/wake.ts'
import { answer, type Deps } from './pipeline.ts'
import { readSettings } from './settings.ts'
import { internalError } from './sql-errors.ts'

/** Answers one request. */
export type Handler = (request: Request) => Promise<Response>

let shared: Deps | undefined

/** The connections and keys of this process, made by the first function that needs them. */
export function sharedDeps(): Deps {
  if (shared === undefined) {
    const settings = readSettings()
    const database = openDatabase(settings)
    shared = { settings, database, keys: createKeyRing(database, settings.keyCacheSeconds) }
    globalThis.addEventListener?.('beforeunload', beginShutdown)
  }
  return shared
}

/** The handler of an edge function: every endpoint whose path begins with its name. */
export function serveFunction(name: string): Handler {
  const routes = catalogue.flatMap((endpoint) =>
    [endpoint.path, ...(endpoint.aliases ?? [])]
      .filter((path) => path.split('/')[1] === name)
      .map((path) => ({ path, endpoint }))
  )
  return createHandler(routes, sharedDeps())
}

/** A path and the endpoint it leads to. */
export type Route = Readonly<{ path: string; endpoint: Endpoint }>

/** Makes the handler of some routes. Works in every runtime that has Request and Response. */
export function createHandler(all: readonly Route[], deps: Deps): Handler {
  const app = new Hono({ getPath: (request) => pathOf(request.url) })
  // A path without parameters is never one of its neighbours with some: whatever the method.
  const hasParameter = ({ path }: Route) => path.includes('/:')
  const routes = [...all.filter((route) => !hasParameter(route)), ...all.filter(hasParameter)]
  for (const path of new Set(routes.map((route) => route.path))) addPath(app, path, routes, deps)
  app.notFound((c) => problemResponse(notFound(c.req.path)))
  app.onError((thrown, c) =>
    problemResponse(internalError(`${c.req.method} ${c.req.path}`, thrown))
  )
  return (request) =>
    track(async () => {
      const response = isPreflight(request) ? preflightResponse() : await app.fetch(request)
      return addCorsHeaders(request, response, deps.settings.allowedOrigins)
    })
}

/** The endpoints of one path, and what is said to all other methods there. */
function addPath(app: Hono, path: string, all: readonly Route[], deps: Deps): void {
  const routes = all.filter((route) => route.path === path)
  for (const { endpoint } of routes) {
    // Around everything below: refusals and errors have the headers too.
    app.use(path, async (c, next) => {
      await next()
      for (const [name, value] of Object.entries(deprecationHeaders(endpoint))) {
        c.res.headers.set(name, value)
      }
    })
    app.on(endpoint.method, path, async (c) => {
      const response = await answer(c.req.raw, endpoint, c.req.param(), deps)
      const hasLeftWork = endpoint.calls && response.status === 202
      if ((endpoint.wakesWorker && response.ok) || hasLeftWork) wakeWorker(deps.settings)
      return response
    })
  }
  const methods = allowedMethods(routes)
  app.all(path, (c) => wrongMethod(c.req.method, methods))
}

/**
 * Supabase passes `/<function>/...`, the local gateway `/functions/v1/<function>/...`. An escape
 * that needs none (`%73` for s) is the letter itself; all others are left to the parameters.
 */
export function pathOf(url: string): string {
  const path = new URL(url).pathname
    .replace(/^\/functions\/v1(?=\/)/, '')
    .replace(/%(?:2D|2E|3\d|4[1-9A-F]|5[0-9AF]|6[1-9A-F]|7[0-9AE])/gi, decodeURIComponent)
  return path.length > 1 ? path.replace(/\/+$/, '') : path
}

function allowedMethods(routes: readonly Route[]): string {
  const methods = routes.map((route) => route.endpoint.method)
  const withHead = methods.includes('GET') ? [...methods, 'HEAD'] : methods
  return [...new Set(withHead), 'OPTIONS'].join(', ')
}

function wrongMethod(method: string, allow: string): Response {
  if (method === 'OPTIONS') return new Response(null, { status: 204, headers: { allow } })
  const message = `${method} is not possible here`
  return problemResponse(problem('WH006', message, `use one of: ${allow}`, { headers: { allow } }))
}

function notFound(path: string) {
  const hint = 'compare the path with docs/endpoints.md'
  return problem('WH005', `there is no endpoint at ${path.slice(0, 200)}`, hint)
}
