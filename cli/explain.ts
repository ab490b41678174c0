import { text as readAll } from "node:stream/consumers"
import { parseArgs } from "node:util"
import { type Explanation, explain } from "../lib/codes/explain"
import type { Basis, ErrorCode, OuterCode, Phase, Statement } from "../lib/model/error-code"

const usage = [
  "Usage: cli explain CODE|TEXT|- [--json]",
  "",
  "  CODE    a number such as 1003021, AADSTS1003021 or a name such as CustomExtensionTimedOut",
  "  TEXT    an error message or a row of the log, as it was copied",
  "  -       read the text, for example a whole error page, from standard input",
  "  --json  print the records as JSON",
  "",
  "Exit code: 0 something was recognised, 1 nothing was, 2 the command was not understood.",
].join("\n")

/** The command that says what a code or a pasted error means and how to mend it. */
export const explainCommand = {
  name: "explain",
  summary: "say what an error code or a pasted error means and how to mend it",
  async run(args: string[]): Promise<number> {
    const options = readOptions(args)
    if (typeof options === "string") {
      console.error(`${options}\n\n${usage}`)
      return 2
    }
    if (options.help) {
      console.log(usage)
      return 0
    }
    const explanation = explain(options.text === "-" ? await readAll(process.stdin) : options.text)
    console.log(options.json ? JSON.stringify(explanation, null, 2) : written(explanation))
    return explanation.codes.length + explanation.outer.length > 0 ? 0 : 1
  },
}

function readOptions(args: string[]): { text: string; json: boolean; help: boolean } | string {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        json: { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false },
      },
    })
    const text = positionals.join(" ")
    return text.trim() || values.help ? { text, ...values } : "Give a code, a text or - for standard input."
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

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

function written({ codes, outer, ids, notes }: Explanation): string {
  const named = Object.entries({
    "Correlation id": ids.correlationId,
    "Trace id": ids.traceId,
    "Request id": ids.requestId,
    Time: ids.timestamp,
  }).flatMap(([label, value]) => (value ? [row(label, value)] : []))
  const blocks = [...codes.map(codeText), ...outer.map(outerText)]
  if (blocks.length === 0) blocks.push("No extension code was recognised.")
  if (named.length > 0) blocks.push(["In this text", ...named].join("\n"))
  if (notes.length > 0) blocks.push(list("Notes", notes, "-"))
  return blocks.join("\n\n")
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
    list("Usual causes, likeliest first", record.causes.map(marked), "1"),
    list("What settles it", record.evidence.map(marked), "-"),
    list("Fix", record.fix.map(stepText), "1"),
    ...(record.doubts.length > 0 ? [list("Doubts", record.doubts, "-")] : []),
    row("Documentation", record.docs),
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

function marked({ text, basis }: Statement): string {
  return `${text} [${bases[basis]}]`
}

function stepText({ text, request }: ErrorCode["fix"][number]): string {
  if (!request) return text
  const lines = [`${request.method} ${request.path}`, request.body, `needs ${request.permission}`]
  return [text, ...lines.filter((line) => line !== undefined)].join("\n")
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
