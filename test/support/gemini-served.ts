import { afterAll, beforeAll, beforeEach } from 'vitest'
import { type Gemini, startGemini } from './gemini.ts'
import { html, type PageServer, startPages } from './hostile-pages.ts'
import { type Served, serveDatabase } from './served.ts'

/** The functions, a database, a stand-in for Gemini and a server of pages, for one test file. */
export type GeminiServed = Served & {
  gemini: Gemini
  pages: PageServer
  /** Serves HTML; gives its URL, under a name that is none of the internet. */
  page(body: string): string
  /** The URL of a page of the server, under that name. */
  urlOf(url: string): string
}

/**
 * Serves a database whose functions ask the stand-in; before each test it has no rules and an empty
 * log.
 *
 * @param more variables of the functions
 */
export function serveWithGemini(more: Record<string, string> = {}): GeminiServed {
  const env: Record<string, string> = { ...more }
  const extra: Partial<GeminiServed> = {}
  beforeAll(async () => {
    const gemini = await startGemini()
    const pages = await startPages()
    const urlOf = (url: string) => url.replace('127.0.0.1', 'stories.localhost')
    Object.assign(env, { GEMINI_BASE_URL: gemini.baseUrl, GEMINI_API_KEY: gemini.apiKey }, more)
    const page = (body: string) => urlOf(pages.page(html(body)))
    Object.assign(served, { gemini, pages, urlOf, page })
  })
  const served = Object.assign(serveDatabase(env), extra) as GeminiServed
  beforeEach(async () => {
    served.gemini.reset()
    // The limiter's pace is the engine's to prove.
    await served.database.sql`update outbound.accounts set rate_per_second = null
      where account = 'gemini' and rate_per_second is not null`
  })
  afterAll(async () => {
    await served.gemini?.stop()
    await served.pages?.stop()
  })
  return served
}
