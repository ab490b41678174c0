import { unsupported } from "../refusal"
import { toText } from "../values/convert"
import { isArray } from "../values/value"
import { type Functions, free, strict } from "./define"

/** The characters of a text; a character is a code point. */
const charactersOf = (text: string) => [...text]

/** A part of a text, from a place that counts from its end when it is negative. */
function substring(text: string, from: number, length?: number): string {
  const characters = charactersOf(text)
  const start = from < 0 ? Math.max(0, characters.length + from) : from
  return characters.slice(start, length === undefined ? undefined : start + Math.max(0, length)).join("")
}

/** The parts of a text between delimiters, or the one of them that is asked for, still in an array. */
function split(text: string, delimiter: string, index?: number): readonly string[] {
  if (delimiter === "") throw unsupported("split with an empty delimiter")
  const parts = text.split(delimiter)
  if (index === undefined) return parts
  const part = parts[index]
  if (part === undefined) throw unsupported("split with an index beyond the last part")
  return [part]
}

/** Where a text stands in another one, -1 when it does not; null for arguments that make no sense. */
function indexOf(text: string, part: string, from = 0, length = -1, occurrence = 1): number | null {
  if (length < -1 || occurrence < 1) return null
  // Microsoft's sample finds the second occurrence beyond the characters that it says are examined.
  if (length >= 0 && occurrence > 1) throw unsupported("indexof with both a length and an occurrence")
  const start = from < 0 ? Math.max(0, text.length + from) : from
  const searched = length < 0 ? text : text.slice(0, start + length)
  let at = searched.indexOf(part, start)
  for (let count = 1; count < occurrence && at >= 0; count += 1) at = searched.indexOf(part, at + 1)
  return at
}

/** How often a part stands in a text; occurrences may overlap. */
export function occurrences(text: string, part: string): number {
  if (part === "") throw unsupported("countof an empty text")
  let count = 0
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) count += 1
  return count
}

/** Functions on texts, without those that take regular expressions. */
export const textFunctions: Functions = {
  tolower: strict(["string"], (text) => text.toLowerCase()),
  toupper: strict(["string"], (text) => text.toUpperCase()),
  strlen: strict(["string"], (text) => charactersOf(text).length),
  strcmp: strict(["string", "string"], (one, other) => (one < other ? -1 : one > other ? 1 : 0)),
  reverse: strict(["string"], (text) => charactersOf(text).reverse().join("")),
  substring: strict(
    ["string", "long"],
    (text, from, length) => substring(text, Number(from), length === undefined ? undefined : Number(length)),
    ["long"],
  ),
  split: strict(
    ["string", "string"],
    (text, delimiter, index) => split(text, delimiter, index === undefined ? undefined : Number(index)),
    ["long"],
  ),
  // Whatever is no text is made one (https://learn.microsoft.com/kusto/query/indexof-function).
  indexof: free(([text = null, part = null, ...more], [ofText = "dynamic", ofPart = "dynamic"]) => {
    const numbers = more.map((one) => (one === null ? undefined : Number(one)))
    return indexOf(toText(text, ofText), toText(part, ofPart), ...numbers)
  }),
  replace_string: strict(["string", "string", "string"], (text, part, other) => {
    if (part === "") throw unsupported("replace_string of an empty text")
    return text.split(part).join(other)
  }),
  strcat: free((values, types) =>
    values.map((value, index) => toText(value, types[index] ?? "dynamic")).join(""),
  ),
  strcat_delim: free(([delimiter, ...values], [, ...types]) =>
    values.map((value, index) => toText(value, types[index] ?? "dynamic")).join(String(delimiter ?? "")),
  ),
  strcat_array: free(([array = null, delimiter = ""]) =>
    isArray(array) ? array.map((value) => toText(value, "dynamic")).join(String(delimiter)) : "",
  ),
  strrep: strict(
    ["string", "long"],
    (text, times, delimiter = "") => Array.from({ length: Number(times) }, () => text).join(delimiter),
    ["string"],
  ),
}
