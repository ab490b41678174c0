import { createScanner, printParseErrorCode, visit } from "jsonc-parser"
import { z } from "zod"
import type { JsonPath } from "@/lib/events/define"
import { isMembers, kindOf, quoted } from "@/lib/events/values"
import { type Exchange, eventTypeIds, transports } from "@/lib/model/exchange"
import { parseJson, placeOf, type Source, sourceOf } from "./json"

/** The exchanges of a file, or why it cannot be read: one sentence for each place, at most ten and a count. */
export type ExchangeFile =
  | { ok: true; exchanges: readonly Exchange[] }
  | { ok: false; problems: readonly string[] }

const mostProblems = 10
const mostLevels = 500

const wants = {
  httpStatus: "has to be a whole number, or null when no answer came",
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
const retries = { error: "has to be a number of retries, 0 or more" }
const headerValue = z
  .union([z.string(), z.array(z.string())], { error: "has to be a string or a list of strings" })
  .transform((value) => [value].flat().join(", "))

const exchangeSchema = z.object(
  {
    name: optional(text),
    eventType: z.enum(eventTypeIds, { error: `has to be one of ${eventTypeIds.join(", ")}` }),
    httpStatus: z
      .int({ error: wants.httpStatus })
      .nullish()
      .transform((status) => status ?? null),
    headers: z
      .record(z.string(), headerValue, { error: wants.headers })
      .nullish()
      .transform((headers) => headers ?? {}),
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
          timeoutInMilliseconds: optional(milliseconds),
          maximumRetries: optional(z.number(retries).min(0, retries)),
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

type Problem = { path: JsonPath; wanted: string }

/** Reads one exchange or a list of them from JSON text. Members that it does not know are passed over. */
export function readExchangeFile(input: string): ExchangeFile {
  const json = input.replace(/^\uFEFF/, "")
  if (json.trim() === "") return { ok: false, problems: ["The input is empty."] }
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

type SyntaxErrorName = ReturnType<typeof printParseErrorCode>

const syntaxErrors: Partial<Record<SyntaxErrorName, string>> = {
  PropertyNameExpected: "a member name in double quotes has to stand here",
  ValueExpected: "a value has to stand here",
  ColonExpected: "a colon has to stand here",
  CommaExpected: "a comma has to stand here",
  CloseBraceExpected: "a closing } has to stand here",
  CloseBracketExpected: "a closing ] has to stand here",
  EndOfFileExpected: "the JSON has ended before this; several exchanges have to stand in one list",
  InvalidCommentToken: "JSON has no comments",
  UnexpectedEndOfComment: "JSON has no comments",
  UnexpectedEndOfString: "the string has no closing quote on its line",
  InvalidUnicode: "the \\u escape needs four hexadecimal digits",
  InvalidEscapeCharacter: "there is no such escape in a string",
  InvalidCharacter: "a control character, such as a tab or a line break, has to be escaped in a string",
}

function syntaxProblem(json: string): string {
  if (isDeep(json)) return `The input is not JSON, and it is nested more than ${mostLevels} levels deep.`
  const errors: { says: string; line: number; column: number }[] = []
  visit(
    json,
    {
      onError(code, _offset, _length, line, character) {
        const says = syntaxErrors[printParseErrorCode(code)] ?? "this is no JSON value"
        errors.push({ says, line: line + 1, column: character + 1 })
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
