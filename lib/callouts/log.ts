import "server-only"
import { applyFilter, type CalloutFilter, codeOf, parseCalloutId } from "@/lib/filters"
import type { Callout } from "@/lib/model/callout"
import type { CalloutPage, Facets, Similar } from "@/lib/model/callout-page"
import type { Part, Unread } from "@/lib/model/part"
import { type RangeName, ranges } from "@/lib/model/range"
import { once } from "@/lib/once"
import { attempt } from "@/lib/remote/attempt"
import { auditLogBudget } from "@/lib/remote/graph"
import { readSignIn, type SignInRecord } from "@/lib/remote/sign-ins"
import { calloutsOf } from "./layer"
import { Scan } from "./scan"

const permission = "AuditLog.Read.All"
const pageSize = 100
const freshMs = 1500
const settledFreshMs = 60_000
const scansAtMost = 6
const recordsAtMost = 200
/** A click waits this long for its turn; one that shows what it already has does not wait. */
const patienceMs = 12_000

/** How the log answered last: for the connection strip. */
export type LogState = {
  readAt: string | null
  trouble: Unread | null
  budget: ReturnType<typeof auditLogBudget.state>
}

type Entry = { range: RangeName | null; scan: Scan | null; reading: Promise<Unread | null> | null }

type Memory = {
  scans: Map<string, Entry>
  records: Map<string, SignInRecord>
  readAt: string | null
  trouble: Unread | null
}

const memory = once<Memory>("callout-log", () => ({
  scans: new Map(),
  records: new Map(),
  readAt: null,
  trouble: null,
}))

function remember<T>(map: Map<string, T>, key: string, value: T, atMost: number): T {
  map.delete(key)
  map.set(key, value)
  for (const oldest of map.keys()) {
    if (map.size <= atMost) break
    map.delete(oldest)
  }
  return value
}

async function reach<T>(read: () => Promise<T>): Promise<Part<T>> {
  const part = await attempt(permission, read)
  // An id that names nothing says nothing about the source.
  const answered = part.ok || part.kind === "not-found"
  memory.trouble = answered ? null : part
  if (answered) memory.readAt = new Date().toISOString()
  return part
}

function startOf(filter: CalloutFilter): Date {
  if (filter.from) return new Date(filter.from)
  const end = filter.to ? Date.parse(filter.to) : Date.now()
  return new Date(end - ranges[filter.range] * 60_000)
}

/** A range read anew takes the place of the old one unless the reading broke off before it came as far back. */
function adopt(entry: Entry, scan: Scan): void {
  const old = entry.scan?.state
  const reaches = scan.state.complete || !old || scan.state.backTo <= old.backTo
  if (Number.isFinite(scan.ageMs) && reaches) entry.scan = scan
}

async function readInto(entry: Entry, filter: CalloutFilter): Promise<Unread | null> {
  const from = startOf(filter)
  const part = await reach(async () => {
    if (entry.scan?.canRefresh && (await entry.scan.refresh(from, 0))) return
    const scan = new Scan(from, filter.to ? new Date(filter.to) : null)
    try {
      await scan.read(entry.scan ? 0 : patienceMs)
    } finally {
      adopt(entry, scan)
    }
  })
  return part.ok ? null : part
}

async function scanFor(filter: CalloutFilter): Promise<{ scan: Scan | null; trouble: Unread | null }> {
  const key = [filter.from ?? filter.range, filter.to ?? "now"].join("/")
  const range = filter.from || filter.to ? null : filter.range
  const entry = remember(
    memory.scans,
    key,
    memory.scans.get(key) ?? { range, scan: null, reading: null },
    scansAtMost,
  )
  if (entry.scan && entry.scan.ageMs < (filter.to ? settledFreshMs : freshMs))
    return { scan: entry.scan, trouble: null }
  entry.reading ??= readInto(entry, filter).finally(() => {
    entry.reading = null
  })
  const trouble = await entry.reading
  return { scan: entry.scan, trouble }
}

