import "server-only"
import { applyFilter, type CalloutFilter, codeOf, parseCalloutId } from "@/lib/filters"
import type { Callout } from "@/lib/model/callout"
import type { CalloutPage, Facets, Similar } from "@/lib/model/callout-page"
import type { Part } from "@/lib/model/part"
import { ranges } from "@/lib/model/range"
import { once } from "@/lib/once"
import type { SignInRecord } from "@/lib/remote/audit-log"
import { signIns } from "@/lib/remote/sign-ins"
import { signUps } from "@/lib/remote/sign-ups"
import { withEvents } from "./extension-events"
import { calloutsOf } from "./layer"
import { HeldRange } from "./range"
import { reach } from "./state"

const pageSize = 100
const rangesAtMost = 6
const recordsAtMost = 200
/** A click waits this long for its turn; one that shows what it already has does not wait. */
const patienceMs = 12_000

type Memory = { ranges: Map<string, HeldRange>; records: Map<string, SignInRecord> }

const memory = once<Memory>("callout-log", () => ({ ranges: new Map(), records: new Map() }))

function remember<T>(map: Map<string, T>, key: string, value: T, atMost: number): T {
  map.delete(key)
  map.set(key, value)
  for (const oldest of map.keys()) {
    if (map.size <= atMost) break
    map.delete(oldest)
  }
  return value
}

function rangeOf(filter: CalloutFilter): HeldRange {
  const key = [filter.from ?? filter.range, filter.to ?? "now"].join("/")
  const range = memory.ranges.get(key) ?? new HeldRange(filter)
  return remember(memory.ranges, key, range, rangesAtMost)
}

function facetsOf(callouts: readonly Callout[]): Facets {
  const facets = {
    layers: new Map(),
    sources: new Map(),
    events: new Map(),
    codes: new Map(),
    extensions: new Map(),
    apps: new Map(),
  }
  const count = <K>(map: Map<K, number>, key: K) => map.set(key, (map.get(key) ?? 0) + 1)
  for (const callout of callouts) {
    count(facets.layers, callout.layer)
    count(facets.sources, callout.signIn.source)
    if (callout.event) count(facets.events, callout.event.type)
    const code = codeOf(callout)
    if (code) count(facets.codes, code)
    if (callout.listener?.extensionId) count(facets.extensions, callout.listener.extensionId)
    const { id, name } = callout.signIn.app
    if (!id) continue
    const app = facets.apps.get(id)
    // A row can lack the app's name, which then is its id.
    facets.apps.set(id, { name: app && app.name !== id ? app.name : name, count: (app?.count ?? 0) + 1 })
  }
  return facets
}

function pageAfter(matched: readonly Callout[], after: string | null): readonly Callout[] {
  const at = after ? matched.findIndex(({ id }) => id === after) : -1
  // A callout that has left the range took everything older with it.
  if (after && at < 0) return []
  return matched.slice(at + 1, at + 1 + pageSize)
}

/** A page of callouts, newest first: Graph cannot filter by callout, so at most four pages of rows are scanned. */
export async function readCallouts(filter: CalloutFilter): Promise<Part<CalloutPage>> {
  const range = rangeOf(filter)
  await range.read(filter, patienceMs)
  const { scanned, troubles } = range
  if (!scanned) return troubles[0]?.unread ?? { ok: false, kind: "service", why: "The log was not read." }
  const all = await withEvents(range.callouts())
  const matched = applyFilter(all, filter)
  const callouts = pageAfter(matched, filter.after)
  const last = callouts.at(-1)
  const next = last && last !== matched.at(-1) ? last.id : null
  return {
    ok: true,
    value: { callouts, matched: matched.length, next, scanned, facets: facetsOf(all), troubles },
  }
}

/** One callout with its row as Graph has it; null when the id names none. */
export async function readCallout(id: string): Promise<Part<{ callout: Callout; raw: unknown }> | null> {
  const name = parseCalloutId(id)
  if (!name) return null
  const key = `${name.kind}/${name.rowId}`
  const known = memory.records.get(key)
  const log = name.kind === "signUp" ? signUps : signIns
  const record: Part<SignInRecord> = known
    ? { ok: true, value: known }
    : await reach(name.kind, () => log.readOne(name.rowId, patienceMs))
  if (!record.ok) return record.kind === "not-found" ? null : record
  remember(memory.records, key, record.value, recordsAtMost)
  const callout = (await withEvents(calloutsOf(record.value.signIn)))[name.position]
  return callout ? { ok: true, value: { callout, raw: record.value.raw } } : null
}

/** The callouts of the widest range in memory that failed for the same reason as the given one; makes no request. */
export function similarTo(callout: Callout): Similar | null {
  const held = [...memory.ranges.values()].flatMap((range) =>
    range.name && range.scanned ? [{ name: range.name, range }] : [],
  )
  const widest = held.sort((a, b) => ranges[b.name] - ranges[a.name])[0]
  if (!widest) return null
  const same = widest.range.callouts().filter((other) => fingerprint(other) === fingerprint(callout))
  return { callouts: same, range: widest.name }
}

/** Names of the apps that the ranges in memory speak of, by app id; makes no request. */
export function knownApps(): ReadonlyMap<string, string> {
  const apps = [...memory.ranges.values()]
    .flatMap((range) => range.callouts())
    .map(({ signIn }) => signIn.app)
  return new Map(apps.flatMap(({ id, name }) => (id && name !== id ? [[id, name] as const] : [])))
}

/** Extension, event and code; for a refused status its class too, since 401 and 500 are two reasons. */
function fingerprint(callout: Callout): string {
  const { listener } = callout
  const code = codeOf(callout)
  const statusClass = code === 1003002 ? Math.floor((listener?.httpStatus ?? 0) / 100) : ""
  return [listener?.extensionId, listener?.eventType, code, statusClass].join("/")
}
