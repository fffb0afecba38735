/** Pages that mean ill, and a server of this machine that serves them. */
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createGzip, gzipSync } from 'node:zlib'

type Serve = (response: ServerResponse, request: IncomingMessage) => void

/** A page that is never fetched to its end, or not taken; with the problem it leads to. */
export type HostilePage = readonly [what: string, serve: Serve, code: string, message: RegExp]

/** A running server of pages. */
export type PageServer = Readonly<{
  /** `http://127.0.0.1:<port>`. */
  origin: string
  /** Serves a page under a path of its own; gives its URL. */
  page(serve: Serve): string
  /** Requests that arrived: `GET /1`. */
  asked: string[]
  /** Bytes of bodies handed to the system so far. */
  written(): number
  /** Requests whose connection the client has not let go of, and that are not answered. */
  open(): number
  stop(): Promise<void>
}>

/** Answers with HTML. */
export function html(body: string | Buffer, headers: Record<string, string> = {}): Serve {
  return (response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...headers }).end(body)
  }
}

/** Redirects. */
export function redirect(location: string | null, status = 302): Serve {
  return (response) => {
    response.writeHead(status, location === null ? {} : { location }).end('elsewhere')
  }
}

/** Writes pieces as fast as they are taken, up to a size or without end. */
function pour(response: ServerResponse, piece: Buffer, size: number): void {
  let left = size
  const more = () => {
    while (left > 0 && !response.destroyed) {
      left -= piece.length
      if (!response.write(piece)) {
        response.once('drain', more)
        return
      }
    }
    if (!response.destroyed) response.end()
  }
  more()
}

const head = { 'content-type': 'text/html' }
const paragraph = Buffer.from(`<p>${'all work and no play '.repeat(3000)}</p>\n`)
const text = '<!doctype html><title>x</title><p>Ada Quux, CEO of Gadget Orchard.</p>'

function bomb(response: ServerResponse): void {
  response.writeHead(200, { ...head, 'content-encoding': 'gzip' })
  const gzip = createGzip({ level: 9 })
  gzip.pipe(response)
  const zeros = Buffer.alloc(1_000_000, ' ')
  let left = 200
  const more = () => {
    while (left > 0 && !response.destroyed) {
      left -= 1
      if (!gzip.write(zeros)) {
        gzip.once('drain', more)
        return
      }
    }
    gzip.end()
  }
  more()
}

function drip(response: ServerResponse): void {
  response.writeHead(200, head)
  const timer = setInterval(() => response.write('.'), 20)
  response.on('close', () => clearInterval(timer))
}

function links(): string {
  const count = 10_000_000 / 60
  return Array.from({ length: count }, (_, n) => `<a href="https://l${n}.example/${n}">${n}</a>`)
    .join('\n')
    .padEnd(10_000_000)
}

const utf16 = (mark: string) => Buffer.from(`${mark}${text}`, 'utf16le')
const latin = Buffer.from(`<p>${'Zo\xeb, Ren\xe9e and J\xfcrgen. '.repeat(9)}</p>`, 'latin1')
/** Serves as HTML, of a type that may be named. */
const as = (type: string, body: string | Buffer = text) => html(body, { 'content-type': type })
const packed = (encoding: string, body: string | Buffer) =>
  html(body, { 'content-encoding': encoding })

