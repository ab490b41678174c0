import "server-only"
import { eventTypeIds } from "@/lib/model/exchange"
import type { Members } from "@/lib/model/json"
import type {
  Conditions,
  Extension,
  Handler,
  Limits,
  Listener,
  Organization,
  OtherListener,
  UserFlow,
} from "@/lib/model/tenant"
import type {
  GraphConditions,
  GraphExtension,
  GraphFlow,
  GraphHandler,
  GraphListener,
  GraphOrganization,
} from "./wire"

const kinds: Readonly<Record<string, Organization["kind"]>> = {
  AAD: "workforce",
  CIAM: "external",
  "AAD B2C": "b2c",
}

/** Graph's own name of a type: `#microsoft.graph.onTokenIssuanceStartListener` without what stands before the last dot. */
const typeName = (odataType: string | null | undefined): string =>
  (odataType ?? "").replace(/^#?microsoft\.graph\./i, "") || "unknown"

/** `#microsoft.graph.onTokenIssuanceStartCustomExtension` to `tokenIssuanceStart`; other types keep their name. */
function toEventType(odataType: string | null | undefined): string {
  const name = typeName(odataType)
  const event = /^on(.+?)(CustomExtension|Listener)$/i.exec(name)?.[1]
  if (!event) return name
  if (/^(email)?otpsend$/i.test(event)) return "emailOtpSend"
  const ours = eventTypeIds.find((id) => id.toLowerCase() === event.toLowerCase())
  return ours ?? event.charAt(0).toLowerCase() + event.slice(1)
}

const isOurs = (eventType: string): boolean => eventTypeIds.some((id) => id === eventType)

function hostOf(url: string | null | undefined): string | null {
  return url && URL.canParse(url) ? new URL(url).hostname : null
}

type Behaviour = Pick<GraphExtension, "behaviorOnError">

const fallsBack = (wire: Behaviour | null | undefined): boolean =>
  /fallbackToMicrosoftProviderOnError$/i.test(wire?.behaviorOnError?.["@odata.type"] ?? "")

function toLimits(wire: GraphExtension["clientConfiguration"]): Limits {
  return {
    timeoutMs: wire?.timeoutInMilliseconds ?? null,
    maximumRetries: wire?.maximumRetries ?? null,
  }
}

function toConditions({ conditions, priority }: GraphConditions): Conditions {
  const applications = conditions?.applications
  return {
    allApps: applications?.includeAllApplications ?? false,
    appIds: (applications?.includeApplications ?? []).flatMap(({ appId }) => appId ?? []),
    priority: priority ?? null,
  }
}

function toHandler(wire: GraphHandler): Handler {
  return {
    ...toLimits(wire?.configuration?.clientConfiguration),
    extensionId: wire?.customExtension?.id ?? null,
    fallsBack: fallsBack(wire?.configuration),
  }
}

/** An extension in our shape; one of a type that we do not know keeps the object beside it. */
export function toExtension(wire: GraphExtension, raw: Members): Extension {
  const targetUrl = wire.endpointConfiguration?.targetUrl ?? null
  const eventType = toEventType(wire["@odata.type"])
  return {
    ...toLimits(wire.clientConfiguration),
    id: wire.id,
    name: wire.displayName || wire.id,
    eventType,
    targetUrl,
    host: hostOf(targetUrl),
    resourceId: wire.authenticationConfiguration?.resourceId ?? null,
    fallsBack: fallsBack(wire),
    raw: isOurs(eventType) ? null : raw,
  }
}

/** A listener that calls one of our events' extensions, or one of another type with Graph's name for it. */
export function toListener(wire: GraphListener, raw: Members): Listener | OtherListener {
  const eventType = toEventType(wire["@odata.type"])
  if (!isOurs(eventType)) return { id: wire.id, type: typeName(wire["@odata.type"]), raw }
  return {
    ...toConditions(wire),
    ...toHandler(wire.handler),
    id: wire.id,
    eventType,
    flowId: wire.authenticationEventsFlowId ?? null,
    migrationPropertyId: wire.handler?.migrationPropertyId ?? null,
  }
}

/** A user flow with the handlers that it has. */
export function toFlow(wire: GraphFlow): UserFlow {
  const handlers = [
    { eventType: "attributeCollectionStart", handler: wire.onAttributeCollectionStart },
    { eventType: "attributeCollectionSubmit", handler: wire.onAttributeCollectionSubmit },
  ]
  return {
    ...toConditions(wire),
    id: wire.id,
    name: wire.displayName || wire.id,
    handlers: handlers.flatMap(({ eventType, handler }) =>
      handler ? [{ eventType, ...toHandler(handler) }] : [],
    ),
  }
}

/** The organization in our shape. */
export function toOrganization(wire: GraphOrganization): Organization {
  return { id: wire.id, name: wire.displayName || wire.id, kind: kinds[wire.tenantType ?? ""] ?? "unknown" }
}
