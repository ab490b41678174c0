import type { Outcome } from "../engine/outcome"
import type { SignInReport } from "../engine/sign-in"

/** One sign-in as control tells it; code, attempts and httpStatus are null when no listener wanted the event. */
export type SignInAnswer = {
  row: { id: string; correlationId: string; createdDateTime: string }
  code: number | null
  attempts: number | null
  httpStatus: number | null
  user: Outcome
}

/** What control tells of a sign-in. */
export function answerOf({ row, result, outcome }: SignInReport): SignInAnswer {
  const { id, correlationId, createdDateTime } = row
  return {
    row: { id, correlationId, createdDateTime },
    code: result?.code ?? null,
    attempts: result?.attempts ?? null,
    httpStatus: result?.httpStatus ?? null,
    user: outcome,
  }
}
