import { createServer } from 'node:net'

/** Resolves to the port itself when it can be bound on 127.0.0.1, else to null. */
function bind(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(null))
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      const bound = address !== null && typeof address === 'object' ? address.port : null
      server.close(() => resolve(bound))
    })
  })
}

/** A TCP port on 127.0.0.1 that nobody listens on now. */
export async function freePort(): Promise<number> {
  const port = await bind(0)
  if (port === null) throw new Error('no free TCP port on 127.0.0.1')
  return port
}

/** Errors: names the port and the variable that changes it when somebody else listens there. */
export async function requirePort(port: number, variable: string): Promise<void> {
  if ((await bind(port)) === null) {
    throw new Error(
      `port ${port} on 127.0.0.1 is already in use: stop what listens there, or set ${variable} ` +
        'to a free port'
    )
  }
}

/** The port that an environment variable names. Errors: when it is no port number. */
export function portFrom(variable: string, fallback: number): number {
  const value = process.env[variable]
  if (!value) return fallback
  const port = Number(value)
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Error(`${variable} is ${JSON.stringify(value)}: give a port number, 1 to 65535`)
  }
  return port
}
