import { z } from "zod"
import {
  type Callout,
  type Kind,
  type Layer,
  layers,
  type SignIn,
  type Source,
  sources,
} from "./model/callout"
import { type RangeName, rangeNames } from "./model/range"

/** Which callouts a view shows. Empty lists stand for "all". */
export type CalloutFilter = {
  /** A moving range, unless both ends are given. */
  range: RangeName
  from: string | null
  to: string | null
  layers: readonly Layer[]
  sources: readonly Source[]
  /** Event types by their name in the log; `unknown` stands for those that have none. */
  events: readonly string[]
  codes: readonly number[]
  extensions: readonly string[]
  apps: readonly string[]
  /** Shows what is older than this callout: the id of the last one of the page before. */
  after: string | null
}

/** A filter, and a sentence for each parameter that could not be used. */
export type ReadFilter = { filter: CalloutFilter; problems: readonly string[] }

/** URL parameters as Next gives them to a page. */
export type Parameters = Readonly<Record<string, string | readonly string[] | undefined>>

/** Graph keeps no sign-in longer: https://learn.microsoft.com/en-us/graph/api/signin-list */
const keptDays = 30
/** A link into the oldest part of the log stays good for this long. */
const leewayMs = 3_600_000

const instant = z.iso.datetime({ offset: true, local: true })
const guid = z.guid()
const number = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number)
/** Unambiguous, since no row's id contains a dot. */
const calloutIdForm = /^(signup\.)?([\w-]{1,64})\.(\d{1,2})$/
const calloutId = z.string().regex(calloutIdForm)
/** Names of enum members as Graph writes them, also those that nobody knows yet. */
const eventName = z.string().regex(/^[A-Za-z]\w{0,63}$/)

/** Which row a callout id names, and the position among its listeners. */
export type CalloutName = { kind: Kind; rowId: string; position: number }

/** The id of the callout at a position of a row: `{row id}.{position}`, for sign-ups after `signup.`. */
export const calloutIdOf = ({ kind, id }: SignIn, position: number): string =>
  `${kind === "signUp" ? "signup." : ""}${id}.${position}`

/** What a callout id names, or null when it is none. */
export function parseCalloutId(id: string): CalloutName | null {
  const [, prefix, rowId, position] = calloutIdForm.exec(id) ?? []
  if (rowId === undefined) return null
  return { kind: prefix ? "signUp" : "signIn", rowId, position: Number(position) }
}

function listOf(value: string | readonly string[] | undefined): string[] {
  const all = [value ?? []].flat().flatMap((list) => list.split(","))
  return [...new Set(all.map((one) => one.trim()).filter(Boolean))]
}

type Problems = string[]

/** The values of a parameter that its schema takes; the others become problems. A comma parts values as well. */
function eachOf<T>(
  parameters: Parameters,
  name: string,
  schema: z.ZodType<T, string>,
  wants: string,
  problems: Problems,
): T[] {
  return listOf(parameters[name]).flatMap((value) => {
    const parsed = schema.safeParse(value)
    if (parsed.success) return [parsed.data]
    problems.push(`“${value.slice(0, 60)}” was not used as ${name}: it must be ${wants}.`)
    return []
  })
}

type Ends = Pick<CalloutFilter, "from" | "to">

const noEnds: Ends = { from: null, to: null }

/** The ends of a custom range, in UTC; what the log cannot answer is a problem and left out. */
function readEnds(parameters: Parameters, nowMs: number, problems: Problems): Ends {
  const time = (name: "from" | "to") => {
    const [value] = eachOf(parameters, name, instant, "a date and time such as 2026-11-19T14:00", problems)
    if (!value) return null
    const ms = Date.parse(/[zZ]|[+-]\d\d:?\d\d$/.test(value) ? value : `${value}Z`)
    const word = name === "from" ? "start" : "end"
    if (ms > nowMs) problems.push(`The ${word} of the range was not used: it lies in the future.`)
    else if (ms < nowMs - keptDays * 86_400_000 - leewayMs)
      problems.push(
        `The ${word} of the range was not used: Graph keeps sign-ins for ${keptDays} days at most.`,
      )
    else return new Date(ms).toISOString()
    return null
  }
  const ends = { from: time("from"), to: time("to") }
  if (ends.from === null || ends.to === null || ends.from < ends.to) return ends
  problems.push("The range was not used: its start must be before its end.")
  return noEnds
}

