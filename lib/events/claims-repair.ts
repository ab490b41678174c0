import { isMembers, type JsonPath, type Members } from "@/lib/model/json"
import type { Edit, Mend } from "./define"
import { listed, objectInText, quoted } from "./values"

/** The values that are no claims written as text: scalars and objects as they stand, nested lists of texts flattened. */
export function asTexts(wrong: readonly (readonly [string, unknown])[], path: JsonPath): Mend {
  return {
    says: `Wrote ${listed(wrong.map(([key]) => quoted(key)))} as text.`,
    edits: wrong.flatMap(([key, value]) => textEdits(value, [...path, key])),
  }
}

function textEdits(value: unknown, path: JsonPath): Edit[] {
  if (!Array.isArray(value)) return [{ path, quote: true }]
  const flat: readonly unknown[] = value.flat(Number.POSITIVE_INFINITY)
  if (flat.length > value.length && flat.every(isText)) return [{ path, value: flat }]
  return value.flatMap((item: unknown, index) =>
    isText(item) ? [] : [{ path: [...path, index], quote: true as const }],
  )
}

/** Whether a value may stand in a claim: a string, or null, which is accepted and warned of. */
export const isText = (value: unknown) => typeof value === "string" || value === null

/**
 * The claims that a list means: pairs of a name and a value, entries with id, key, name or type beside value, or
 * objects of claims; a name that comes again makes a list. JSON inside a string is read too. Null when any part of it
 * cannot be read as a claim.
 */
export function claimsObject(claims: unknown): Members | null {
  if (!Array.isArray(claims)) return objectInText(claims) ?? null
  const collected = new Map<string, unknown>()
  for (const item of claims) {
    const entries = entriesOf(item)
    if (!entries) return null
    for (const [key, value] of entries)
      collected.set(key, collected.has(key) ? [collected.get(key), value].flat() : value)
  }
  return Object.fromEntries(collected)
}

const nameMembers = ["id", "key", "name", "type"]

function entriesOf(item: unknown): [string, unknown][] | null {
  if (Array.isArray(item))
    return typeof item[0] === "string" && item.length === 2 ? [[item[0], item[1]]] : null
  if (!isMembers(item)) return null
  const members = new Map(Object.entries(item).map(([key, value]) => [key.toLowerCase(), value]))
  const name = nameMembers.map((member) => members.get(member)).find((one) => typeof one === "string")
  if (!members.has("value")) return Object.entries(item)
  return typeof name === "string" ? [[name, members.get("value")]] : null
}

/**
 * The claims with as little left out as brings them within the limit: the ends of the longest lists first, then whole
 * strings, the longest first, since half a string would be a wrong one.
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
  const isList = ({ value }: { value: unknown }) => Number(Array.isArray(value))
  for (const entry of sized.toSorted(
    (one, other) => isList(other) - isList(one) || other.bytes - one.bytes,
  )) {
    const { key, value, bytes } = entry
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
  const names = Object.keys(claims).filter((key) => kept.has(key))
  return {
    value: Object.fromEntries(names.map((key) => [key, kept.get(key)])),
    says: `Left out ${listed(cut)}, so that the claims come to at most ${limit} bytes.`,
  }
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
