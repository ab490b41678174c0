import type { Report } from "../engine/journeys/journey"
import type { Outcome } from "../engine/journeys/outcome"
import type { EventType } from "../tenants/event-types"

/** One callout as control tells it. */
export type CalloutAnswer = {
  eventType: EventType
  listener: string
  extension: string
  code: number
  attempts: number
  httpStatus: number | null
  /** What the API wanted to happen next, when it was called and succeeded. */
  action: string | null
}

/** One row that a journey left behind; `stage` only in the log of sign-ups. */
export type RowAnswer = {
  log: "signIns" | "signUps"
  id: string
  correlationId: string
  createdDateTime: string
  stage?: string
}

/**
 * One journey as control tells it. `row`, `code`, `attempts` and `httpStatus` are those of its end: of the last row,
 * and of the first callout that failed, else of the last one; null when no listener wanted an event.
 */
export type JourneyAnswer = {
  row: RowAnswer | null
  code: number | null
  attempts: number | null
  httpStatus: number | null
  user: Outcome
  rows: RowAnswer[]
  callouts: CalloutAnswer[]
}

/** What control tells of a journey. */
export function answerOf({ rows, called, outcome }: Report): JourneyAnswer {
  const callouts = called.map(({ eventType, listener, result }) => ({
    eventType,
    listener: listener.id,
    extension: listener.handler.customExtension.id,
    code: result.code,
    attempts: result.attempts,
    httpStatus: result.httpStatus,
    action: result.action?.name ?? null,
  }))
  const told = rows.map(({ log, row }): RowAnswer => {
    const { id, correlationId, createdDateTime } = row
    const stage = "signUpStage" in row ? { stage: String(row.signUpStage) } : {}
    return { log, id, correlationId, createdDateTime, ...stage }
  })
  const decisive = callouts.find(({ code }) => code !== 0) ?? callouts.at(-1)
  return {
    row: told.at(-1) ?? null,
    code: decisive?.code ?? null,
    attempts: decisive?.attempts ?? null,
    httpStatus: decisive?.httpStatus ?? null,
    user: outcome,
    rows: told,
    callouts,
  }
}
