import type { Basis, Statement } from "./error-code"

/** How well a ruling is founded: high for documented or observed, medium for names and samples, low for a guess. */
export type Confidence = "high" | "medium" | "low"

/** `ok`, or the code that Entra would log, as a string. */
export type VerdictCode = "ok" | `${number}`

/** A place in the body: JSON pointer (RFC 6901), and line and column counted from 1. */
export type Place = { pointer: string; line: number; column: number }

/** Something that Entra accepts and that will hurt all the same. */
export type Warning = { name: string; text: string; pointer?: string | undefined }

/** A host's own answer, recognised by its shape, instead of one of the API's code. */
export type HostAnswer = { host: string; text: string; fix: string; basis: Basis }

/** The smallest change that makes the answer acceptable; status and content type only when they have to change. */
export type Repair = {
  httpStatus?: 200 | undefined
  contentType?: "application/json" | undefined
  body: string
  /** What was changed, one sentence each, in order. */
  changes: readonly string[]
}

/** What Entra would hold against an exchange. */
export type Fault = {
  code: number
  rule: string
  /** What we saw, in one sentence. */
  found: string
  place: Place | null
  repair: Repair | null
  host: HostAnswer | null
  /** What the HTTP status usually means, with the one thing to do about it. */
  advice: (Statement & { fix: string }) | null
}

/** What Entra would make of an exchange; `rule` is the one that decided, or that weakens an `ok`. */
export type Verdict = {
  verdict: VerdictCode
  fault: Fault | null
  warnings: readonly Warning[]
  rule: string | null
  confidence: Confidence
  /** What else it could be, likeliest first. */
  alternates: readonly VerdictCode[]
  /** The verdict in one sentence. */
  found: string
}
