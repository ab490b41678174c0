import { errorCode, isKnownCode } from "@/lib/codes/catalogue"
import { codeTitle } from "@/lib/codes/look-up"
import type { EventType } from "@/lib/events/define"
import { eventType } from "@/lib/events/index"
import { judge } from "@/lib/judge"
import { actionOf } from "@/lib/judge/answers"
import { parseJson, placeOf, sourceOf } from "@/lib/judge/json"
import type { Statement } from "@/lib/model/error-code"
import type { EventTypeId, Exchange } from "@/lib/model/exchange"
import { isMembers, type JsonPath } from "@/lib/model/json"
import type { Place, Repair, Verdict, VerdictCode, Warning } from "@/lib/model/verdict"
import { lineChanges, type ShownLine, shownLines } from "./code-changes"
import { type Excerpt, excerptOf } from "./judge-excerpt"

/** A code with its title, as a link shows it. */
export type NamedCode = { code: number; title: string }

/** What an answer check shows, as plain data. */
export type JudgeView = {
  verdict: Pick<Verdict, "verdict" | "rule" | "confidence" | "found">
  event: { id: EventTypeId; title: string }
  /** What was taken for granted to read the text. */
  assumed: readonly string[]
  code: (NamedCode & { fixedBy: string }) | null
  /** Null stands for an accepted answer. */
  alternates: readonly (NamedCode | null)[]
  place: Place | null
  excerpt: Excerpt | null
  host: NonNullable<Verdict["fault"]>["host"]
  advice: NonNullable<Verdict["fault"]>["advice"]
  warnings: readonly (Warning & { place: Place | null })[]
  /** How many warnings there are beside these. */
  moreWarnings: number
  repair: (Repair & { lines: readonly ShownLine[] }) | null
  /** A correct answer of the event, when there is no repair. */
  example: { title: string; body: string } | null
  /** What an accepted action does to the user. */
  effect: Statement | null
}

const mostWarnings = 20
const mostChanges = 30
const longestChange = 400

/** Judges an exchange and joins to the verdict what a page says about it. */
export function viewOf(exchange: Exchange, assumed: readonly string[]): JudgeView {
  const { fault, warnings, alternates, ...verdict } = judge(exchange)
  const event = eventType(exchange.eventType)
  const body = (exchange.body ?? "").replace(/^\uFEFF/, "")
  const place = fault?.place ?? null
  const repair = fault?.repair ?? null
  return {
    verdict,
    event: { id: event.id, title: event.title },
    assumed,
    code: fault && named(fault.code),
    alternates: alternates.map(alternate),
    place,
    excerpt: place && excerptOf(body, place),
    host: fault?.host ?? null,
    advice: fault?.advice ?? null,
    warnings: placed(warnings.slice(0, mostWarnings), body),
    moreWarnings: Math.max(0, warnings.length - mostWarnings),
    repair: repair && {
      ...repair,
      changes: firstChanges(repair.changes),
      lines: repairedLines(body, repair.body),
    },
    example: fault && !repair ? exampleOf(event) : null,
    effect: fault ? null : effectOf(event, body),
  }
}

function firstChanges(changes: readonly string[]): readonly string[] {
  const left = changes.length - mostChanges
  const shown = changes
    .slice(0, mostChanges)
    .map((text) => (text.length > longestChange ? `${text.slice(0, longestChange)}\u2026` : text))
  return left > 0 ? [...shown, `Made ${left} more changes of this kind.`] : shown
}

const longestLine = 200

/** The corrected body with the lines that are new; one that came in long lines is laid out, so that they can be seen. */
function repairedLines(body: string, repaired: string): ShownLine[] {
  if (repaired.split("\n").every((line) => line.length <= longestLine))
    return shownLines(lineChanges(body, repaired).after)
  const after = laidOut(repaired) ?? repaired
  return shownLines(lineChanges(laidOut(body) ?? after, after).after)
}

function laidOut(body: string): string | null {
  const parsed = parseJson(body)
  return parsed.ok ? JSON.stringify(parsed.value, null, 2) : null
}

function named(code: number) {
  return {
    code,
    title: codeTitle(code),
    fixedBy: isKnownCode(code) ? errorCode(code).fixedBy : "Not known",
  }
}

function alternate(verdict: VerdictCode): NamedCode | null {
  return verdict === "ok" ? null : { code: Number(verdict), title: codeTitle(Number(verdict)) }
}

function exampleOf({ examples }: EventType) {
  const [example] = examples
  return example ? { title: example.title, body: JSON.stringify(example.body, null, 2) } : null
}

function effectOf(event: EventType, body: string): Statement | null {
  const parsed = parseJson(body)
  const data = parsed.ok && isMembers(parsed.value) ? parsed.value.data : null
  const actions = isMembers(data) ? data.actions : null
  const action: unknown = Array.isArray(actions) ? actions[0] : null
  const type = isMembers(action) ? action["@odata.type"] : null
  return typeof type === "string" ? (actionOf(event, type)?.effect ?? null) : null
}

function placed(warnings: readonly Warning[], body: string): JudgeView["warnings"] {
  const source = sourceOf(body)
  return warnings.map((warning) => {
    const { pointer } = warning
    return { ...warning, place: source && pointer !== undefined ? placeOf(source, pathOf(pointer)) : null }
  })
}

/** The steps of a JSON pointer; digits are taken for the index of a list. */
function pathOf(pointer: string): JsonPath {
  return pointer
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"))
    .map((step) => (/^\d{1,9}$/.test(step) ? Number(step) : step))
}
