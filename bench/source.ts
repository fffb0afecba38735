import type postgres from 'postgres'

/** A payload, serialised before the clock starts. */
export interface Item {
  /** What its key column gets. */
  key: string
  payload: string
}

/** The predecessor's way of ingesting a payload, in one of its variants. */
export interface Baseline {
  /** What the report calls it. */
  what: string
  /** Makes the database ready for it: no trigger may do the work that its code does. */
  prepareSql: string
  /** Ingests over one connection. Returns the round trips. */
  ingest(sql: postgres.Sql, item: Item): Promise<number>
}

/** How a database is filled with what many payloads would have left. */
export interface Stock {
  /** Makes schema bench with the entities and what their rows are made of. */
  entitiesSql(count: number): string
  /** One statement per table; they read schema bench. */
  statements(): string[]
}

/** A source of payloads, and what the workloads need to know about it. */
export interface Source {
  /** What a payload is about, as the report says it. */
  one: string
  /** Several of them: also part of names of databases. */
  many: 'companies' | 'people' | 'customers'
  /** In schema raw. */
  rawTable: string
  /** The column of rawTable that is set beside the payload. */
  keyColumn: string
  /** `count` invented ones from number `first` on. */
  createItems(first: number, count: number, version?: number): Item[]
  /** A key that falls anywhere between those of `stock`. */
  scatteredKey(key: string): string
  /** Fills the vocabularies as they are after a while. */
  vocabularySql: string
  /** Tables that vocabularySql fills and payloads do not: no part of what a payload writes. */
  standing?: readonly string[]
  /** The first is what the target is about. */
  baselines: Baseline[]
  /** What the baselines do, as the report says it. */
  baselineText: string
}

/** A source that growth is measured for. */
export interface GrowingSource extends Source {
  stock: Stock
  /** What the stock consists of, as the report says it. */
  stockText: string
}

/** Where a workload stands in the report, and what it must reach. */
export interface Task {
  letter: string
  /** The ratio that the target names. */
  target: number
}
