import { readdirSync, readFileSync } from "node:fs"
import path from "node:path"
import { writeHistory } from "../../../sandbox/engine/history/history"
import { logTime } from "../../../sandbox/engine/log/row"
import type { SignInRow, Tenant } from "../../../sandbox/tenants/types"
import { createWorld, portsFrom } from "../../../sandbox/world"
import { contosoOf } from "../login/login"
import { evaluate, type Table, tablesOf } from "./evaluate"
import { calloutsIn, type PlainCallout, rowsBetween } from "./plain"

const folder = path.join(import.meta.dirname, "fixtures")
export const hourMs = 3_600_000

/** The files of the queries that the console uses, each to be put behind the prelude. */
export const queryFiles: readonly string[] = readdirSync(folder).filter((name) => !name.startsWith("00"))

/** The text of one of them. */
export const textOf = (file: string): string => readFileSync(path.join(folder, file), "utf8")

export const iso = (ms: number): string => new Date(ms).toISOString()

/** A time without its fraction, which the log has not. */
export const secondOf = (cell: unknown): string | undefined =>
  typeof cell === "string" ? iso(Date.parse(`${cell.slice(0, 19)}Z`)) : undefined

/** The rows of a table by the names of its columns. */
export const named = ({ columns, rows }: Table): Record<string, unknown>[] =>
  rows.map((row) => Object.fromEntries(columns.map(({ name }, index) => [name, row[index]])))

/** Where a callout stands: in which row, and as which of its callouts. */
export const placeOf = ({ row, index }: PlainCallout): string => `${row.id} ${index}`

/** What an invented past has too little of: a failure without a record of listeners, and a code that is new. */
function addRareRows(tenant: Tenant, end: number): void {
  const { signIns } = tenant
  const [row] = rowsBetween(tenant, end - 3 * 24 * hourMs, end).filter(
    ({ isInteractive, appliedEventListeners: [first] }) => isInteractive && first?.handlerResult,
  )
  const [listener] = row?.appliedEventListeners ?? []
  if (!row || !listener?.handlerResult) throw new Error("The past holds no callout.")
  const status = { errorCode: 1100001, failureReason: null, additionalDetails: null }
  const createdDateTime = logTime(end - 2 * hourMs)
  const added = { ...row, createdDateTime, status }
  const orphan = "0a0b0c0d-0000-4000-8000-000000000001"
  signIns.add({ ...added, id: orphan, originalRequestId: orphan, appliedEventListeners: [] })
  const handlerResult = { ...listener.handlerResult, errorCode: 1003010 }
  const id = "0a0b0c0d-0000-4000-8000-000000000002"
  signIns.add({
    ...added,
    id,
    originalRequestId: id,
    appliedEventListeners: [{ ...listener, handlerResult }],
  })
}

/** A week of Contoso's past, as its log has it and as a workspace shows it. */
export async function openPast() {
  const world = await createWorld(portsFrom(42_350))
  writeHistory(world, { days: 8, perDay: 500, seed: 3 })
  const tenant = contosoOf(world)
  // Both ends at whole hours, so that seconds are enough to tell what lies between them.
  const end = Math.ceil(world.clock.now() / hourMs) * hourMs
  const start = end - 7 * 24 * hourMs
  addRareRows(tenant, end)
  const tables = tablesOf(tenant, end)
  const rows: SignInRow[] = rowsBetween(tenant, start, end)
  const callouts = calloutsIn(rows)
  const prelude = textOf("00-prelude.kql")
    .replace("2026-11-13T00:00:00Z", iso(start))
    .replace("2026-11-20T00:00:00Z", iso(end))
  return {
    start,
    end,
    rows,
    callouts,
    failures: callouts.filter(({ failed }) => failed),
    /** Runs a query by itself. */
    evaluate: (query: string): Promise<Table> => evaluate(query, tables),
    /** Runs one of the files behind the prelude. */
    run: (file: string, change: (query: string) => string = (query) => query): Promise<Table> =>
      evaluate(prelude + change(textOf(file)), tables),
  }
}

export type Past = Awaited<ReturnType<typeof openPast>>
