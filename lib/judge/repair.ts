import { applyEdits, modify, type Node } from "jsonc-parser"
import type { Edit, JsonPath } from "@/lib/events/define"
import { isMembers } from "@/lib/events/values"
import type { Exchange } from "@/lib/model/exchange"
import type { Repair } from "@/lib/model/verdict"
import { hasDuplicates, nodeAt, parseJson, type Source, sourceOf } from "./json"
import { applyRules, type Ruling } from "./rules"

const mostSteps = 20

/**
 * The smallest change that makes an answer acceptable: one edit for each rule it breaks, until none is left. Null when
 * a rule has no edit or when nothing arrived. `source` is the body without its byte order mark.
 */
export function repairOf(exchange: Exchange, { breach }: Ruling, source: Source): Repair | null {
  if (!breach || breach.rule.startsWith("T")) return null
  const { answer, changes, head } = withHead(exchange, breach.rule)
  let { breach: broken } = head.httpStatus || head.contentType ? applyRules(answer) : { breach }
  if (broken && head.httpStatus && !isAnswer(source.text)) return null
  let current: Source | null = source
  for (let step = 0; broken && current && step < mostSteps; step += 1) {
    const edits: readonly Edit[] = broken.edits()
    const body = edited(current, edits)
    if (body === null || body === current.text) return null
    changes.push(...edits.map(({ says }) => says))
    current = sourceOf(body)
    broken = applyRules({ ...answer, body }).breach
  }
  return broken || !current ? null : { ...head, body: current.text, changes }
}

/** The answer with the status and the content type that Entra wants, which are outside the body. */
function withHead(exchange: Exchange, rule: string) {
  const head: Pick<Repair, "httpStatus" | "contentType"> = {}
  const changes: string[] = []
  let answer = exchange
  if (rule.startsWith("H1")) {
    head.httpStatus = 200
    answer = { ...answer, httpStatus: 200 }
    changes.push("Set the HTTP status to 200.")
  }
  if (applyRules(answer).breach?.rule === "H2") {
    head.contentType = "application/json"
    answer = { ...answer, headers: { "content-type": "application/json" } }
    changes.push("Set the Content-Type to application/json.")
  }
  return { head, changes, answer }
}

/** Whether a body was meant as an answer to Entra; the body of an error page was not, whatever its status. */
function isAnswer(body: string): boolean {
  const parsed = parseJson(body)
  return parsed.ok && isMembers(parsed.value) && isMembers(parsed.value.data)
}

/** A text after edits, with its formatting kept where that can be done; null when there is no edit. */
function edited(source: Source, edits: readonly Edit[]): string | null {
  const [only] = edits
  if (!only) return null
  if ("text" in only) return only.text
  const parsed = parseJson(source.text)
  const tree = source.tree()
  if (!parsed.ok || !tree) return null
  const exact = edits.map((edit) => withSourceDigits(edit, tree, source.text))
  const wanted = exact.reduce(applied, parsed.value)
  if (!hasDuplicates(tree)) {
    const minimal = exact.length === 1 ? spliced(source, tree, exact[0]) : exact.reduce(changed, source.text)
    const check = parseJson(minimal ?? "")
    if (minimal && check.ok && JSON.stringify(check.value) === JSON.stringify(wanted)) return minimal
  }
  return JSON.stringify(wanted, null, 2)
}

/** A number that becomes a string keeps the digits of the source, which a JavaScript number may have lost. */
function withSourceDigits(edit: Edit, tree: Node, text: string): Edit {
  if (!("value" in edit) || typeof edit.value !== "string") return edit
  const node = nodeAt(tree, edit.path)
  return node?.type === "number"
    ? { ...edit, value: text.slice(node.offset, node.offset + node.length) }
    : edit
}

/** One edit made in the text; a value that is there already is exchanged in its place. */
function spliced({ text }: Source, tree: Node, edit: Edit | undefined): string | null {
  if (!edit || "text" in edit || edit.path.length === 0) return null
  const node = "value" in edit ? nodeAt(tree, edit.path) : undefined
  if (!node || !("value" in edit)) return changed(text, edit)
  return text.slice(0, node.offset) + JSON.stringify(edit.value) + text.slice(node.offset + node.length)
}

function changed(text: string, edit: Edit): string {
  if ("text" in edit) return edit.text
  const value = "remove" in edit ? undefined : edit.value
  return applyEdits(text, modify(text, [...edit.path], value, {}))
}

function applied(value: unknown, edit: Edit): unknown {
  return "text" in edit ? value : placed(value, edit.path, "remove" in edit ? undefined : edit.value)
}

/** A copy of a JSON value with another value at a path; undefined removes the member. */
function placed(value: unknown, [step, ...rest]: JsonPath, put: unknown): unknown {
  if (step === undefined) return put
  if (Array.isArray(value))
    return value.map((item, index) => (index === step ? placed(item, rest, put) : item))
  const members = isMembers(value) ? value : {}
  const member = placed(Object.hasOwn(members, step) ? members[step] : undefined, rest, put)
  const others = Object.entries(members)
  if (member === undefined) return Object.fromEntries(others.filter(([key]) => key !== step))
  if (Object.hasOwn(members, step))
    return Object.fromEntries(others.map(([key, one]) => [key, key === step ? member : one]))
  return Object.fromEntries([...others, [step, member]])
}
