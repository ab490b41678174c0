import type { Breach, Note } from "@/lib/events/define"
import { eventType } from "@/lib/events/index"
import type { Exchange } from "@/lib/model/exchange"
import { bodyBreach } from "./body"
import { statusBreach } from "./status"
import { transportBreach } from "./transport"

/** The first rule that an exchange breaks, if any, and what was noted on the way. */
export type Ruling = { breach: Breach | null; notes: readonly Note[] }

/**
 * Goes through the rules in the order transport, status, body, actions, claims and parameters. Microsoft publishes no
 * order; this one rests on refused tokens being logged as a wrong status whatever their body, and on type names with #
 * being logged as an unreadable body.
 */
export function applyRules(exchange: Exchange): Ruling {
  const notes: Note[] = []
  const context = { request: exchange.requestContext ?? {}, note: (note: Note) => void notes.push(note) }
  const breach =
    transportBreach(exchange, context) ??
    statusBreach(exchange) ??
    bodyBreach(exchange.body ?? "", eventType(exchange.eventType), context)
  return { breach, notes }
}
