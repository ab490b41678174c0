import type { ErrorCode } from "./error-code"

/** How far a callout came, in the order of the chain; "fallback" means that Microsoft's provider stepped in. */
export const layers = ["not-called", "pre-call", "call", "response", "fallback", "ok", "unknown"] as const
export type Layer = (typeof layers)[number]

/** Which log a sign-in was read from. */
export type Source = "interactive" | "non-interactive" | "unknown"

/** One listener that ran during a sign-in, as the log records it; a member the log leaves out is null. */
export type AppliedListener = {
  eventType: string
  listenerId: string | null
  extensionId: string | null
  calloutAt: string | null
  errorCode: number | null
  httpStatus: number | null
  attempts: number | null
}

/** One sign-in attempt as the log records it. */
export type SignIn = {
  id: string
  /** ISO 8601 in UTC, or null when the log gave none that can be read. */
  at: string | null
  correlationId: string | null
  source: Source
  protocol: string | null
  app: { id: string | null; name: string }
  user: { id: string | null; name: string; principalName: string | null; type: string | null }
  status: { errorCode: number | null; failureReason: string | null; additionalDetails: string | null }
  listeners: readonly AppliedListener[]
}

/** One run of a custom authentication extension during a sign-in, or a sign-in that failed before any ran. */
export type Callout = {
  /** `{sign-in id}.{position among the sign-in's listeners}`. */
  id: string
  signIn: SignIn
  listener: AppliedListener | null
  layer: Layer
  /** The catalogue's record when the callout failed. */
  error: ErrorCode | null
}
