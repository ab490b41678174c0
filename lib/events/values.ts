import { isMembers, type Members } from "@/lib/model/json"

/** A JSON value in a word with its article, such as "a list", for sentences about what stands in a place. */
export function kindOf(value: unknown): string {
  if (value === undefined) return "missing"
  if (value === null) return "null"
  if (Array.isArray(value)) return "a list"
  const kinds: Record<string, string> = { string: "a string", number: "a number", boolean: "a Boolean" }
  return kinds[typeof value] ?? "an object"
}

/** A text from outside for use in a sentence: quoted, on one line and at most 80 characters long. */
export function quoted(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Cs}\u2028\u2029]+/gu, " ")
  return `"${line.length > 80 ? `${line.slice(0, 79)}…` : line}"`
}

/** How many bytes a text takes in UTF-8; a lone surrogate counts as the replacement character that an encoder writes. */
export function utf8Bytes(text: string): number {
  let bytes = text.length
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index)
    if (unit < 0x80) continue
    bytes += unit < 0x800 ? 1 : 2
    if (isPair(unit, text.charCodeAt(index + 1))) index += 1
  }
  return bytes
}

const isPair = (high: number, low: number) => high >= 0xd800 && high < 0xdc00 && low >= 0xdc00 && low < 0xe000

const mostListed = 5

/** Some names in a row for a sentence: five of them, and how many more there are. */
export function listed(names: readonly string[]): string {
  const more = names.length - mostListed
  return more > 0 ? `${names.slice(0, mostListed).join(", ")} and ${more} more` : names.join(", ")
}

/** The object that a JSON text holds; undefined when it holds none. */
export function objectInText(value: unknown): Members | undefined {
  if (typeof value !== "string") return undefined
  try {
    const inner: unknown = JSON.parse(value)
    return isMembers(inner) ? inner : undefined
  } catch {
    return undefined
  }
}
