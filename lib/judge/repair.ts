import { eventType } from "@/lib/events/index"
import type { Exchange } from "@/lib/model/exchange"
import { isMembers } from "@/lib/model/json"
import type { Repair } from "@/lib/model/verdict"
import { actionOf } from "./answers"
import { edited } from "./edits"
import { parseJson, type Source, sourceOf } from "./json"
import { applyRules, type Ruling } from "./rules"

const mostSteps = 20
// An answer of a few kilobytes is the rule; taking apart a huge one would keep the server busy for nobody's use.
const longest = 65_536
const mostEdits = 200
// A gate or a limit answered, so there was no answer whose status could be put right.
const neverAnswers = [401, 403, 429]

/**
 * The smallest change that makes an answer acceptable: one mend for each rule it breaks, until none is left. Null when
 * a rule has no mend, when nothing arrived, or when there is too much to change. `source` is the body without its byte
 * order mark.
 */
export function repairOf(exchange: Exchange, { breach }: Ruling, source: Source): Repair | null {
  if (!breach || breach.rule.startsWith("T") || source.text.length > longest) return null
  if (breach.rule.startsWith("H1") && !isAnswer(exchange, source.text)) return null
  const { answer, changes, head } = withHead(exchange, breach.rule)
  let { breach: broken } = head.httpStatus || head.contentType ? applyRules(answer) : { breach }
  let current: Source | null = source
  if (broken && exchange.body?.startsWith("\uFEFF")) changes.push("Removed the byte order mark.")
  for (let step = 0; broken && current && step < mostSteps; step += 1) {
    const mend = broken.mend()
    const body = mend && mend.edits.length <= mostEdits ? edited(current, mend.edits) : null
    if (!mend || body === null || body === current.text) return null
    changes.push(mend.says)
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

/** Whether a body holds one action of the event, so that it was meant as an answer in spite of its status. */
function isAnswer({ httpStatus, eventType: id }: Exchange, body: string): boolean {
  if (neverAnswers.includes(httpStatus ?? 0)) return false
  const parsed = parseJson(body)
  const data = parsed.ok && isMembers(parsed.value) ? parsed.value.data : undefined
  const actions: readonly unknown[] = isMembers(data) && Array.isArray(data.actions) ? data.actions : []
  const [action] = actions
  const type = isMembers(action) ? action["@odata.type"] : undefined
  return (
    actions.length === 1 &&
    typeof type === "string" &&
    actionOf(eventType(id), type.replace(/^#/, "")) !== undefined
  )
}
