import {
  type Endpoint,
  refusesUnknown,
  takesBody,
} from '../../supabase/functions/_shared/endpoint.ts'
import { ERROR_STATUS } from '../../supabase/functions/_shared/errors.ts'

/** Codes an endpoint may answer with because of its method and scope alone. */
export function commonCodes(endpoint: Endpoint): string[] {
  const key = endpoint.scope === null ? [] : ['WH007', 'WH008']
  const json = ['WH001', 'WH002', 'WH016', 'WH003', 'WH004', 'WH009', 'WH017', 'WH106', 'WH014']
  const form = ['WH002', 'WH016', 'WH003', 'WH004', 'WH009', 'WH014', 'WH018']
  const query = refusesUnknown(endpoint) ? ['WH107'] : []
  const body = endpoint.upload !== undefined ? form : takesBody(endpoint) ? json : []
  return [...key, ...query, ...body, 'WH010', 'WH011', 'WH012', 'WH013', 'WH015']
}

/** Every code an endpoint may answer with, by status, then by code. */
export function errorCodes(endpoint: Endpoint): string[] {
  const codes = [...new Set([...endpoint.errors, ...commonCodes(endpoint)])]
  const rank = (code: string) => (ERROR_STATUS[code] ?? 500) * 1000 + Number(code.slice(2))
  return codes.sort((left, right) => rank(left) - rank(right))
}
