import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'

/** Something between two ends of a connection that can fail as networks do. */
export type TcpProxy = Readonly<{
  port: number
  /** Connections as of now fall silent, without an end; later ones work. */
  freeze(): void
  /** Resets every connection and takes no more. */
  refuse(): Promise<void>
  /** Takes connections again, on the same port. */
  resume(): Promise<void>
  /** Connections taken so far. */
  taken(): number
  stop(): Promise<void>
}>

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })
}

/** Joins two sockets; one that ends or breaks takes the other with it. */
function join(left: Socket, right: Socket): void {
  left.pipe(right)
  right.pipe(left)
  for (const [one, other] of [
    [left, right],
    [right, left],
  ] as const) {
    one.on('error', () => other.destroy())
    one.on('close', () => other.destroy())
  }
}

/** Starts a proxy on 127.0.0.1, in front of a port of the same machine. */
export async function startTcpProxy(targetPort: number): Promise<TcpProxy> {
  const pairs = new Set<readonly [Socket, Socket]>()
  let taken = 0
  const open = () =>
    createServer((client) => {
      const target = connect(targetPort, '127.0.0.1')
      const pair = [client, target] as const
      taken += 1
      pairs.add(pair)
      client.on('close', () => pairs.delete(pair))
      join(client, target)
    })
  let server = open()
  const port = await listen(server, 0)
  const refuse = async () => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()))
    for (const [client, target] of pairs) {
      client.destroy()
      target.destroy()
    }
    await closed
  }
  return {
    port,
    taken: () => taken,
    freeze: () => {
      for (const [client, target] of pairs) {
        client.unpipe(target).pause()
        target.unpipe(client).pause()
      }
    },
    refuse,
    resume: async () => {
      server = open()
      await listen(server, port)
    },
    stop: refuse,
  }
}
