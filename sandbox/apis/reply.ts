import type { EventType } from "../tenants/event-types"

/** The members of a JSON object. */
export type Members = Record<string, unknown>

/** A value as the members of an object; of anything else there are none. */
export const membersOf = (value: unknown): Members =>
  typeof value === "object" && value !== null ? { ...value } : {}

/** What a program wants to happen: one action of its event, by its documented name, and what the action carries. */
export type Reply = {
  event: EventType
  action: string
  parameters: Members
  /** Repeats the nonce of the request; only passwordSubmit has one. */
  nonce?: string
}

const namespace = "microsoft.graph."

/** How the types of an event's answer are written: that of its data, and what those of its actions begin with. */
const typeNames: Readonly<Record<EventType, { data: string; actions: string }>> = {
  tokenIssuanceStart: { data: "onTokenIssuanceStartResponseData", actions: "tokenIssuanceStart" },
  attributeCollectionStart: {
    data: "onAttributeCollectionStartResponseData",
    actions: "attributeCollectionStart",
  },
  attributeCollectionSubmit: {
    data: "onAttributeCollectionSubmitResponseData",
    actions: "attributeCollectionSubmit",
  },
  emailOtpSend: { data: "OnOtpSendResponseData", actions: "OtpSend" },
  passwordSubmit: { data: "onPasswordSubmitResponseData", actions: "passwordSubmit" },
  verifiedIdClaimValidation: {
    data: "onVerifiedIdClaimValidationResponseData",
    actions: "verifiedIdClaimValidation",
  },
}

/** The documented type of the data in an event's answer. */
export const dataTypeOf = (event: EventType): string => namespace + typeNames[event].data

/** The documented type of an action. */
export const actionTypeOf = (event: EventType, action: string): string =>
  `${namespace}${typeNames[event].actions}.${action}`

/** An action as it stands in an answer, under its own type or another. */
export const actionOf = (
  { event, action, parameters }: Reply,
  type = actionTypeOf(event, action),
): Members => ({ "@odata.type": type, ...parameters })

/** What differs from the documented answer; `actions: null` leaves the list out. */
export type Deviation = { type?: string; actions?: readonly Members[] | null }

/** The documented answer that carries a reply, or one that deviates from it. */
export function envelope(reply: Reply, { type, actions = [actionOf(reply)] }: Deviation = {}) {
  return {
    data: {
      "@odata.type": type ?? dataTypeOf(reply.event),
      ...(actions ? { actions } : {}),
      ...(reply.nonce === undefined ? {} : { nonce: reply.nonce }),
    },
  }
}
