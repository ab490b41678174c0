import { firstIndex, type Logged, type Stretch } from "../../tenants/stretch"
import type { TimeLog } from "../../tenants/time-log"
import { WrittenRows } from "../../tenants/written-rows"
import { amongNeeded } from "../kql/operators/needs"
import type { Batch, Bounds, Needed, Relation } from "../kql/scope"
import { noFrame } from "../kql/scope"
import { datetimeOf, msOf, ticksPerMs } from "../kql/values/datetime"
import { add, type Long, multiply } from "../kql/values/long"
import { type Column, isLong, missingOf, type Row, type Value } from "../kql/values/value"

/** Where the value of a column comes from: the members of a log's row that it is read of, and how. */
export type Source<Logs> = { members: readonly string[]; read: (row: Logs) => Value }

/** A table that shows a log. */
export type LogTable<Logs extends Logged> = {
  name: string
  columns: readonly Column[]
  log: TimeLog<Logs>
  timeOf: (row: Logs) => string
  /** The columns that hold the time of a row. */
  timeColumns: readonly string[]
  /** The columns that hold its id. */
  idColumns: readonly string[]
  sources: Readonly<Record<string, Source<Logs>>>
  /** Which rows of the log belong to the table; all of them when left out. */
  belongs?: Source<Logs>
  /** The ticks of a time behind the millisecond that the log keeps. */
  ticksBehind: (atMs: number) => number
  /** How long after its time a row arrives, in milliseconds. */
  delayOf: (atMs: number) => number
}

/** How a table is read: what of it, up to when rows have arrived, and which columns. */
export type Reading = {
  nowMs: number
  /** The time that the request itself is limited to. */
  from: Long | undefined
  to: Long | undefined
  needed: Needed
  pause: () => Promise<void>
}

type Limits = { from: Long; to: Long }

const rowsPerBatch = 1024
const earliest: Long = datetimeOf(-62_135_596_800_000)
const latest: Long = datetimeOf(253_402_300_799_999)

/** A log's table as a relation; the time of arrival stands behind the columns, if that is wanted. */
export function relationOfLog<Logs extends Logged>(table: LogTable<Logs>, reading: Reading): Relation {
  const whole = { from: reading.from ?? earliest, to: reading.to ?? latest }
  const columns = amongNeeded(table.columns, reading.needed)
  return bounded({ ...table, columns }, reading, { limits: [], lookups: [] }, whole)
}

function bounded<Logs extends Logged>(
  table: LogTable<Logs>,
  reading: Reading,
  bounds: Bounds,
  whole: Limits,
): Relation {
  const { name, columns } = table
  return {
    name,
    columns,
    isSerialized: false,
    ingestedAt: tellsArrival(reading) ? columns.length : undefined,
    read: () => scan(table, reading, bounds, whole),
    narrow: ({ limits, lookups }) =>
      bounded(
        table,
        reading,
        { limits: [...bounds.limits, ...limits], lookups: [...bounds.lookups, ...lookups] },
        whole,
      ),
  }
}

const tellsArrival = ({ needed }: Reading) => !needed || needed.has("ingestion_time")

/** The span that the bounds leave of the whole. */
function limitsOf({ limits }: Bounds, whole: Limits, timeColumns: readonly string[]): Limits {
  let { from, to } = whole
  for (const { column, from: low, to: high } of limits) {
    if (!timeColumns.includes(column)) continue
    const [least = null, most = null] = [low?.of([], noFrame), high?.of([], noFrame)]
    if (isLong(least) && least > from) from = least
    if (isLong(most) && most < to) to = most
  }
  return { from, to }
}

/** The few rows that an id or a correlation id leaves; undefined when the bounds name none. */
function lookedUp<Logs extends Logged>({ log, timeOf, idColumns }: LogTable<Logs>, { lookups }: Bounds) {
  const lookup = lookups.find((one) =>
    one.every(({ column }) => column === "CorrelationId" || idColumns.includes(column)),
  )
  if (!lookup) return undefined
  const rows = lookup.flatMap(({ column, id }) => {
    const value = String(id.of([], noFrame))
    const found = column === "CorrelationId" ? log.ofCorrelation(value) : [log.find(value)]
    return found.flatMap((row) => row ?? [])
  })
  return [new WrittenRows(timeOf, new Map(rows.map((row) => [row.id, row])).values())]
}

