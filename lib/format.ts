const relativeSteps = [
  { unit: "second", seconds: 1, until: 60 },
  { unit: "minute", seconds: 60, until: 3600 },
  { unit: "hour", seconds: 3600, until: 86_400 },
  { unit: "day", seconds: 86_400, until: Number.POSITIVE_INFINITY },
] as const

const relativeFormat = new Intl.RelativeTimeFormat("en", { numeric: "always", style: "short" })
const numberFormat = new Intl.NumberFormat("en")

/** A moment in words such as "3 min. ago", seen from `nowMs`; a moment ahead reads "in 3 min.". */
export function relativeTime(iso: string, nowMs: number): string {
  const seconds = Math.round((Date.parse(iso) - nowMs) / 1000)
  const size = Math.abs(seconds)
  if (size < 5) return "just now"
  const step = relativeSteps.find(({ until }) => size < until) ?? relativeSteps[3]
  return relativeFormat.format(Math.trunc(seconds / step.seconds), step.unit)
}

/** A moment to the second in a time zone (IANA name), such as "2026-11-19 14:03:22 UTC". */
export function exactTime(iso: string, zone: string): string {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    timeZoneName: zone === "UTC" ? undefined : "shortOffset",
  }).formatToParts(new Date(iso))
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? ""
  const name = zone === "UTC" ? "UTC" : part("timeZoneName")
  return `${part("year")}-${part("month")}-${part("day")} ${part("hour")}:${part("minute")}:${part("second")} ${name}`
}

/** A whole number with its thousands set apart. */
export const count = (value: number): string => numberFormat.format(value)

/** A count with its noun: "1 sign-in", "3,120 sign-ins". */
export const counted = (value: number, noun: string): string =>
  `${count(value)} ${noun}${value === 1 ? "" : "s"}`

/** One leaf of a JSON value: its path, such as `status.errorCode` or `signInEventTypes[0]`, and its text. */
export type Leaf = { path: string; text: string }

/** Every leaf of a JSON value in its own order; empty lists and objects are leaves too. */
export function leavesOf(value: unknown, path = ""): readonly Leaf[] {
  if (value === null || typeof value !== "object") {
    return [{ path, text: typeof value === "string" ? value : JSON.stringify(value) }]
  }
  const entries = Array.isArray(value)
    ? value.map((member, index) => [`${path}[${index}]`, member] as const)
    : Object.entries(value).map(([name, member]) => [path ? `${path}.${name}` : name, member] as const)
  if (entries.length === 0) return [{ path, text: Array.isArray(value) ? "[]" : "{}" }]
  return entries.flatMap(([name, member]) => leavesOf(member, name))
}
