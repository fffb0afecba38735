import type { Row, Warehouse } from './warehouse.ts'

/** A source of lists of customers. */
export type CustomerSource = Readonly<{
  source: string
  rawTable: string
  table: string
  /** The column of the name, and that of the document. */
  name: string
  raw: string
  /** The body that the source sends for these customers. */
  body: (customers: readonly unknown[], rest?: Row) => Row
  /** Rows of every document, or one per customer. */
  keepsHistory: boolean
  /** Tables that a first document writes. */
  written: readonly string[]
}>

/** Lands bodies in one statement, in the order of the array; `received_at` makes one a late one. */
export async function landLists(
  { sql }: Pick<Warehouse, 'sql'>,
  { rawTable }: Pick<CustomerSource, 'rawTable'>,
  ...items: readonly { payload: unknown; column?: string | null; at?: string }[]
): Promise<void> {
  await sql.unsafe(
    `insert into raw.${rawTable} (origin_company_domain, payload, received_at)
    select l.item ->> 'column', nullif(l.item -> 'payload', 'null'),
      coalesce((l.item ->> 'at')::timestamptz, clock_timestamp())
    from jsonb_array_elements($1::text::jsonb) with ordinality as l (item, place)
    order by l.place`,
    [JSON.stringify(items)]
  )
}

/** Customers of these names. */
export const named = (...names: readonly string[]) => names.map((companyName) => ({ companyName }))
