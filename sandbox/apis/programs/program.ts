import { z } from "zod"
import type { EventType } from "../../tenants/event-types"
import type { World } from "../../world"
import type { Api } from "../api"
import type { Reply } from "../reply"

/** A request that is an event of the right kind and tenant; what belongs to one event alone stands in `data`. */
export type ReceivedEvent = {
  correlationId: string
  /** The market of the person's browser, such as `en-us`, when the request names one. */
  market: string | null
  /** The name of the app that the person signs in to or signs up for, when the request names one. */
  appName: string | null
  data: unknown
}

/** What a program makes of an event: what it replies, and what it does before it replies. */
export type Understood = { reply: Reply; act?: () => void }

/** Why a program cannot take a request, in a sentence. */
export type Misunderstood = { refused: string }

/** What a program knows beside the event: which API it is, and the world with the customer's own data. */
export type Surroundings = { api: Api; world: World }

/** The code behind an API. */
export type Program = (
  event: ReceivedEvent,
  surroundings: Surroundings,
) => Understood | Misunderstood | Promise<Understood | Misunderstood>

const dataTypes: Readonly<Record<EventType, string>> = {
  tokenIssuanceStart: "onTokenIssuanceStartCalloutData",
  attributeCollectionStart: "onAttributeCollectionStartCalloutData",
  attributeCollectionSubmit: "onAttributeCollectionSubmitCalloutData",
  emailOtpSend: "onOtpSendCalloutData",
  passwordSubmit: "onPasswordSubmitCalloutData",
  verifiedIdClaimValidation: "onVerifiedIdClaimValidationCalloutData",
}

const guid = z.guid()
const text = z.string()

const principal = z.object({
  id: guid,
  appId: guid,
  displayName: text,
  appDisplayName: text.optional(),
})

/** What all events share. Whatever else Entra sends is let through, and what minimal samples lack may be absent. */
const envelopeOf = ({ event, tenantId }: Pick<Api, "event" | "tenantId">) =>
  z.object({
    type: z.literal(`microsoft.graph.authenticationEvent.${event}`),
    source: text.startsWith(`/tenants/${tenantId}/applications/`),
    data: z.looseObject({
      "@odata.type": z.literal(`microsoft.graph.${dataTypes[event]}`),
      tenantId: z.literal(tenantId),
      authenticationEventListenerId: guid.optional(),
      customAuthenticationExtensionId: guid.optional(),
      authenticationContext: z.looseObject({
        correlationId: guid,
        protocol: text.optional(),
        client: z.looseObject({ locale: text.optional(), market: text.optional() }).optional(),
        clientServicePrincipal: principal.optional(),
        resourceServicePrincipal: principal.nullish(),
      }),
    }),
  })

/** The event in a parsed body when it is the API's own and of its tenant, or null. */
export function readEvent(body: unknown, api: Pick<Api, "event" | "tenantId">): ReceivedEvent | null {
  const parsed = envelopeOf(api).safeParse(body)
  if (!parsed.success) return null
  const { data } = parsed.data
  const { correlationId, client, clientServicePrincipal } = data.authenticationContext
  return {
    correlationId,
    market: client?.market ?? null,
    appName: clientServicePrincipal?.displayName ?? null,
    data,
  }
}

/** A refusal of a request that lacks what its event has. */
export const lacking = (event: EventType): Misunderstood => ({
  refused: `The body lacks what a ${event} event has.`,
})
