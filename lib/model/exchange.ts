/** The events whose callouts are judged, by the suffix of the request's `type`. */
export const eventTypeIds = [
  "tokenIssuanceStart",
  "attributeCollectionStart",
  "attributeCollectionSubmit",
  "emailOtpSend",
  "passwordSubmit",
  "verifiedIdClaimValidation",
] as const
export type EventTypeId = (typeof eventTypeIds)[number]

/** Why there was no complete answer. */
export const transports = ["dns", "refused", "tls", "reset", "timeout"] as const
export type Transport = (typeof transports)[number]

/** One callout as Entra makes it: what it was allowed, what came back, and how long each attempt took. */
export type Exchange = {
  name?: string | undefined
  eventType: EventTypeId
  /** Null when there was no answer. */
  httpStatus: number | null
  /** Names in any case. */
  headers: Readonly<Record<string, string>>
  /** The raw text, or null when there was none. */
  body: string | null
  /** Of the answer that counts, in milliseconds; without `attemptsMs` every attempt took this long. */
  latencyMs: number
  /** Each attempt, first to last, in milliseconds; wins over `latencyMs`. */
  attemptsMs?: readonly number[] | undefined
  /** Set when there was no complete answer. */
  transport?: Transport | undefined
  /** Absent: 2000 ms and one retry. */
  clientConfiguration?:
    | { timeoutInMilliseconds?: number | null | undefined; maximumRetries?: number | null | undefined }
    | undefined
  /** What the request carried, and the ids that the claims mapping policies of the token's app name. */
  requestContext?:
    | {
        nonce?: string | undefined
        /** Attribute name to the type of its value, such as `int64DirectoryAttributeValue`. */
        attributeTypes?: Readonly<Record<string, string>> | undefined
        mappedClaimIds?: readonly string[] | undefined
      }
    | undefined
}