async function* scan<Logs extends Logged>(
  table: LogTable<Logs>,
  reading: Reading,
  bounds: Bounds,
  whole: Limits,
): AsyncGenerator<Batch> {
  const { from, to } = limitsOf(bounds, whole, table.timeColumns)
  for (const stretch of lookedUp(table, bounds) ?? table.log.stretches()) {
    const begin = firstIndex(stretch, msOf(from) - 1000)
    const end = firstIndex(stretch, Math.min(msOf(to), reading.nowMs) + 1)
    const rowAt = rowMaker(table, stretch, reading, { from, to })
    for (let first = begin; first < end; first += rowsPerBatch) {
      const batch: Row[] = []
      for (let index = first; index < Math.min(end, first + rowsPerBatch); index += 1) {
        const row = rowAt(index)
        if (row) batch.push(row)
      }
      yield batch
      await reading.pause()
    }
  }
}

/** Makes rows of a stretch by their index; undefined for one that is not there, or not yet. */
function rowMaker<Logs extends Logged>(
  table: LogTable<Logs>,
  stretch: Stretch<Logs>,
  reading: Reading,
  { from, to }: Limits,
): (index: number) => Row | undefined {
  const loggedAt = lastMade(stretch)
  const belongs = table.belongs && reader(stretch, table.belongs, loggedAt)
  const readers = table.columns.map(({ name, type }) => {
    if (table.idColumns.includes(name)) return (index: number) => stretch.idAt(index)
    const source = table.sources[name]
    return source ? reader(stretch, source, loggedAt) : () => missingOf(type)
  })
  const timed = table.columns.flatMap(({ name }, place) => (table.timeColumns.includes(name) ? [place] : []))
  const isTold = tellsArrival(reading)
  return (index) => {
    if (belongs && belongs(index) !== true) return undefined
    const atMs = stretch.timeAt(index)
    const delayMs = table.delayOf(atMs)
    if (atMs + delayMs > reading.nowMs) return undefined
    const time = datetimeOf(atMs, table.ticksBehind(atMs))
    if (time < from || time > to) return undefined
    const row: Value[] = readers.map((read) => read(index))
    for (const place of timed) row[place] = time
    if (isTold) row.push(add(time, multiply(Math.round(delayMs), ticksPerMs)))
    return row
  }
}

/** Makes a log's own row once, however many columns are read of it. */
function lastMade<Logs>(stretch: Stretch<Logs>): (index: number) => Logs {
  let last: { index: number; row: Logs } | undefined
  return (index) => {
    if (last?.index !== index) last = { index, row: stretch.rowAt(index) }
    return last.row
  }
}

const knownKinds = new WeakMap<object, Map<string, ((index: number) => number) | undefined>>()

/** The kinds of a stretch's rows by members, kept because they take a look at every row. */
function kindsOf<Logs>(stretch: Stretch<Logs>, members: readonly string[]) {
  const known = knownKinds.get(stretch) ?? new Map<string, ((index: number) => number) | undefined>()
  knownKinds.set(stretch, known)
  const name = members.join()
  if (!known.has(name)) known.set(name, stretch.kinds?.(members))
  return known.get(name)
}

/** Reads a column; where rows fall into kinds, one row of each kind is made, and where parts will do, no whole row. */
function reader<Logs>(
  stretch: Stretch<Logs>,
  { members, read }: Source<Logs>,
  loggedAt: (index: number) => Logs,
): (index: number) => Value {
  const kindAt = kindsOf(stretch, members)
  // Safe: a source reads no other members than those it names.
  if (!kindAt)
    return (index) => read((stretch.partAt?.(index, members) as Logs | undefined) ?? loggedAt(index))
  const known = new Map<number, Value>()
  return (index) => {
    const kind = kindAt(index)
    let value = known.get(kind)
    if (value === undefined) {
      value = read(loggedAt(index))
      known.set(kind, value)
    }
    return value
  }
}
