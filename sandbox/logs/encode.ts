import type { Relation } from "./kql/scope"
import { wireDatetime } from "./kql/values/datetime"
import { stringify } from "./kql/values/json"
import { formatTimespan } from "./kql/values/timespan"
import { type Column, type ColumnType, isLong, type Row, type Value } from "./kql/values/value"

/** What the service sends at most: https://learn.microsoft.com/azure/azure-monitor/service-limits#la-query-api */
export const limits = { rows: 500_000, bytes: 64 * 1024 * 1024 } as const

/** INFERRED: real numbers that JSON has no form for are texts, as in the engine's own API. */
const real = (value: number): string => {
  if (!Number.isFinite(value))
    return JSON.stringify(Number.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity")
  return Number.isInteger(value) && Math.abs(value) < 1e15 ? `${value}.0` : String(value)
}

const writers: Readonly<Record<ColumnType, (value: Value) => string>> = {
  bool: String,
  int: String,
  long: String,
  real: (value) => real(Number(value)),
  guid: (value) => JSON.stringify(value),
  string: (value) => JSON.stringify(value),
  // As text in JSON, not as JSON itself.
  dynamic: (value) => JSON.stringify(stringify(value)),
  datetime: (value) => (isLong(value) ? `"${wireDatetime(value)}"` : "null"),
  timespan: (value) => (isLong(value) ? `"${formatTimespan(value)}"` : "null"),
}

const encodeRow = (row: Row, columns: readonly Column[]): string => {
  const cells = columns.map(({ type }, index) => {
    const value = row[index] ?? null
    return value === null ? "null" : writers[type](value)
  })
  return `[${cells.join(",")}]`
}

/** A result as JSON, and the limit that cut it off, if any. */
export type Encoded = { table: string; rows: number; exceeded: keyof typeof limits | undefined }

/** Reads a relation and writes it as a table of an answer, as far as the limits let it. */
export async function encodeTable(
  relation: Relation,
  most: Readonly<Record<keyof typeof limits, number>> = limits,
): Promise<Encoded> {
  const { columns } = relation
  const lines: string[] = []
  let bytes = 0
  let exceeded: Encoded["exceeded"]
  reading: for await (const batch of relation.read())
    for (const row of batch) {
      const line = encodeRow(row, columns)
      bytes += Buffer.byteLength(line) + 1
      exceeded = lines.length >= most.rows ? "rows" : bytes > most.bytes ? "bytes" : undefined
      if (exceeded) break reading
      lines.push(line)
    }
  const names = JSON.stringify(columns.map(({ name, type }) => ({ name, type })))
  const table = `{"name":"PrimaryResult","columns":${names},"rows":[${lines.join(",")}]}`
  return { table, rows: lines.length, exceeded }
}
