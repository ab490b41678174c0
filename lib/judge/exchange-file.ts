import { createScanner, printParseErrorCode, visit } from "jsonc-parser"
import { z } from "zod"
import { kindOf, quoted } from "@/lib/events/values"
import { type Exchange, eventTypeIds, transports } from "@/lib/model/exchange"
import { isMembers, type JsonPath } from "@/lib/model/json"
import { parseJson, placeOf, type Source, sourceOf } from "./json"
import { syntaxSentence } from "./syntax"

// Why it cannot be read stands in one sentence for each place, at most ten and a count.
type ExchangeFile = { ok: true; exchanges: readonly Exchange[] } | { ok: false; problems: readonly string[] }

const mostProblems = 10
const mostLevels = 500

const wants = {
  httpStatus: "has to be a whole number from 100 to 599, or null when no answer came",
  headers: "has to be an object of header names and values",
  body: "has to be the raw text of the answer as one string, or null when there was none",
  latencyMs: "has to be a number of milliseconds, unless attemptsMs or transport is there",
}
const object = { error: "has to be an object" }

const optional = <Schema extends z.ZodType>(schema: Schema) =>
  schema.nullish().transform((value) => value ?? undefined)
const text = z.string({ error: "has to be a string" })
const texts = z.array(text, { error: "has to be a list of strings" })
const duration = { error: "has to be a number of milliseconds, 0 or more" }
const milliseconds = z.number(duration).min(0, duration)
const timeout = { error: "has to be a whole number of milliseconds, 0 or more" }
const retries = { error: "has to be a whole number of retries, 0 or more" }
const status = { error: wants.httpStatus }
const headerValue = z.union([z.string(), z.array(z.string())], {
  error: "has to be a string or a list of strings",
})

const exchangeSchema = z.object(
  {
    name: optional(text),
    eventType: z.enum(eventTypeIds, { error: `has to be one of ${eventTypeIds.join(", ")}` }),
    httpStatus: z
      .int(status)
      .min(100, status)
      .max(599, status)
      .nullish()
      .transform((status) => status ?? null),
    headers: z
      .record(z.string(), headerValue, { error: wants.headers })
      .nullish()
      .transform((headers) => joinedHeaders(Object.entries(headers ?? {}))),
    body: z
      .string({ error: wants.body })
      .nullish()
      .transform((body) => body ?? null),
    latencyMs: milliseconds.nullish().transform((latency) => latency ?? 0),
    attemptsMs: optional(z.array(milliseconds, { error: "has to be a list of milliseconds" })),
    transport: optional(z.enum(transports, { error: `has to be one of ${transports.join(", ")}` })),
    clientConfiguration: optional(
      z.object(
        {
          timeoutInMilliseconds: optional(z.int(timeout).min(0, timeout)),
          maximumRetries: optional(z.int(retries).min(0, retries)),
        },
        object,
      ),
    ),
    requestContext: optional(
      z.object(
        {
          nonce: optional(text),
          attributeTypes: optional(z.record(z.string(), text, object)),
          mappedClaimIds: optional(texts),
        },
        object,
      ),
    ),
  },
  object,
)

/**
 * The headers under the name that stands first, whatever its case. Values of one that comes again are joined unless all
 * of them are equal.
 */
export function joinedHeaders(
  fields: Iterable<readonly [name: string, value: string | readonly string[]]>,
): Exchange["headers"] {
  const byName = new Map<string, { name: string; values: string[] }>()
  for (const [name, value] of fields) {
    const header = byName.get(name.toLowerCase()) ?? { name, values: [] }
    for (const one of [value].flat()) header.values.push(one)
    byName.set(name.toLowerCase(), header)
  }
  return Object.fromEntries([...byName.values()].map(({ name, values }) => [name, joined(values)]))
}

function joined(values: readonly string[]): string {
  return values.every((value) => value === values[0]) ? (values[0] ?? "") : values.join(", ")
}

type Problem = { path: JsonPath; wanted: string }

/** Reads one exchange or a list of them from JSON text. Members that it does not know are passed over. */
export function readExchangeFile(input: string): ExchangeFile {
  const json = input.replace(/^\uFEFF/, "")
  if (json.trim() === "") return { ok: false, problems: ["The input is empty."] }
  const encoding = misreadEncoding(json)
  if (encoding) return { ok: false, problems: [`The input is ${encoding}; save it as UTF-8.`] }
  const parsed = parseJson(json)
  if (!parsed.ok) return { ok: false, problems: [syntaxProblem(json)] }
  const { value } = parsed
  const read = Array.isArray(value)
    ? value.map((item, index) => readOne(item, [index]))
    : [readOne(value, [])]
  const problems = read.flatMap(({ problems }) => problems)
  if (problems.length === 0) return { ok: true, exchanges: read.flatMap(({ exchange }) => exchange ?? []) }
  const source = sourceOf(json)
  const listed = problems.slice(0, mostProblems).map((problem) => sentence(source, value, problem))
  const left = problems.length - listed.length
  return { ok: false, problems: left > 0 ? [...listed, `There are ${left} more problems.`] : listed }
}