function facetsOf(callouts: readonly Callout[]): Facets {
  const facets = { layers: new Map(), codes: new Map(), extensions: new Map(), apps: new Map() }
  const count = <K>(map: Map<K, number>, key: K) => map.set(key, (map.get(key) ?? 0) + 1)
  for (const callout of callouts) {
    count(facets.layers, callout.layer)
    const code = codeOf(callout)
    if (code) count(facets.codes, code)
    if (callout.listener?.extensionId) count(facets.extensions, callout.listener.extensionId)
    const { id, name } = callout.signIn.app
    if (id) facets.apps.set(id, { name, count: (facets.apps.get(id)?.count ?? 0) + 1 })
  }
  return facets
}

function pageAfter(matched: readonly Callout[], after: string | null): readonly Callout[] {
  const at = after ? matched.findIndex(({ id }) => id === after) : -1
  // A callout that has left the range took everything older with it.
  if (after && at < 0) return []
  return matched.slice(at + 1, at + 1 + pageSize)
}

/** A page of callouts, newest first: Graph cannot filter by callout, so at most four pages of sign-ins are scanned. */
export async function readCallouts(filter: CalloutFilter): Promise<Part<CalloutPage>> {
  const { scan, trouble } = await scanFor(filter)
  if (!scan) return trouble ?? { ok: false, kind: "service", why: "The log was not read." }
  const all = scan.callouts()
  const matched = applyFilter(all, filter)
  const callouts = pageAfter(matched, filter.after)
  const last = callouts.at(-1)
  const next = last && last !== matched.at(-1) ? last.id : null
  const value = {
    callouts,
    matched: matched.length,
    next,
    scanned: scan.state,
    facets: facetsOf(all),
    stale: trouble,
  }
  return { ok: true, value }
}

/** One callout with its row as Graph has it; null when the id names none. */
export async function readCallout(id: string): Promise<Part<{ callout: Callout; raw: unknown }> | null> {
  const parsed = parseCalloutId(id)
  if (!parsed) return null
  const known = memory.records.get(parsed.signInId)
  const record: Part<SignInRecord> = known
    ? { ok: true, value: known }
    : await reach(() => readSignIn(parsed.signInId, patienceMs))
  if (!record.ok) return record.kind === "not-found" ? null : record
  remember(memory.records, parsed.signInId, record.value, recordsAtMost)
  const callout = calloutsOf(record.value.signIn)[parsed.position]
  return callout ? { ok: true, value: { callout, raw: record.value.raw } } : null
}

/** The callouts of the widest range in memory that failed for the same reason as the given one; makes no request. */
export function similarTo(callout: Callout): Similar | null {
  const held = [...memory.scans.values()].flatMap(({ range, scan }) =>
    range && scan ? [{ range, scan }] : [],
  )
  const widest = held.sort((a, b) => ranges[b.range] - ranges[a.range])[0]
  if (!widest) return null
  const same = widest.scan.callouts().filter((other) => fingerprint(other) === fingerprint(callout))
  return { callouts: same, range: widest.range }
}

/** Names of the apps that the ranges in memory speak of, by app id; makes no request. */
export function knownApps(): ReadonlyMap<string, string> {
  const apps = [...memory.scans.values()]
    .flatMap(({ scan }) => scan?.callouts() ?? [])
    .map(({ signIn }) => signIn.app)
  return new Map(apps.flatMap(({ id, name }) => (id ? [[id, name] as const] : [])))
}

/** Extension, event and code; for a refused status its class too, since 401 and 500 are two reasons. */
function fingerprint(callout: Callout): string {
  const { listener } = callout
  const code = codeOf(callout)
  const statusClass = code === 1003002 ? Math.floor((listener?.httpStatus ?? 0) / 100) : ""
  return [listener?.extensionId, listener?.eventType, code, statusClass].join("/")
}

/** How the log answered last, and what is left of Microsoft's budget; makes no request. */
export function logState(): LogState {
  return { readAt: memory.readAt, trouble: memory.trouble, budget: auditLogBudget.state() }
}
