import type { EventTypeId, Exchange } from "@/lib/model/exchange"
import type { Confidence, VerdictCode } from "@/lib/model/verdict"

/** An exchange together with what the rules say about it; the expectation is written by hand, never computed. */
export type Vector = Exchange & {
  name: string
  expected: VerdictCode
  /** The rule that decides a fault, as the rule table calls it. */
  rule?: string
  confidence?: Confidence
  /** Codes that the rule table names beside the expected one. */
  alternates?: readonly VerdictCode[]
  /** The exact set of warnings; absent when the rules leave room. */
  warnings?: readonly string[]
  /** The rule, document or host that the case comes from. */
  source: string
}

type Members = Readonly<Record<string, unknown>>

/** `data.@odata.type` of each event's response. */
export const responseType: Readonly<Record<EventTypeId, string>> = {
  tokenIssuanceStart: "microsoft.graph.onTokenIssuanceStartResponseData",
  attributeCollectionStart: "microsoft.graph.onAttributeCollectionStartResponseData",
  attributeCollectionSubmit: "microsoft.graph.onAttributeCollectionSubmitResponseData",
  emailOtpSend: "microsoft.graph.OnOtpSendResponseData",
  passwordSubmit: "microsoft.graph.onPasswordSubmitResponseData",
  verifiedIdClaimValidation: "microsoft.graph.onVerifiedIdClaimValidationResponseData",
}

/** What stands before the name of each event's actions. */
export const actionPrefix: Readonly<Record<EventTypeId, string>> = {
  tokenIssuanceStart: "microsoft.graph.tokenIssuanceStart.",
  attributeCollectionStart: "microsoft.graph.attributeCollectionStart.",
  attributeCollectionSubmit: "microsoft.graph.attributeCollectionSubmit.",
  emailOtpSend: "microsoft.graph.OtpSend.",
  passwordSubmit: "microsoft.graph.passwordSubmit.",
  verifiedIdClaimValidation: "microsoft.graph.verifiedIdClaimValidation.",
}

/** The nonce of every passwordSubmit request of the vectors. */
export const nonce = "3c9d1f60-58a7-4f0e-9b52-7d1a0e6b4c21"

/** What a JSON API usually sends along. */
export const json = { "Content-Type": "application/json" } as const

/** One action of an event with its parameters. */
export function action(eventType: EventTypeId, name: string, parameters: Members = {}): Members {
  return { "@odata.type": actionPrefix[eventType] + name, ...parameters }
}

/** `data` of a response around any list of actions; more members win over the usual ones. */
export function data(eventType: EventTypeId, actions: unknown, more: Members = {}): Members {
  const usual = { "@odata.type": responseType[eventType], actions }
  return eventType === "passwordSubmit" ? { ...usual, nonce, ...more } : { ...usual, ...more }
}

/** The text of a response around any list of actions. */
export function text(eventType: EventTypeId, actions: unknown, more: Members = {}): string {
  return JSON.stringify({ data: data(eventType, actions, more) })
}

/** The text of a response with one action. */
export function answer(eventType: EventTypeId, name: string, parameters: Members = {}): string {
  return text(eventType, [action(eventType, name, parameters)])
}

/** The text of a token issuance answer with these claims, whatever they are. */
export function withClaims(claims: unknown): string {
  return answer("tokenIssuanceStart", "provideClaimsForToken", { claims })
}

/** A correct answer of each event. */
export const correct: Readonly<Record<EventTypeId, string>> = {
  tokenIssuanceStart: withClaims({ DateOfBirth: "01/01/2000", CustomRoles: ["Writer", "Editor"] }),
  attributeCollectionStart: answer("attributeCollectionStart", "continueWithDefaultBehavior"),
  attributeCollectionSubmit: answer("attributeCollectionSubmit", "continueWithDefaultBehavior"),
  emailOtpSend: answer("emailOtpSend", "continueWithDefaultBehavior"),
  passwordSubmit: answer("passwordSubmit", "MigratePassword"),
  verifiedIdClaimValidation: answer("verifiedIdClaimValidation", "pass"),
}

type More = Omit<Partial<Vector>, "name" | "eventType" | "body" | "expected" | "source">

/** A vector that differs from a quick JSON answer with status 200 only in what is given. */
export function vector(
  name: string,
  eventType: EventTypeId,
  body: string | null,
  expected: VerdictCode,
  source: string,
  more: More = {},
): Vector {
  const request = eventType === "passwordSubmit" ? { requestContext: { nonce } } : {}
  const usual = { httpStatus: 200, headers: json, latencyMs: 180, ...request }
  return { name, eventType, body, expected, source, ...usual, ...more }
}
