import type { Members } from "./define"
import { isMembers, quoted } from "./values"

/** A claim's value as a string or a list of strings: numbers and Booleans written out, objects as JSON text. */
export function claimText(value: unknown): string | readonly (string | null)[] {
  return Array.isArray(value) ? value.flat(Number.POSITIVE_INFINITY).map(textOrNull) : asText(value)
}

const asText = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value))
const textOrNull = (value: unknown): string | null => (value === null ? null : asText(value))

/**
 * The claims that were meant by a list or a scalar: pairs of a name and a value, entries with id, key, name or type
 * beside value, lists of objects, or JSON inside a string. An empty object when none can be made out.
 */
export function claimsObject(claims: unknown): Members {
  if (typeof claims === "string") return objectIn(claims)
  if (!Array.isArray(claims)) return {}
  return Object.fromEntries(claims.flatMap(entriesOf))
}

function objectIn(text: string): Members {
  try {
    const inner: unknown = JSON.parse(text)
    return isMembers(inner) ? inner : {}
  } catch {
    return {}
  }
}

function entriesOf(item: unknown): [string, unknown][] {
  if (Array.isArray(item)) return typeof item[0] === "string" && item.length === 2 ? [[item[0], item[1]]] : []
  if (!isMembers(item)) return []
  const name = [item.id, item.key, item.name, item.type].find((one) => typeof one === "string")
  return typeof name === "string" && "value" in item ? [[name, item.value]] : Object.entries(item)
}

/**
 * The claims with as little left out as brings them within the limit: the end of the longest list first, then the
 * longest string as a whole, since half a value would be a wrong one.
 */
export function withinLimit(
  claims: Members,
  limit: number,
  bytesOf: (claims: Members) => number,
): { value: Members; says: string } {
  let kept: Members = claims
  const says: string[] = []
  for (let bytes = bytesOf(kept); bytes > limit; bytes = bytesOf(kept)) {
    const [key, value] = largest(kept, bytesOf)
    const rest = Array.isArray(value) ? shortened(key, value, bytes - limit, bytesOf) : null
    const others = Object.entries(kept).filter(([name]) => name !== key)
    if (rest && Array.isArray(value)) {
      kept = Object.fromEntries(Object.entries(kept).map((entry) => (entry[0] === key ? [key, rest] : entry)))
      says.push(`left out ${value.length - rest.length} of the ${value.length} values of ${quoted(key)}`)
    } else {
      kept = Object.fromEntries(others)
      says.push(`left out the claim ${quoted(key)}`)
    }
  }
  return { value: kept, says: `Brought the claims below 3 KB: ${says.join(", ")}.` }
}

function largest(claims: Members, bytesOf: (claims: Members) => number): [string, unknown] {
  const sized = Object.entries(claims).map((entry) => ({
    entry,
    bytes: bytesOf(Object.fromEntries([entry])),
  }))
  const most = sized.reduce((one, other) => (other.bytes > one.bytes ? other : one))
  return most.entry
}

/** The list without as many values at its end as make up for the excess; null when nothing of it can stay. */
function shortened(
  key: string,
  list: readonly unknown[],
  excess: number,
  bytesOf: (claims: Members) => number,
): readonly unknown[] | null {
  let spared = 0
  let length = list.length
  while (length > 0 && spared < excess) {
    length -= 1
    spared += bytesOf({ [key]: list[length] }) - bytesOf({ [key]: "" })
  }
  return length > 0 ? list.slice(0, length) : null
}
