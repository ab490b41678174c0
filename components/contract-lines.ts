import type { Json, Origin, Payload } from "@/lib/events/payload"

/** One line of a request: what stands before the value, the value itself when it holds no others, and a comma. */
export type PayloadLine = {
  /** Its place in the body; no two lines have the same. */
  place: string
  before: string
  value: string
  after: string
  /** Null on lines that only open or close an object or a list. */
  origin: Origin | null
}

/** A request as the lines of its indented JSON, each value with where it comes from. */
export function payloadLines({ body, origins }: Payload): PayloadLine[] {
  const byPointer = new Map(origins.map(({ pointer, origin }) => [pointer, origin]))
  return linesOf(body, { pointer: "", indent: "", key: "", after: "" }, byPointer)
}

type Place = { pointer: string; indent: string; key: string; after: string }

function linesOf(value: Json, place: Place, byPointer: ReadonlyMap<string, Origin>): PayloadLine[] {
  const { pointer, indent, key, after } = place
  const isList = Array.isArray(value)
  const entries = typeof value === "object" && value !== null ? Object.entries<Json>({ ...value }) : []
  if (entries.length === 0) {
    const origin = byPointer.get(pointer) ?? null
    return [{ place: pointer, before: indent + key, value: JSON.stringify(value), after, origin }]
  }
  const [open, close] = isList ? "[]" : "{}"
  const children = entries.flatMap(([name, child], index) => {
    const at = {
      pointer: `${pointer}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`,
      indent: `${indent}  `,
      key: isList ? "" : `${JSON.stringify(name)}: `,
      after: index < entries.length - 1 ? "," : "",
    }
    return linesOf(child, at, byPointer)
  })
  const bracket = { value: "", origin: null }
  return [
    { ...bracket, place: pointer, before: indent + key + open, after: "" },
    ...children,
    { ...bracket, place: `${pointer} end`, before: indent + close, after },
  ]
}