/** What a text really is when it was read as UTF-8 and was not: an encoding in words; null when nothing looks wrong. */
export function misreadEncoding(text: string): string | null {
  if (/^\uFFFD{2}(?:\0|.\0)/s.test(text)) return "UTF-16 in big-endian order"
  return /^(?:\0[^\0]){2}|^(?:[^\0]\0){2}/.test(text) ? "UTF-16 without a byte order mark" : null
}

function readOne(item: unknown, path: JsonPath): { exchange?: Exchange; problems: Problem[] } {
  const { success, data, error } = exchangeSchema.safeParse(item)
  const wrong = (error?.issues ?? []).map((issue) => ({
    // Safe: a JSON value has no members that are named by symbols.
    path: [...path, ...(issue.path as (string | number)[])],
    wanted: issue.message,
  }))
  const missing = missingMembers(item).map((member) => ({ path: [...path, member], wanted: wants[member] }))
  const problems = [...wrong, ...missing]
  return success && problems.length === 0 ? { exchange: data, problems } : { problems }
}

/** An exchange says what was answered, be it null, and how fast, unless its transport says that nothing came. */
function missingMembers(item: unknown): (keyof typeof wants)[] {
  if (!isMembers(item) || typeof item.transport === "string") return []
  const members = (["httpStatus", "headers", "body"] as const).filter((name) => item[name] === undefined)
  const { latencyMs, attemptsMs } = item
  const isTimed = (latencyMs ?? null) !== null || (Array.isArray(attemptsMs) && attemptsMs.length > 0)
  return isTimed ? members : [...members, "latencyMs"]
}

function sentence(source: Source | null, root: unknown, { path, wanted }: Problem): string {
  const found = path.reduce<unknown>((value, step) => {
    // Safe: an object or a list has its members under names and indexes.
    return typeof value === "object" && value !== null
      ? (value as Record<string | number, unknown>)[step]
      : undefined
  }, root)
  const place = source && placeOf(source, path)
  const where = place ? ` (line ${place.line}, column ${place.column})` : ""
  const seen =
    typeof found === "string" ? quoted(found) : typeof found === "number" ? String(found) : kindOf(found)
  return `${nameOf(root, path)}${where} is ${seen}; it ${wanted}.`
}

/** A path as a programmer writes it, such as `exchanges[3].headers["x-id"]`. */
function nameOf(root: unknown, path: JsonPath): string {
  const steps = path.map((step) => {
    if (typeof step === "number") return `[${step}]`
    return /^[A-Za-z_$][\w$]*$/.test(step) ? `.${step}` : `[${quoted(step)}]`
  })
  const whole = `${Array.isArray(root) ? "exchanges" : "exchange"}${steps.join("")}`
  return Array.isArray(root) || path.length === 0 ? whole : whole.replace(/^exchange\.?/, "")
}

// What stands behind the first of several objects that were written one after the other.
const anotherObject = /^[\s,]*\{\s*["}]/

function syntaxProblem(json: string): string {
  if (isDeep(json)) return `The input is not JSON, and it is nested more than ${mostLevels} levels deep.`
  const errors: { says: string; line: number; column: number }[] = []
  visit(
    json,
    {
      onError(code, offset, _length, line, character) {
        const isNext =
          printParseErrorCode(code) === "EndOfFileExpected" &&
          anotherObject.test(json.slice(offset, offset + 100))
        const hint = isNext ? "; several exchanges have to stand in one list" : ""
        errors.push({ says: syntaxSentence(code) + hint, line: line + 1, column: character + 1 })
      },
    },
    { disallowComments: true },
  )
  const [first] = errors
  if (!first) return "The input is not JSON."
  return `The input is not JSON: line ${first.line}, column ${first.column}: ${first.says}.`
}

/** Whether a text nests too deep for a reader that calls itself for every level. */
function isDeep(json: string): boolean {
  const scanner = createScanner(json, true)
  let depth = 0
  while (scanner.getPosition() < json.length && depth <= mostLevels) {
    scanner.scan()
    // A string that begins with a bracket begins with its quote.
    const bracket = json[scanner.getTokenOffset()]
    if (bracket === "[" || bracket === "{") depth += 1
    if (bracket === "]" || bracket === "}") depth -= 1
  }
  return depth > mostLevels
}
