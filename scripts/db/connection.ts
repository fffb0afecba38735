import postgres from 'postgres'

const localHosts = new Set(['', 'localhost', '127.0.0.1', '[::1]', '::1'])

/**
 * The URL with an explicit sslmode, since the drivers' defaults differ: off for this machine,
 * required elsewhere. What the URL says itself stands.
 */
export function withSslMode(url: string): string {
  const parsed = new URL(url)
  if (!parsed.searchParams.has('sslmode')) {
    parsed.searchParams.set('sslmode', localHosts.has(parsed.hostname) ? 'disable' : 'require')
  }
  return parsed.href
}

/** The URL without its password, for output. */
export function redacted(url: string): string {
  const parsed = new URL(url)
  if (parsed.password !== '') parsed.password = '***'
  return parsed.href
}

/** The same server and user, another database. */
export function withDatabase(url: string, database: string): string {
  const parsed = new URL(url)
  parsed.pathname = `/${database}`
  return parsed.href
}

/** A client for scripts: notices are dropped, one connection unless told otherwise. */
export function connect(url: string, max = 1): postgres.Sql {
  return postgres(withSslMode(url), {
    max,
    prepare: false,
    connect_timeout: 30,
    onnotice: () => undefined,
  })
}

/** Runs `act` with a client that is closed afterwards, whatever happens. */
export async function withClient<T>(
  url: string,
  act: (sql: postgres.Sql) => Promise<T>
): Promise<T> {
  const sql = connect(url)
  try {
    return await act(sql)
  } finally {
    await sql.end({ timeout: 5 })
  }
}
