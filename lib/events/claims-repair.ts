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
  const sized = Object.entries(claims).map(([key, value]) => ({
    key,
    value,
    bytes: bytesOf({ [key]: value }),
  }))
  let excess = sized.reduce((sum, { bytes }) => sum + bytes, -limit)
  const kept = new Map<string, unknown>()
  const cut: string[] = []
  for (const { key, value, bytes } of sized.toSorted((one, other) => other.bytes - one.bytes)) {
    const rest = excess > 0 && Array.isArray(value) ? shortened(key, value, excess, bytesOf) : null
    if (excess <= 0) kept.set(key, value)
    else if (rest && Array.isArray(value)) {
      kept.set(key, rest)
      cut.push(`${value.length - rest.length} of the ${value.length} values of ${quoted(key)}`)
      excess = 0
    } else {
      cut.push(`the claim ${quoted(key)}`)
      excess -= bytes
    }
  }
  const value = Object.fromEntries(
    Object.keys(claims).flatMap((key) => (kept.has(key) ? [[key, kept.get(key)]] : [])),
  )
  return { value, says: `Left out ${listed(cut)}, so that the claims stay below 3 KB.` }
}

const mostNamed = 5

function listed(parts: readonly string[]): string {
  const more = parts.length - mostNamed
  return more > 0 ? `${parts.slice(0, mostNamed).join(", ")} and ${more} more` : parts.join(", ")
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
  const keyBytes = bytesOf({ [key]: "" })
  while (length > 0 && spared < excess) {
    length -= 1
    spared += bytesOf({ [key]: list[length] }) - keyBytes
  }
  return length > 0 ? list.slice(0, length) : null
}
