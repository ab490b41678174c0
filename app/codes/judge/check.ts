import type { JudgeState, JudgeValues } from "@/components/judge-state"
import { viewOf } from "@/components/judge-view"
import { eventType } from "@/lib/events/index"
import { eventOfAction, eventOfData } from "@/lib/judge/answers"
import { parseJson } from "@/lib/judge/json"
import { type Pasted, readPasted } from "@/lib/judge/pasted"
import type { EventTypeId, Exchange } from "@/lib/model/exchange"
import { isMembers } from "@/lib/model/json"
import { type ReadValues, readValues } from "./form-values"

type Values = Extract<ReadValues, { ok: true }>["values"]
type Answered = Extract<Pasted, { ok: true }>

/** Reads what was typed and judges it; whatever is wrong with it is said beside its field. */
export function check(values: JudgeValues): JudgeState {
  const read = readValues(values)
  if (!read.ok) return { values, errors: read.errors, view: null }
  const pasted = readPasted(read.values.text)
  if (!pasted.ok) return { values, errors: { text: pasted.problems.join(" ") }, view: null }
  const event = eventOf(read.values, pasted)
  if (!event) {
    const error = "Choose the event: the answer does not name one that is known."
    return { values, errors: { event: error }, view: null }
  }
  const exchange = exchangeOf(read.values, pasted, event.id)
  return { values, errors: {}, view: viewOf(exchange, [...pasted.assumed, ...event.assumed]) }
}

type Chosen = { id: EventTypeId; assumed: readonly string[] }

/** The event that was pasted, chosen, or named by the types of the answer. */
function eventOf({ event }: Values, { eventType: own, answer }: Answered): Chosen | null {
  if (own) {
    const title = eventType(own).title
    return { id: own, assumed: event && event !== own ? [`The exchange names its event: ${title}.`] : [] }
  }
  if (event) return { id: event, assumed: [] }
  const owner = typesIn(answer.body ?? "")
    .map((type) => type.replace(/^#/, ""))
    .map((type) => eventOfData(type) ?? eventOfAction(type))
    .find((one) => one !== undefined)
  return owner ? { id: owner.id, assumed: [`The event is taken from the answer: ${owner.title}.`] } : null
}

function typesIn(body: string): string[] {
  const parsed = parseJson(body.replace(/^\uFEFF/, ""))
  const data = parsed.ok && isMembers(parsed.value) ? parsed.value.data : null
  if (!isMembers(data)) return []
  const actions: unknown[] = Array.isArray(data.actions) ? data.actions : []
  return [data, ...actions].flatMap((one) => {
    const type = isMembers(one) ? one["@odata.type"] : null
    return typeof type === "string" ? [type] : []
  })
}

function exchangeOf(values: Values, { answer }: Answered, event: EventTypeId): Exchange {
  const { latencyMs, timeoutMs, maximumRetries, nonce, mappedClaimIds, attributeTypes } = values
  return {
    ...answer,
    eventType: event,
    ...(latencyMs !== null && { latencyMs, attemptsMs: undefined }),
    clientConfiguration: {
      ...answer.clientConfiguration,
      ...(timeoutMs !== null && { timeoutInMilliseconds: timeoutMs }),
      ...(maximumRetries !== null && { maximumRetries }),
    },
    requestContext: {
      ...answer.requestContext,
      ...(nonce !== "" && { nonce }),
      ...(mappedClaimIds && { mappedClaimIds }),
      ...(attributeTypes && { attributeTypes }),
    },
  }
}
