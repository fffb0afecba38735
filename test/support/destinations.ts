import type postgres from 'postgres'
import { problem } from '../../supabase/functions/_shared/errors.ts'
import type { FindDestination } from '../../supabase/functions/_shared/outbound/url-guard.ts'
import type { Failed } from './warehouse.ts'

/** A webhook that migrations allow. */
export const clayWebhook = 'https://api.clay.com/v3/sources/webhook/x'

/** Addresses that anybody could have; nothing is sent to them. */
export const publicly = async () => ['203.0.114.7', '2a00:1450:4009::200e']

/** Asks a database for destinations, as the worker does. */
export function findIn(sql: postgres.Sql, isDevelopment: boolean): FindDestination {
  return async (webhookUrl) => {
    try {
      const [row] = await sql`
        select api.find_destination(
          jsonb_build_object('webhook_url', ${webhookUrl}::text),
          jsonb_build_object('is_development', ${isDevelopment}::boolean)
        ) as found`
      return { origin: row?.found.origin, isInsecure: row?.found.is_insecure }
    } catch (error) {
      const { code, message, hint } = error as Failed
      return problem(code, message, hint)
    }
  }
}
