import { readdirSync, readFileSync } from "node:fs"
import path from "node:path"

const folder = path.join(import.meta.dirname, "..", "fixtures")

/** One published sample; anything that JSON can be. */
export type Sample = { file: string; json: unknown }

/** The samples whose file names begin so. */
export const samplesOf = (start: string): Sample[] =>
  readdirSync(folder)
    .filter((file) => file.startsWith(start))
    .map((file) => ({ file, json: JSON.parse(readFileSync(path.join(folder, file), "utf8")) }))

/** The way to a member: names of members and numbers of items. */
export type Way = readonly (string | number)[]

/** Every member and item of a JSON value with the way to it, the value itself first. */
export function nodesOf(json: unknown, way: Way = []): { way: Way; value: unknown }[] {
  const inner = Array.isArray(json)
    ? json.flatMap((item, index) => nodesOf(item, [...way, index]))
    : typeof json === "object" && json !== null
      ? Object.entries(json).flatMap(([name, value]) => nodesOf(value, [...way, name]))
      : []
  return [{ way, value: json }, ...inner]
}

/** A copy in which the entries of one object are other ones. */
export function withEntries(
  json: unknown,
  [step, ...rest]: Way,
  change: (entries: [string, unknown][]) => [string, unknown][],
): unknown {
  if (Array.isArray(json))
    return json.map((item, index) => (index === step ? withEntries(item, rest, change) : item))
  const entries = Object.entries(Object(json))
  if (step === undefined) return Object.fromEntries(change(entries))
  return Object.fromEntries(
    entries.map(([name, value]) => [name, name === step ? withEntries(value, rest, change) : value]),
  )
}

/** A copy whose objects have their members the other way round. */
export function reversed(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(reversed)
  if (typeof json !== "object" || json === null) return json
  return Object.fromEntries(
    Object.entries(json)
      .toReversed()
      .map(([name, value]) => [name, reversed(value)]),
  )
}