/** What a server can do to who fetches from it. */
export const hostilePages: readonly HostilePage[] = [
  // Size and time
  [
    '200 MB that are announced, and not even begun',
    (response) =>
      response.writeHead(200, { ...head, 'content-length': '200000000' }).flushHeaders(),
    'WH732',
    /more than 3000000 bytes/,
  ],
  [
    '200 MB that are not announced',
    (response) => {
      response.writeHead(200, head)
      pour(response, paragraph, 200_000_000)
    },
    'WH732',
    /more than 3000000 bytes/,
  ],
  [
    'a body without end',
    (response) => {
      response.writeHead(200, head)
      pour(response, paragraph, Number.POSITIVE_INFINITY)
    },
    'WH732',
    /more than 3000000 bytes/,
  ],
  ['a gzip bomb', bomb, 'WH732', /more than 3000000 bytes/],
  ['10 MB of links', as('text/html', links()), 'WH732', /more than 3000000 bytes/],
  ['a slow drip', drip, 'WH733', /was not there after/],
  [
    'headers and no body',
    (response) => response.writeHead(200, head).flushHeaders(),
    'WH733',
    /was not there after/,
  ],
  ['no answer at all', () => {}, 'WH733', /was not there after/],
  [
    'a body that breaks off',
    (response) => {
      response.writeHead(200, { ...head, 'content-length': '1000' }).write(text)
      setTimeout(() => response.destroy(), 20)
    },
    'WH733',
    /did not arrive/,
  ],
  ['a reset', (response) => response.socket?.resetAndDestroy(), 'WH733', /did not arrive/],
  [
    'something that is not HTTP',
    (response) => response.socket?.end('220 mail.example ESMTP\r\n'),
    'WH733',
    /did not arrive/,
  ],
  [
    'a megabyte of headers',
    (response) => response.writeHead(200, { ...head, 'x-a': 'a'.repeat(1_000_000) }).end(text),
    'WH733',
    /did not arrive/,
  ],
  // What it is
  ['a PDF', as('application/pdf', '%PDF-1.7'), 'WH732', /is application\/pdf, not HTML/],
  ['a PDF that says it is HTML', as('text/html', '%PDF-1.7\n1 0 obj'), 'WH732', /is a PDF/],
  ['a picture', as('image/svg+xml', '<svg/>'), 'WH732', /not HTML/],
  ['JSON', as('application/json', '{}'), 'WH732', /not HTML/],
  ['a download', as('application/octet-stream'), 'WH732', /not HTML/],
  [
    'no content type',
    (response) => response.writeHead(200).end(text),
    'WH732',
    /has no content type/,
  ],
  ['bytes that are no text', as('text/plain', Buffer.alloc(5000)), 'WH732', /is no text/],
  ['packed twice', packed('gzip, gzip', gzipSync(gzipSync(text))), 'WH732', /is packed as|no text/],
  ['packed in a way nobody knows', packed('rar', text), 'WH732', /is packed as rar/],
  ['said to be packed, and not', packed('gzip', text), 'WH733', /did not arrive/],
  ['nothing', as('text/html', ''), 'WH732', /shows no text/],
  ['a page that needs scripts', html('<script>render()</script>'), 'WH732', /shows no text/],
  ['a page that is all hidden', html('<div hidden><p>seen?</div>'), 'WH732', /shows no text/],
  ['elements nested without end', html('<b>'.repeat(900_000)), 'WH732', /nested more than 512/],
  ['ends of nothing', html(`<b>${'<i>'.repeat(600)}${'</u>'.repeat(9)}`), 'WH732', /nested/],
  // Charset
  ['a charset that nobody knows', as('text/html; charset=utf-7'), 'WH732', /not known: utf-7/],
  ['a wrong charset', as('text/html; charset=utf-8', latin), 'WH732', /not in the charset/],
  ['UTF-16 that says it is UTF-8', html(utf16('')), 'WH732', /is no text/],
  ['UTF-8 that says it is UTF-16', as('text/html; charset=utf-16', latin), 'WH732', /charset/],
  // Where it leads
  ['a redirect to ftp', redirect('ftp://files.example/x'), 'WH731', /scheme ftp:/],
  ['a redirect to a file', redirect('file:///etc/passwd'), 'WH731', /scheme file:/],
  ['a redirect to data', redirect('data:text/html,hello'), 'WH731', /scheme data:/],
  ['a redirect to a script', redirect('javascript:alert(1)'), 'WH731', /scheme javascript:/],
  ['a redirect to a private address', redirect('http://10.0.0.1/'), 'WH731', /IP address/],
  ['a redirect to metadata', redirect('http://169.254.169.254/latest/'), 'WH731', /IP address/],
  ['a redirect to a number', redirect('http://2852039166/'), 'WH731', /IP address/],
  [
    'a redirect to a name of the inside',
    redirect('http://inside.example/'),
    'WH731',
    /10\.1\.2\.3/,
  ],
  ['a redirect with credentials', redirect('https://a:b@news.example/'), 'WH731', /credentials/],
  ['a redirect to another port', redirect('https://news.example:6379/'), 'WH731', /port 6379/],
  ['a redirect to nonsense', redirect('https://exa mple/'), 'WH731', /is no URL/],
  ['a redirect to nowhere', redirect(null), 'WH732', /there is no Location/],
  [
    'a redirect to itself',
    (response, { url = '' }) => redirect(url)(response, {} as IncomingMessage),
    'WH732',
    /in a circle/,
  ],
  [
    'redirects without end',
    (response, { url = '' }) => redirect(`${url}x`)(response, {} as IncomingMessage),
    'WH732',
    /more than 5 times/,
  ],
  // Statuses
  ['404', (response) => response.writeHead(404, head).end(text), 'WH732', /answered with 404/],
  ['403', (response) => response.writeHead(403, head).end(text), 'WH732', /answered with 403/],
  ['204', (response) => response.writeHead(204).end(), 'WH732', /answered with 204/],
  ['304', (response) => response.writeHead(304).end(), 'WH732', /answered with 304/],
  ['500', (response) => response.writeHead(500, head).end(text), 'WH733', /answered with 500/],
]

/** Starts a server of pages on a free port of 127.0.0.1. */
export async function startPages(): Promise<PageServer> {
  const pages = new Map<string, Serve>()
  const asked: string[] = []
  const sockets = new Map<object, { bytesWritten: number }>()
  const waiting = new Set<ServerResponse>()
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    waiting.add(response)
    response.on('close', () => waiting.delete(response))
    const [, number = ''] = /^\/(\d+)/.exec(request.url ?? '') ?? []
    const serve = pages.get(number)
    if (serve === undefined) response.writeHead(404).end()
    else serve(response, request)
  })
  server.on('connection', (socket) => sockets.set(socket, socket))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    origin,
    page: (serve) => {
      pages.set(String(pages.size + 1), serve)
      return `${origin}/${pages.size}`
    },
    asked,
    written: () => [...sockets.values()].reduce((sum, { bytesWritten }) => sum + bytesWritten, 0),
    open: () => waiting.size,
    stop: async () => {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
