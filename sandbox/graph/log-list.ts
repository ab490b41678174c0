import type { Position } from "../tenants/stretch"
import type { TimeLog } from "../tenants/time-log"
import type { Answer, Call } from "./call"
import { resourceNotFound } from "./errors"
import type { LogFilter } from "./log-filter"
import { type Continuations, contextOf, fieldsOf, type ListNotes, listBody, openPage } from "./paging"
import { allowOptions, type OptionName, type Options, readOptions, readOrder, readTop } from "./query-options"
import { retentionMs } from "./retention"

const maxPage = 1000
const refused = ["skip", "count", "expand", "search"] as const

type LogRow = { id: string; correlationId: string }

/** How rows are shown, with the selected members when there are any, and what the list says beside them. */
export type LogView<Row> = {
  select: readonly string[] | undefined
  show: (row: Row) => Record<string, unknown>
  notes?: ListNotes
}

/** A log as Graph offers it. */
export type LogCollection<Row extends LogRow> = {
  /** Its path under the version. */
  path: string
  log: TimeLog<Row>
  /** The member that holds a row's time, by which the list is sorted. */
  time: keyof Row & string
  /** The query options that the list takes beside $filter, $select and $top. */
  options: readonly OptionName[]
  /** The rows that this version never shows are hidden by it. */
  isShown?: (row: Row) => boolean
  readView(options: Options): LogView<Row>
}

/** Answers a page of a log: of the rows that are still kept, the newest first unless the query says otherwise. */
export function listLog<Row extends LogRow>(
  call: Call,
  { path, log, time, options: supported, readView }: LogCollection<Row>,
  continuations: Continuations<Position>,
  readFilter: (source: string | undefined, nowMs: number) => LogFilter,
): Answer {
  const page = openPage(call, path, continuations)
  const options = readOptions(page.search)
  allowOptions(options, { supported: ["filter", "select", "top", ...supported], refused })
  const nowMs = call.world.clock.now()
  const filter = readFilter(options.get("filter"), nowMs)
  const top = readTop(options, { max: maxPage, usual: maxPage })
  const view = readView(options)
  const span = {
    fromMs: Math.max(filter.fromMs, nowMs - retentionMs(call.tenant)),
    toMs: filter.toMs,
    newestFirst: readOrder(options, [time])?.descending ?? true,
    after: page.after,
  }
  const rows: Row[] = []
  let more = false
  for (const row of log.walk(span, filter)) {
    more = rows.length === top
    if (more) break
    rows.push(row)
  }
  const last = rows.at(-1)
  const next = more && last ? page.next({ atMs: Date.parse(String(last[time])), id: last.id }) : undefined
  const context = contextOf(call, path + fieldsOf(view.select))
  return { status: 200, body: listBody(context, rows.map(view.show), next, view.notes) }
}

/** Answers one row of a log by its id; 404 for one that is unknown, hidden or no longer kept. */
export function readLogRow<Row extends LogRow>(
  call: Call,
  { path, log, time, isShown, readView }: LogCollection<Row>,
): Answer {
  const options = readOptions(call.search)
  allowOptions(options, { supported: ["select"], refused })
  const id = call.params.id ?? ""
  const row = log.find(id)
  const oldestMs = call.world.clock.now() - retentionMs(call.tenant)
  if (!row || isShown?.(row) === false || Date.parse(String(row[time])) < oldestMs) throw resourceNotFound(id)
  const view = readView(options)
  const context = contextOf(call, `${path}${fieldsOf(view.select)}/$entity`)
  return { status: 200, body: { "@odata.context": context, ...view.show(row) } }
}
