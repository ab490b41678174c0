import type { ErrorCode } from "./error-code"

/** How far a callout came, in the order of the chain; "fallback" means that Microsoft's provider stepped in. */
export const layers = ["not-called", "pre-call", "call", "response", "fallback", "ok", "unknown"] as const
export type Layer = (typeof layers)[number]

/** Which of Graph's two collections a row stands in. */
export type Kind = "signIn" | "signUp"

/** How an attempt came about: with or without a person there, by the native API, or as a step of a sign-up. */
export const sources = ["interactive", "non-interactive", "native", "sign-up", "unknown"] as const
export type Source = (typeof sources)[number]

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

/** One sign-in attempt, or one step of a sign-up, as the log records it. */
export type SignIn = {
  kind: Kind
  id: string
  /** ISO 8601 in UTC, or null when the log gave none that can be read. */
  at: string | null
  correlationId: string | null
  source: Source
  protocol: string | null
  /** The step of a sign-up, such as `credentialValidation`; null for a sign-in. */
  stage: string | null
  /** How somebody proved the identity that signs up, such as "Email OTP"; null for a sign-in. */
  identityProvider: string | null
  app: { id: string | null; name: string }
  user: { id: string | null; name: string; principalName: string | null; type: string | null }
  status: { errorCode: number | null; failureReason: string | null; additionalDetails: string | null }
  listeners: readonly AppliedListener[]
}

/** The event of a callout: its name in the log or, when the log gave none, that of the extension that ran. */
export type CalloutEvent = { type: string; from: "log" | "extension" }

/** The name of an event whose name neither the log nor an extension gives. */
export const unnamedEvent = "unknown"

/** One run of a custom authentication extension during a sign-in, or a sign-in that failed before any ran. */
export type Callout = {
  /** Names the row and the position among its listeners, see `calloutIdOf`. */
  id: string
  signIn: SignIn
  listener: AppliedListener | null
  /** Null when the row names no listener. */
  event: CalloutEvent | null
  layer: Layer
  /** The catalogue's record when the callout failed. */
  error: ErrorCode | null
}

/** A sign-up's own interrupt, when the person has to do something first, such as enter the mailed code: no failure. */
const interrupt = 1002013

/** Whether a sign-up was interrupted at this step to ask the person for something. */
export const isInterrupted = ({ kind, status }: SignIn): boolean =>
  kind === "signUp" && status.errorCode === interrupt

/** Whether the step did not fail: it succeeded, or waits for the person. */
export const wentOn = (signIn: SignIn): boolean => signIn.status.errorCode === 0 || isInterrupted(signIn)
