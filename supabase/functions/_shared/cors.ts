const LOCAL_ORIGIN = /^https?:\/\/(?:localhost|127\.0\.0\.1):(\d+)$/
// The last three are those of Supabase's own client.
const ALLOWED_HEADERS =
  'authorization, x-api-key, content-type, idempotency-key, apikey, x-client-info, x-region'
const EXPOSED_HEADERS = 'retry-after, www-authenticate, allow, deprecation, link'

/** Local development servers on ports 3000 to 3015, and what `CORS_ALLOWED_ORIGINS` lists. */
export function isAllowedOrigin(origin: string, extra: readonly string[]): boolean {
  const port = Number(LOCAL_ORIGIN.exec(origin)?.[1])
  return (port >= 3000 && port <= 3015) || extra.includes(origin)
}

/** Adds the CORS headers of an answer; an origin that is not allowed gets none. */
export function addCorsHeaders(
  request: Request,
  response: Response,
  allowedOrigins: readonly string[]
): Response {
  const origin = request.headers.get('origin')
  response.headers.append('vary', 'Origin')
  if (origin === null || !isAllowedOrigin(origin, allowedOrigins)) return response
  response.headers.set('access-control-allow-origin', origin)
  response.headers.set('access-control-expose-headers', EXPOSED_HEADERS)
  return response
}

/** True for the question a browser asks before the request itself. */
export function isPreflight(request: Request): boolean {
  return request.method === 'OPTIONS' && request.headers.has('access-control-request-method')
}

/** 204 to a preflight; what it allows counts only together with an allowed origin. */
export function preflightResponse(): Response {
  return new Response(null, {
    status: 204,
    headers: {
      'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE, OPTIONS',
      'access-control-allow-headers': ALLOWED_HEADERS,
      'access-control-max-age': '600',
    },
  })
}
