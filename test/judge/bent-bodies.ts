import type { Exchange } from "@/lib/model/exchange"

type Named = Exchange & { name: string }
type Json = string | number | boolean | null | Json[] | { [member: string]: Json }
type Path = readonly (string | number)[]
type Bend = { what: string; bend: (value: Json) => Json | undefined }

const swapCase = (text: string) =>
  [...text].map((one) => (one === one.toLowerCase() ? one.toUpperCase() : one.toLowerCase())).join("")
const onText = (change: (text: string) => string) => (value: Json) =>
  typeof value === "string" ? change(value) : value

/** Ways to spoil one value of a body; undefined takes it away. */
const bends: readonly Bend[] = [
  { what: "gone", bend: () => undefined },
  { what: "null", bend: () => null },
  { what: "a text", bend: () => "text" },
  { what: "an empty text", bend: () => "" },
  { what: "blanks", bend: () => " \t" },
  { what: "a number", bend: () => 7 },
  { what: "true", bend: () => true },
  { what: "an empty object", bend: () => ({}) },
  { what: "an empty list", bend: () => [] },
  { what: "in a list", bend: (value) => [value] },
  { what: "twice in a list", bend: (value) => [value, value] },
  { what: "in an object", bend: (value) => ({ value }) },
  { what: "with a #", bend: onText((text) => `#${text}`) },
  { what: "in other case", bend: onText(swapCase) },
  { what: "with a blank", bend: onText((text) => `${text} `) },
  { what: "without its namespace", bend: onText((text) => text.replace("microsoft.graph.", "")) },
  { what: "very long", bend: onText((text) => text.padEnd(3100, "é")) },
]

/** Every place in a body; of many members only the first and the last. */
function pathsOf(value: Json, path: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [path]
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value)
  const telling = entries.length > 10 ? [...entries.slice(0, 1), ...entries.slice(-1)] : entries
  return [path, ...telling.flatMap(([key, member]) => pathsOf(member, [...path, key]))]
}

/** The value with what stands at the path replaced. */
function bentAt(value: Json, [first, ...rest]: Path, bend: Bend["bend"]): Json | undefined {
  if (first === undefined) return bend(value)
  if (Array.isArray(value))
    return value.flatMap((one, index) => {
      if (index !== first) return [one]
      const member = bentAt(one, rest, bend)
      return member === undefined ? [] : [member]
    })
  if (typeof value !== "object" || value === null) return value
  const members = Object.entries(value).map(
    ([name, member]) => [name, name === first ? bentAt(member, rest, bend) : member] as const,
  )
  return Object.fromEntries(members.filter((entry): entry is [string, Json] => entry[1] !== undefined))
}

/** The value with the member at the path renamed; lists and the root have no names. */
function renamedAt(value: Json, [first, ...rest]: Path, rename: (name: string) => string): Json {
  if (typeof value !== "object" || value === null || first === undefined) return value
  if (Array.isArray(value))
    return value.map((one, index) => (index === first ? renamedAt(one, rest, rename) : one))
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      if (name !== first) return [name, member]
      return rest.length === 0 ? [rename(name), member] : [name, renamedAt(member, rest, rename)]
    }),
  )
}

function parsed(body: string | null): Json | undefined {
  try {
    // Safe: what JSON.parse returns is JSON.
    return JSON.parse(body ?? "") as Json
  } catch {
    return undefined
  }
}

/** Every body that differs from this one in one value or in the name of one member, as exchanges of their own. */
export function bentBodies(exchange: Named): Named[] {
  const json = parsed(exchange.body)
  if (json === undefined) return []
  const paths = pathsOf(json)
  const named = (path: Path, what: string, bent: Json | undefined): Named[] => {
    const body = bent === undefined ? "" : JSON.stringify(bent)
    if (body === JSON.stringify(json)) return []
    return [{ ...exchange, name: `${exchange.name} with /${path.join("/")} ${what}`, body }]
  }
  return paths.flatMap((path) => [
    ...bends.flatMap(({ what, bend }) => named(path, what, bentAt(json, path, bend))),
    ...named(path, "named in other case", renamedAt(json, path, swapCase)),
    ...named(
      path,
      "without a name",
      renamedAt(json, path, () => ""),
    ),
    ...named(
      path,
      "named by blanks",
      renamedAt(json, path, () => "\u00a0 "),
    ),
  ])
}

/** What a slip of the keyboard or a wrong encoder puts into a text. */
const intruders = [
  ",",
  ":",
  '"',
  "\\",
  "}",
  "[",
  "0",
  "-",
  ".",
  "#",
  "'",
  "/",
  " ",
  "\n",
  "\u0000",
  "\u00a0",
  "\u2028",
  "\ufeff",
]

/** Every text that differs from the body by one character taken away, doubled or put in. */
export function bentTexts(exchange: Named): Named[] {
  const text = exchange.body ?? ""
  return Array.from({ length: text.length + 1 }, (_, at) => {
    const [before, after] = [text.slice(0, at), text.slice(at)]
    const bodies = [
      before + after.slice(1),
      before + text.charAt(at) + after,
      ...intruders.map((one) => before + one + after),
    ]
    return bodies.map((body, index) => ({
      ...exchange,
      name: `${exchange.name} at character ${at}, slip ${index}`,
      body,
    }))
  }).flat()
}
