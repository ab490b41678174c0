import { createHash } from "node:crypto"
import type { AuthenticationEventListener, AuthenticationEventsFlow } from "./types"

/** The events that call a customer's API, by the name that Graph, the log and the request use. */
export const eventTypes = [
  "tokenIssuanceStart",
  "attributeCollectionStart",
  "attributeCollectionSubmit",
  "emailOtpSend",
  "passwordSubmit",
  "verifiedIdClaimValidation",
] as const

/** One of the events that call a customer's API. */
export type EventType = (typeof eventTypes)[number]

/** How Graph names what belongs to an event: the types of its extension, its listener and the listener's handler. */
export type GraphNames = { extension: string; listener: string; handler: string }

const names = (event: string, listener = event, handler = event): GraphNames => ({
  extension: `#microsoft.graph.on${event}CustomExtension`,
  listener: `#microsoft.graph.on${listener}Listener`,
  handler: `#microsoft.graph.on${handler}CustomExtensionHandler`,
})

/** Graph's names by event; those of the OTP and of the password differ by more than their ending. */
export const graphNames: Readonly<Record<EventType, GraphNames>> = {
  tokenIssuanceStart: names("TokenIssuanceStart"),
  attributeCollectionStart: names("AttributeCollectionStart"),
  attributeCollectionSubmit: names("AttributeCollectionSubmit"),
  emailOtpSend: names("OtpSend", "EmailOtpSend", "OtpSend"),
  passwordSubmit: names("PasswordSubmit", "PasswordSubmit", "PasswordMigration"),
  verifiedIdClaimValidation: names("VerifiedIdClaimValidation"),
}

/** The same id for the same text: a UUID out of its digest. */
export function derivedId(text: string): string {
  const digits = createHash("sha256").update(text).digest("hex")
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-5${digits.slice(13, 16)}-9${digits.slice(17, 20)}-${digits.slice(20, 32)}`
}

/** The events whose handlers stand in a user flow. */
export const flowEvents = {
  attributeCollectionStart: "onAttributeCollectionStart",
  attributeCollectionSubmit: "onAttributeCollectionSubmit",
} as const satisfies Partial<Record<EventType, keyof AuthenticationEventsFlow>>

/**
 * The listeners that stand behind the handlers of a user flow. INFERRED: that the service lists each of them as a
 * listener that names its flow, from `authenticationEventsFlowId` and the documented types of that list.
 */
export function listenersOfFlow(flow: AuthenticationEventsFlow): AuthenticationEventListener[] {
  const events = Object.entries(flowEvents) as [
    keyof typeof flowEvents,
    (typeof flowEvents)[keyof typeof flowEvents],
  ][]
  return events.flatMap(([event, member]) => {
    const handler = flow[member]
    if (!handler) return []
    return [
      {
        "@odata.type": graphNames[event].listener,
        id: derivedId(`${flow.id} ${event}`),
        displayName: null,
        authenticationEventsFlowId: flow.id,
        priority: flow.priority,
        conditions: flow.conditions,
        handler,
      },
    ]
  })
}
