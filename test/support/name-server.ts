import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'

/** What a name server says about a name: addresses, or one of its ways to say nothing. */
export type Zone = Readonly<
  Record<
    string,
    Readonly<{ a?: readonly string[]; aaaa?: readonly string[] }> | 'servfail' | 'silence'
  >
>

/** A name server on this machine that answers from a table, over UDP. */
export type NameServer = Readonly<{
  port: number
  /** Names asked for, with the type: `api.example A`. */
  asked: string[]
  /** Gives other answers from now on. */
  change(zone: Zone): void
  stop(): Promise<void>
}>

const TYPES: Readonly<Record<number, 'A' | 'AAAA'>> = { 1: 'A', 28: 'AAAA' }

function readQuestion(message: Buffer): { name: string; type: string; end: number } {
  const labels: string[] = []
  let at = 12
  for (let length = message[at] ?? 0; length > 0; length = message[at] ?? 0) {
    labels.push(message.toString('latin1', at + 1, at + 1 + length))
    at += 1 + length
  }
  const type = TYPES[message.readUInt16BE(at + 1)] ?? 'other'
  return { name: labels.join('.').toLowerCase(), type, end: at + 5 }
}

function bytesOf(address: string): Buffer {
  if (address.includes('.')) return Buffer.from(address.split('.').map(Number))
  const [left = '', right] = address.split('::')
  const groups = (text: string) => (text === '' ? [] : text.split(':'))
  const [head, tail] = [groups(left), groups(right ?? '')]
  const zeros = right === undefined ? 0 : 8 - head.length - tail.length
  const all = [...head, ...Array<string>(zeros).fill('0'), ...tail]
  return Buffer.from(all.map((group) => group.padStart(4, '0')).join(''), 'hex')
}

function record(type: string, address: string): Buffer {
  const data = bytesOf(address)
  const head = Buffer.alloc(12)
  head.writeUInt16BE(0xc00c, 0)
  head.writeUInt16BE(type === 'A' ? 1 : 28, 2)
  head.writeUInt16BE(1, 4)
  head.writeUInt16BE(data.length, 10)
  return Buffer.concat([head, data])
}

function reply(query: Buffer, end: number, code: number, records: Buffer[]): Buffer {
  const head = Buffer.from(query.subarray(0, end))
  head.writeUInt16BE(0x8180 | code, 2)
  head.writeUInt16BE(1, 4)
  head.writeUInt16BE(records.length, 6)
  head.writeUInt32BE(0, 8)
  return Buffer.concat([head, ...records])
}

function answer(socket: Socket, zone: Zone, asked: string[], query: Buffer, port: number): void {
  const { name, type, end } = readQuestion(query)
  asked.push(`${name} ${type}`)
  const entry = zone[name]
  if (entry === 'silence') return
  const isKnown = typeof entry === 'object'
  const addresses = isKnown ? (type === 'A' ? entry.a : type === 'AAAA' ? entry.aaaa : []) : []
  const code = isKnown ? 0 : entry === 'servfail' ? 2 : 3
  const records = (addresses ?? []).map((address) => record(type, address))
  socket.send(reply(query, end, code, records), port, '127.0.0.1')
}

/** Starts a name server on a free port of this machine. */
export async function startNameServer(zone: Zone): Promise<NameServer> {
  const socket = createSocket('udp4')
  const asked: string[] = []
  let current = zone
  socket.on('message', (query, { port }) => answer(socket, current, asked, query, port))
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  return {
    port: socket.address().port,
    asked,
    change: (next) => {
      current = next
    },
    stop: async () => {
      socket.close()
      await once(socket, 'close')
    },
  }
}
