import process from 'node:process'
import type { Vendor } from './vendors/kinds.ts'

/** Where a vendor is asked, and with which key. */
export type VendorSettings = Readonly<{
  /** `<VENDOR>_BASE_URL`, without a slash at its end; set by the operator, so it is trusted. */
  baseUrl: string
  /** `<VENDOR>_API_KEY`; null when it is not set: the vendor is not asked. */
  apiKey: string | null
}>

/** What the environment decides; read once, when a function starts. */
export type Settings = Readonly<{
  /** Connection string; `PIPELINE_DB_URL` first, then `SUPABASE_DB_URL`. Null when neither is set. */
  databaseUrl: string | null
  /** Connections kept open at most, `PIPELINE_DB_MAX`; default 4. */
  maxConnections: number
  /** Requests that may wait for a connection, `DB_MAX_WAITING`; default 1000. Past it: 503. */
  maxWaiting: number
  /** Seconds to wait for a connection to open, `DB_CONNECT_TIMEOUT_SECONDS`; default 5. */
  connectTimeoutSeconds: number
  /** Upper bound for the statement timeout of every endpoint in seconds, or null. */
  timeoutCapSeconds: number | null
  /** Seconds a verified key is remembered, `KEY_CACHE_SECONDS`; default 60, 0 = never. */
  keyCacheSeconds: number
  /** Origins allowed besides localhost, `CORS_ALLOWED_ORIGINS`, separated by commas. */
  allowedOrigins: readonly string[]
  /** `PIPELINE_DEVELOPMENT=1`: insecure destinations count. Never set it where real data is. */
  isDevelopment: boolean
  /**
   * Seconds that sending may go on after a request, `WORKER_BUDGET_SECONDS`; default 60. It must
   * end before the platform ends the process: after 150 s, or 400 s where it is paid for, or 2 s
   * of computing, which about 900 deliveries take.
   */
  workerBudgetSeconds: number
  /** Vendors that are asked, by name: see vendors/. */
  vendors: Readonly<Record<Vendor, VendorSettings>>
  /**
   * Seconds that a request may wait for a vendor, `CALL_WALL_SECONDS`; default 130. Then it is
   * answered with 202, and the worker goes on.
   */
  callWallSeconds: number
}>

type Environment = Readonly<Record<string, string | undefined>>

/** A number of the environment within bounds; anything else gives the default. */
function numberOf(value: string | undefined, fallback: number, min: number, max: number): number {
  const parsed = value === undefined || value.trim() === '' ? Number.NaN : Number(value)
  return Number.isFinite(parsed) ? Math.min(max, Math.max(min, parsed)) : fallback
}

function textOf(value: string | undefined): string | null {
  return value === undefined || value.trim() === '' ? null : value.trim()
}

/** Where a vendor is asked; its own address unless the environment names another one. */
function vendorOf(baseUrl: string | undefined, fallback: string, key: string | undefined) {
  return { baseUrl: (textOf(baseUrl) ?? fallback).replace(/\/+$/, ''), apiKey: textOf(key) }
}

/** Reads the settings; names that are unset or unusable fall back to their defaults. */
export function readSettings(env: Environment = process.env): Settings {
  const cap = numberOf(env.ENDPOINT_TIMEOUT_SECONDS, 0, 0, 3600)
  return {
    databaseUrl: textOf(env.PIPELINE_DB_URL) ?? textOf(env.SUPABASE_DB_URL),
    maxConnections: Math.floor(numberOf(env.PIPELINE_DB_MAX, 4, 1, 50)),
    maxWaiting: Math.floor(numberOf(env.DB_MAX_WAITING, 1000, 0, 10_000)),
    connectTimeoutSeconds: numberOf(env.DB_CONNECT_TIMEOUT_SECONDS, 5, 1, 60),
    timeoutCapSeconds: cap > 0 ? cap : null,
    keyCacheSeconds: numberOf(env.KEY_CACHE_SECONDS, 60, 0, 3600),
    allowedOrigins: (env.CORS_ALLOWED_ORIGINS ?? '')
      .split(',')
      .map((origin) => origin.trim().replace(/\/$/, ''))
      .filter((origin) => origin !== ''),
    isDevelopment: env.PIPELINE_DEVELOPMENT === '1',
    workerBudgetSeconds: numberOf(env.WORKER_BUDGET_SECONDS, 60, 5, 390),
    vendors: {
      companyenrich: vendorOf(
        env.COMPANYENRICH_BASE_URL,
        'https://api.companyenrich.com',
        env.COMPANYENRICH_API_KEY
      ),
      gemini: vendorOf(
        env.GEMINI_BASE_URL,
        'https://generativelanguage.googleapis.com',
        env.GEMINI_API_KEY
      ),
    },
    callWallSeconds: numberOf(env.CALL_WALL_SECONDS, 130, 1, 390),
  }
}
