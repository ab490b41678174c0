import type { Explanation } from "../lib/codes/explain"
import { findByWords } from "../lib/codes/find"
import { codeTitle } from "../lib/codes/look-up"
import { userSees } from "../lib/codes/user-sees"
import type {
  Basis,
  CodeExample,
  ErrorCode,
  FixStep,
  NativeError,
  OuterCode,
  Phase,
  Statement,
  Symptom,
} from "../lib/model/error-code"

const phases: Record<Phase, string> = {
  "pre-call": "before any request to the API",
  call: "on the way to the API",
  response: "reading the API's answer",
}
const bases: Record<Basis, string> = {
  documented: "documented",
  observed: "seen in the field",
  inferred: "our conclusion",
}
const relations: Record<OuterCode["relation"], string> = {
  wrapper: "wraps the code of an extension",
  around: "belongs to the configuration around extensions",
  unrelated: "not an extension error",
}
const mostGuesses = 5

/** Everything that was recognised, for a terminal; when nothing was, the codes whose words fit the text best. */
export function written(explanation: Explanation, asked: string): string {
  const { codes, outer, native, seen, ids, notes } = explanation
  const named = Object.entries({
    "Correlation id": ids.correlationId,
    "Trace id": ids.traceId,
    "Request id": ids.requestId,
    Time: ids.timestamp,
  }).flatMap(([label, value]) => (value ? [row(label, value)] : []))
  const blocks = [...codes.map(codeText), ...outer.map(outerText), ...native.map(nativeText)]
  blocks.push(...seen.map(outerText))
  if (blocks.length === 0) blocks.push("No extension code was recognised.", ...guesses(asked))
  if (named.length > 0) blocks.push(["In this text", ...named].join("\n"))
  if (notes.length > 0) blocks.push(list("Notes", notes, "-"))
  return blocks.join("\n\n")
}

function guesses(asked: string): string[] {
  const { codes, native, symptoms } = findByWords(asked)
  const lines = [
    ...symptoms.map(({ id, title }) => `${id}  ${title}`),
    ...codes.map(({ code, title }) => `${code}  ${title}`),
    ...native.map(({ code, title }) => `${code}  ${title}`),
  ]
  return lines.length > 0
    ? [list("Records with these words, best first", lines.slice(0, mostGuesses), "-")]
    : []
}

/** A way to begin without a code, for a terminal. */
export function symptomText({ id, title, whatItMeans, steps, codes }: Symptom): string {
  const lead = codes.map((code) => `${code}  ${codeTitle(code)}`)
  return [
    `${id}  ${title}`,
    list("What it means", whatItMeans.map(marked), "-"),
    list(
      "What to do, in order",
      steps.map((step) => stepText(step)),
      "1",
    ),
    ...(lead.length > 0 ? [list("Codes that it leads to, likeliest first", lead, "-")] : []),
  ].join("\n")
}

function codeText(record: ErrorCode): string {
  return [
    `${record.code}  ${record.title}`,
    row("Name", record.name),
    row("Who fixes it", record.fixedBy),
    row("Phase", `${phases[record.phase]} (${bases[record.phaseBasis]})`),
    row("Retry", record.retry),
    row("Events", record.events === "all" ? "all" : record.events.join(", ")),
    "",
    wrap(record.meaning, "  "),
    list(
      "What users see",
      userSees(record).map((seen) => `${seen.app}: ${marked(seen)}`),
      "-",
    ),
    list("Usual causes, likeliest first", record.causes.map(marked), "1"),
    list("What settles it", record.evidence.map(marked), "-"),
    list(
      "Checks, the deciding one first",
      record.checks.map((check) => stepText(check, check.tells)),
      "1",
    ),
    list(
      "Fix",
      record.fix.map((step) => stepText(step)),
      "1",
    ),
    ...(record.example ? [list("Example", exampleLines(record.example), "-")] : []),
    ...(record.doubts.length > 0 ? [list("Doubts", record.doubts, "-")] : []),
    row("Documentation", record.docs),
    row("More", "--json adds the az and PowerShell forms, the log query and the whole example"),
  ].join("\n")
}

function outerText(record: OuterCode): string {
  return [
    `${record.code}  ${record.title}`,
    row("Kind", `${relations[record.relation]} (${bases[record.basis]})`),
    "",
    wrap(record.meaning, "  "),
    list("Next", record.next, "1"),
    row("Documentation", record.docs),
  ].join("\n")
}

function nativeText(record: NativeError): string {
  const { code, title, kind, comesWith, numbers, flows, goesOn, basis } = record
  return [
    `${code}  ${title}`,
    row(
      "Kind",
      `${kind} of native authentication${comesWith ? `, beside ${comesWith}` : ""} (${bases[basis]})`,
    ),
    row("Flows", flows.join(", ")),
    ...(numbers.length > 0 ? [row("Numbers", numbers.join(", "))] : []),
    ...(goesOn ? [row("Flow", "goes on with the continuation token of the answer")] : []),
    "",
    wrap(record.meaning, "  "),
    list("Next", record.next, "1"),
    row("Documentation", record.docs),
  ].join("\n")
}

function marked({ text, basis }: Statement): string {
  return `${text} [${bases[basis]}]`
}

function stepText({ text, request, command }: FixStep, tells?: Statement): string {
  const lines = [
    ...(request ? [`${request.method} ${request.path}`, request.body, `needs ${request.permission}`] : []),
    command,
    ...(tells ? [`-> ${marked(tells)}`] : []),
  ]
  return [text, ...lines.filter((line) => line !== undefined).flatMap((line) => line.split("\n"))].join("\n")
}

const longestBody = 300

function exampleLines(example: CodeExample): string[] {
  if (example.kind === "configuration") {
    return [example.text, `Broken: ${example.object}\n${example.before}`, `Repaired\n${example.after}`]
  }
  const sides = [["Broken", example.broken] as const, ["Repaired", example.repaired] as const]
  const shown = sides.map(([label, { httpStatus, transport, body }]) => {
    const status = httpStatus === null ? `no answer (${transport})` : `HTTP ${httpStatus}`
    return [`${label}: ${example.eventType}, ${status}`, ...(body ? [shortened(body)] : [])].join("\n")
  })
  return [example.text, ...shown]
}

function shortened(body: string): string {
  const line = body.replace(/\n\s*/g, " ")
  return line.length > longestBody ? `${line.slice(0, longestBody)} ... (${body.length} characters)` : line
}

function row(label: string, value: string): string {
  return `  ${label.padEnd(16)}${value}`
}

// Only the first line of an entry is prose and may be wrapped: a request must stay fit for copying.
function list(heading: string, entries: readonly string[], mark: "1" | "-"): string {
  const lines = entries.map((entry, index) => {
    const [prose = "", ...rest] = entry.split("\n")
    const bullet = mark === "1" ? `${index + 1}. `.padEnd(4) : "- "
    const indent = " ".repeat(2 + bullet.length)
    return [`  ${bullet}${wrap(prose, indent).trimStart()}`, ...rest.map((line) => indent + line)].join("\n")
  })
  return [heading, ...lines].join("\n")
}

function wrap(text: string, indent: string): string {
  const lines: string[] = [indent]
  for (const word of text.split(" ")) {
    const line = lines.at(-1) ?? indent
    const joined = line === indent ? line + word : `${line} ${word}`
    if (joined.length <= 100 || line === indent) lines[lines.length - 1] = joined
    else lines.push(indent + word)
  }
  return lines.join("\n")
}
