import { setImmediate as nextTurn } from "node:timers/promises"
import { errorCode } from "../lib/codes/catalogue"
import { eventType } from "../lib/events/index"
import { judge } from "../lib/judge"
import { readExchangeFile } from "../lib/judge/exchange-file"
import type { Exchange } from "../lib/model/exchange"
import type { Fault, Repair, Verdict } from "../lib/model/verdict"
import { escaped, excerpt } from "./excerpt"
import type { Command } from "./index"
import { readInput } from "./input"
import { readOptions } from "./options"

const limit = { megabytes: 50, advice: "split it into several files" }

const usage = [
  "Usage: cli judge FILE|- [--json]",
  "",
  "  FILE    a JSON file with one exchange or a list of them",
  "  -       read it from standard input",
  "  --json  print one line of JSON for each exchange",
  "",
  "Exit code: 0 Entra would accept every answer, 1 it would not, 2 the input was not understood or is empty.",
].join("\n")

/** The command that says what Entra would make of the answers in an exchange file. */
export const judgeCommand: Command = {
  name: "judge",
  summary: "say what Entra would make of an API's answer",
  async run(args) {
    const options = readOptions(args, usage, problemWith)
    if (typeof options === "number") return options
    const input = await readInput(options.words.join(), limit)
    if (!input.ok) {
      console.error(input.problem)
      return 2
    }
    const file = readExchangeFile(input.text)
    if (!file.ok || file.exchanges.length === 0) {
      console.error(file.ok ? "The list holds no exchange." : file.problems.join("\n"))
      return 2
    }
    return report(file.exchanges, options.json)
  },
}

function problemWith(words: readonly string[]): string | null {
  return words.length === 1 && words[0] !== "" ? null : "Give one file, or - for standard input."
}

async function report(exchanges: readonly Exchange[], asJson: boolean): Promise<number> {
  let faults = 0
  let isRead = true
  process.stdout.once("error", () => {
    isRead = false
  })
  for (const [index, exchange] of exchanges.entries()) {
    const verdict = judge(exchange)
    if (verdict.fault) faults += 1
    if (asJson) console.log(JSON.stringify(answerLine(exchange, verdict)))
    else console.log(`${index > 0 ? "\n" : ""}${written(exchange, verdict)}`)
    await nextTurn()
    // Nobody reads on, as after "| head -1"; the exit code speaks of what was judged until then.
    if (!isRead) return faults > 0 ? 1 : 0
  }
  if (!asJson && exchanges.length > 1)
    console.log(`\n${exchanges.length} exchanges: ${exchanges.length - faults} ok, ${faults} refused.`)
  return faults > 0 ? 1 : 0
}

/** What a line of `--json` says; the repaired body only where changing the body alone is enough. */
function answerLine({ name }: Exchange, { fault, warnings, ...verdict }: Verdict) {
  const { repair = null, place = null } = fault ?? {}
  return {
    name: name ?? null,
    verdict: verdict.verdict,
    rule: verdict.rule,
    confidence: verdict.confidence,
    alternates: verdict.alternates,
    warnings: [...new Set(warnings.map((warning) => warning.name))],
    found: verdict.found,
    repairedBody: repair && !repair.httpStatus && !repair.contentType ? repair.body : null,
    place,
    repair: repair && {
      httpStatus: repair.httpStatus,
      contentType: repair.contentType,
      changes: repair.changes,
    },
  }
}

function written(exchange: Exchange, verdict: Verdict): string {
  const { fault, warnings, confidence, alternates, rule, found } = verdict
  const title = fault ? `${fault.code}  ${errorCode(fault.code).title}` : `ok  ${found}`
  const about = [exchange.name && escaped(exchange.name), eventType(exchange.eventType).title]
  const sure = [
    rule && `rule ${rule}`,
    `confidence ${confidence}`,
    alternates.length > 0 && `or else ${alternates.join(", ")}`,
  ]
  return [
    title,
    `  ${about.filter(Boolean).join(", ")}`,
    ...(fault ? [`  ${found}`] : []),
    `  (${sure.filter(Boolean).join("; ")})`,
    ...(fault ? faultText(exchange, fault) : []),
    ...warnings.map(({ name, text }) => `Warning ${name}: ${text}`),
    ...(fault?.repair ? repairText(exchange, fault.repair) : []),
  ].join("\n")
}

function faultText({ body }: Exchange, { place, host, advice }: Fault): string[] {
  return [
    ...(place ? [`Line ${place.line}, column ${place.column}`, excerpt(body ?? "", place)] : []),
    ...(host ? [`${host.host}: ${host.text}`, `  ${host.fix}`] : []),
    ...(advice && !host ? [`Usually: ${advice.text}`, `  ${advice.fix}`] : []),
  ]
}

function repairText(exchange: Exchange, repair: Repair): string[] {
  const steps = repair.changes.map((change, index) => `  ${index + 1}. ${change}`)
  return ["Repair", ...steps, "", ...headText(exchange, repair), escaped(repair.body)]
}

/** The head of the repaired answer, where the body alone does not make it right. */
function headText(exchange: Exchange, { httpStatus, contentType }: Repair): string[] {
  if (!httpStatus && !contentType) return []
  const header = Object.entries(exchange.headers).find(([name]) => name.toLowerCase() === "content-type")
  const status = httpStatus ?? exchange.httpStatus
  return [
    `HTTP/1.1 ${status}${status === 200 ? " OK" : ""}`,
    `Content-Type: ${contentType ?? escaped(header?.[1] ?? "application/json")}`,
    "",
  ]
}
