/** Who answers calls; the names of `outbound.kinds.vendor`. */
export type Vendor = 'companyenrich' | 'gemini'

/** What a worker knows of a kind of call before it makes one. */
export type CallKind = Readonly<{
  vendor: Vendor
  /** The time limit of one call, in milliseconds. */
  limitMs: number
  /** As `outbound.kinds.stop_statuses`: after one of these nothing more of the job is started. */
  stopStatuses: readonly number[]
}>

const companyenrich = { vendor: 'companyenrich', limitMs: 30_000, stopStatuses: [401, 402, 403] }
const gemini = { vendor: 'gemini', limitMs: 120_000, stopStatuses: [401, 403, 404] }

/** Every kind of delivery that a vendor answers; the same rows are in `outbound.kinds`. */
export const callKinds = {
  similar_companies: companyenrich,
  case_study_extraction: gemini,
  case_study_buyer: gemini,
  orphan_domain: gemini,
  domain_inference: gemini,
  customer_domain: gemini,
} as Readonly<Record<string, CallKind>>

/** The environment variable that holds the key of a vendor. */
export function keyVariableOf(vendor: string): string {
  return `${vendor.toUpperCase()}_API_KEY`
}

/** The kind of call behind the URL of a delivery; null for a webhook. */
export function kindOfCall(webhookUrl: string): string | null {
  return webhookUrl.startsWith('vendor:') ? webhookUrl.slice('vendor:'.length) : null
}

/** The time limit of a call, in milliseconds; 0 for a webhook. */
export function callLimitMs(webhookUrl: string): number {
  const kind = kindOfCall(webhookUrl)
  return kind === null ? 0 : (callKinds[kind]?.limitMs ?? 0)
}
