/** Steps from the root of a JSON value to one of its members. */
export type JsonPath = readonly (string | number)[]

/** A JSON object, read but not yet checked. */
export type Members = Readonly<Record<string, unknown>>

/** Whether a JSON value is an object: neither null nor an array. */
export function isMembers(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}

/** A path as a JSON pointer (RFC 6901); the root is an empty string. */
export function pointerOf(path: JsonPath): string {
  return path.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("")
}