/**
 * The filter that a URL describes at a moment; what cannot be used is named in `problems` and left out. `from` and
 * `to` count when `range` is absent or "custom".
 */
export function readFilter(parameters: Parameters, nowMs: number): ReadFilter {
  const problems: Problems = []
  const each = <T>(name: string, schema: z.ZodType<T, string>, wants: string) =>
    eachOf(parameters, name, schema, wants, problems)
  const [range] = each("range", z.enum([...rangeNames, "custom"]), `one of ${rangeNames.join(", ")}, custom`)
  const isMoving = range !== undefined && range !== "custom"
  const filter: CalloutFilter = {
    range: isMoving ? range : "24h",
    ...(isMoving ? noEnds : readEnds(parameters, nowMs, problems)),
    layers: each("layer", z.enum(layers), `one of ${layers.join(", ")}`),
    sources: each("source", z.enum(sources), `one of ${sources.join(", ")}`),
    events: each("event", eventName, "the name of an event type such as emailOtpSend"),
    codes: each("code", number, "a number such as 1003021"),
    extensions: each("extension", guid, "the id of an extension"),
    apps: each("app", guid, "the id of an app"),
    after: each("after", calloutId, "the id of a callout")[0] ?? null,
  }
  if (range === "custom" && !isCustom(filter) && problems.length === 0)
    problems.push("A custom range needs a start or an end; the last 24 hours are shown instead.")
  return { filter, problems }
}

/** The filter that shows everything of a moving range. */
export const wholeRange = (range: RangeName): CalloutFilter => ({
  range,
  ...noEnds,
  ...allKinds,
  after: null,
})

/** The part of a filter that leaves nothing out. */
export const allKinds = {
  layers: [],
  sources: [],
  events: [],
  codes: [],
  extensions: [],
  apps: [],
} as const

/** Whether a filter has an end of its own instead of a range that moves with the clock. */
export const isCustom = (filter: CalloutFilter): boolean => filter.from !== null || filter.to !== null

/** The address of what a scan of `from` to `backTo` has not looked at, held to what Graph still keeps. */
export function furtherBackHref(
  filter: CalloutFilter,
  { from, backTo }: { from: string; backTo: string },
  nowMs: number,
): string {
  const oldest = new Date(nowMs - keptDays * 86_400_000).toISOString()
  return filterHref(filter, { from: from < oldest ? oldest : from, to: backTo })
}

/** The address of a view: the filter with some members changed, defaults left out. */
export function filterHref(filter: CalloutFilter, change: Partial<CalloutFilter> = {}): string {
  const next = { ...filter, after: null, ...change }
  const query = new URLSearchParams()
  if (next.range !== "24h" && !isCustom(next)) query.set("range", next.range)
  if (next.from) query.set("from", next.from)
  if (next.to) query.set("to", next.to)
  for (const layer of next.layers) query.append("layer", layer)
  for (const source of next.sources) query.append("source", source)
  for (const event of next.events) query.append("event", event)
  for (const code of next.codes) query.append("code", String(code))
  for (const extension of next.extensions) query.append("extension", extension)
  for (const app of next.apps) query.append("app", app)
  if (next.after) query.set("after", next.after)
  const text = query.toString()
  return text ? `/callouts?${text}` : "/callouts"
}

/** Whether a filter leaves out anything but by time. */
export const isNarrowed = (filter: CalloutFilter): boolean =>
  [filter.layers, filter.sources, filter.events, filter.codes, filter.extensions, filter.apps].some(
    (chosen) => chosen.length > 0,
  )

const admits = <T>(wanted: readonly T[], value: T | null | undefined): boolean =>
  wanted.length === 0 || (value !== null && value !== undefined && wanted.includes(value))

/** The code that a callout carries: the extension's own, else the sign-in's. */
export const codeOf = ({ listener, signIn }: Callout): number | null =>
  listener?.errorCode ?? signIn.status.errorCode

/** The callouts that a filter admits; the time range is the log's affair, not decided here. */
export function applyFilter(callouts: readonly Callout[], filter: CalloutFilter): readonly Callout[] {
  return callouts.filter(
    (callout) =>
      admits(filter.layers, callout.layer) &&
      admits(filter.sources, callout.signIn.source) &&
      admits(filter.events, callout.event?.type) &&
      admits(filter.codes, codeOf(callout)) &&
      admits(filter.extensions, callout.listener?.extensionId) &&
      admits(filter.apps, callout.signIn.app.id),
  )
}
