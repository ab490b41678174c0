import { z } from "zod"
import { type Callout, type Layer, layers } from "./model/callout"

/** Ranges that move with the clock, by their name in the URL, in minutes. */
export const ranges = { "15m": 15, "1h": 60, "24h": 1440, "7d": 10_080, "30d": 43_200 } as const
export type RangeName = keyof typeof ranges

export const rangeNames = ["15m", "1h", "24h", "7d", "30d"] as const satisfies readonly RangeName[]

/** Which callouts a view shows. Empty lists stand for "all". */
export type CalloutFilter = {
  /** A moving range, unless both ends are given. */
  range: RangeName
  from: string | null
  to: string | null
  layers: readonly Layer[]
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

const instant = z.iso.datetime({ offset: true, local: true })
const guid = z.guid()
const calloutId = z.string().regex(/^[\w-]{1,64}\.\d{1,2}$/)

/** The sign-in and the position that a callout id names, or null when it is no callout id. */
export function parseCalloutId(id: string): { signInId: string; position: number } | null {
  if (!calloutId.safeParse(id).success) return null
  const dot = id.lastIndexOf(".")
  return { signInId: id.slice(0, dot), position: Number(id.slice(dot + 1)) }
}

const listOf = (value: string | readonly string[] | undefined): string[] =>
  [value ?? []]
    .flat()
    .map((one) => one.trim())
    .filter(Boolean)

/** The filter that a URL describes; what cannot be used is named in `problems` and left out. */
export function readFilter(parameters: Parameters): ReadFilter {
  const problems: string[] = []
  function each<T>(name: string, schema: z.ZodType<T, string>, wants: string): T[] {
    return listOf(parameters[name]).flatMap((value) => {
      const parsed = schema.safeParse(value)
      if (parsed.success) return [parsed.data]
      problems.push(`“${value.slice(0, 60)}” was not used as ${name}: it must be ${wants}.`)
      return []
    })
  }
  const time = (name: string) => {
    const [value] = each(name, instant, "a date and time such as 2026-11-19T14:00")
    return value ? new Date(/[zZ]|[+-]\d\d:?\d\d$/.test(value) ? value : `${value}Z`).toISOString() : null
  }
  const from = time("from")
  const to = time("to")
  const isReversed = from !== null && to !== null && from >= to
  if (isReversed) problems.push("The range was not used: its start must be before its end.")
  const [range] = each("range", z.enum(rangeNames), `one of ${rangeNames.join(", ")}`)
  const filter: CalloutFilter = {
    range: range ?? "24h",
    from: isReversed ? null : from,
    to: isReversed ? null : to,
    layers: each("layer", z.enum(layers), `one of ${layers.join(", ")}`),
    codes: each(
      "code",
      z
        .string()
        .regex(/^\d{1,9}$/)
        .transform(Number),
      "a number such as 1003021",
    ),
    extensions: each("extension", guid, "the id of an extension"),
    apps: each("app", guid, "the id of an app"),
    after: each("after", calloutId, "the id of a callout")[0] ?? null,
  }
  return { filter, problems }
}

/** The address of a view: the filter with some members changed, defaults left out. */
export function filterHref(filter: CalloutFilter, change: Partial<CalloutFilter> = {}): string {
  const next = { ...filter, after: null, ...change }
  const query = new URLSearchParams()
  if (next.range !== "24h" && !(next.from || next.to)) query.set("range", next.range)
  if (next.from) query.set("from", next.from)
  if (next.to) query.set("to", next.to)
  for (const layer of next.layers) query.append("layer", layer)
  for (const code of next.codes) query.append("code", String(code))
  for (const extension of next.extensions) query.append("extension", extension)
  for (const app of next.apps) query.append("app", app)
  if (next.after) query.set("after", next.after)
  const text = query.toString()
  return text ? `/callouts?${text}` : "/callouts"
}

/** Whether a filter leaves out anything but by time. */
export const isNarrowed = (filter: CalloutFilter): boolean =>
  filter.layers.length + filter.codes.length + filter.extensions.length + filter.apps.length > 0

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
      admits(filter.codes, codeOf(callout)) &&
      admits(filter.extensions, callout.listener?.extensionId) &&
      admits(filter.apps, callout.signIn.app.id),
  )
}
