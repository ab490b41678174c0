import type { EventType } from "../../../tenants/event-types"
import type {
  AuthenticationEventListener,
  FlowAttribute,
  ServicePrincipal,
  Tenant,
  User,
  UserIdentity,
} from "../../../tenants/types"
import type { Whereabouts } from "../../whereabouts"
import { type AttributeValues, attributeMembers, identityMembers } from "./attributes"
import { userMembers } from "./user"

/** Who asks for what, as far as every event's request tells it. */
export type EventContext = {
  tenant: Tenant
  /** The app that somebody signs in to or signs up for. */
  client: ServicePrincipal
  /** The app that the token is for: the client itself for an ID token. */
  resource: ServicePrincipal
  correlationId: string
  whereabouts: Whereabouts
}

type SignUpData = {
  /** INFERRED: absent in Submit, as a capture has it; the documented sample has it. */
  identities: readonly UserIdentity[] | null
  values: AttributeValues
  attributes: readonly FlowAttribute[]
}

/**
 * What a code is for. The one is documented; INFERRED: the other is as a sample of Microsoft's writes it, which differs
 * in case.
 */
export type CodePurpose = "signUp" | "SignIn"

/** What one event adds to the common part. */
export type EventData =
  | { eventType: "tokenIssuanceStart"; user: User }
  | ({ eventType: "attributeCollectionStart" | "attributeCollectionSubmit" } & SignUpData)
  | { eventType: "emailOtpSend"; address: string; code: string; requestType: CodePurpose }
  | { eventType: "passwordSubmit"; user: User; encryptedPasswordContext: string }
  | {
      eventType: "verifiedIdClaimValidation"
      user: User
      employeeId: string | null
      claims: Record<string, string>
    }

/** The data of an event of one type. */
export type DataOf<Type extends EventType> = Extract<EventData, { eventType: Type }>

const principalMembers = ({ id, appId, appDisplayName, displayName }: ServicePrincipal) => ({
  id,
  appId,
  appDisplayName,
  displayName,
})

// INFERRED: no capture shows the value for SAML; "SAML" is what an old SDK of Microsoft's lists.
const protocolOf = (client: ServicePrincipal) =>
  client.preferredSingleSignOnMode === "saml" ? "SAML" : "OAUTH2.0"

/** The part that all events share; passwordSubmit and verifiedIdClaimValidation name no resource. */
function authenticationContext(
  { client, resource, correlationId, whereabouts }: EventContext,
  data: EventData,
) {
  const { ip, locale } = whereabouts
  const hasResource = !("user" in data) || data.eventType === "tokenIssuanceStart"
  const place = { locale, market: locale }
  const isRecovery = data.eventType === "verifiedIdClaimValidation"
  return {
    correlationId,
    // INFERRED from the one sample that there is for account recovery, which names the address otherwise.
    client: isRecovery ? { clientIp: ip, ...place } : { ip, ...place },
    protocol: isRecovery ? "OAUTH2" : protocolOf(client),
    ...(data.eventType === "emailOtpSend" ? { requestType: data.requestType } : {}),
    clientServicePrincipal: principalMembers(client),
    resourceServicePrincipal: hasResource ? principalMembers(resource) : null,
    ...("user" in data ? { user: userMembers(data.user) } : {}),
  }
}

/** What stands beside the common part, under the name that the event has for it. */
function eventMembers(data: EventData): Record<string, unknown> {
  switch (data.eventType) {
    case "tokenIssuanceStart":
      return {}
    case "attributeCollectionStart":
    case "attributeCollectionSubmit": {
      const identities = data.identities ? { identities: identityMembers(data.identities) } : {}
      return {
        userSignUpInfo: { attributes: attributeMembers(data.values, data.attributes), ...identities },
      }
    }
    case "emailOtpSend":
      return { otpContext: { identifier: data.address, oneTimeCode: data.code } }
    case "passwordSubmit":
      return {
        encryptedPasswordContext: data.encryptedPasswordContext,
        userSignUpInfo: null,
        otpContext: null,
      }
    case "verifiedIdClaimValidation": {
      const { user, employeeId, claims } = data
      const identities = [
        {
          issuer: user.userPrincipalName.split("@")[1] ?? "",
          issuerAssignedId: user.userPrincipalName,
          signInType: "userPrincipalName",
        },
      ]
      return {
        verifiedIdClaimsContext: {
          identities,
          additionalInfo: employeeId ? { employeeId } : {},
          claims,
        },
      }
    }
  }
}

const dataTypes: Readonly<Record<EventType, string>> = {
  tokenIssuanceStart: "onTokenIssuanceStartCalloutData",
  attributeCollectionStart: "onAttributeCollectionStartCalloutData",
  attributeCollectionSubmit: "onAttributeCollectionSubmitCalloutData",
  emailOtpSend: "onOtpSendCalloutData",
  passwordSubmit: "onPasswordSubmitCalloutData",
  verifiedIdClaimValidation: "onVerifiedIdClaimValidationCalloutData",
}

/**
 * The request body of an event, as the contract of
 * https://learn.microsoft.com/entra/identity-platform/custom-extension-overview and its captures have it.
 */
export function calloutPayload(
  context: EventContext,
  listener: AuthenticationEventListener,
  data: EventData,
) {
  const { tenant, client, resource } = context
  const source = data.eventType === "passwordSubmit" ? client : resource
  return {
    type: `microsoft.graph.authenticationEvent.${data.eventType}`,
    source: `/tenants/${tenant.id}/applications/${source.appId}`,
    data: {
      "@odata.type": `microsoft.graph.${dataTypes[data.eventType]}`,
      tenantId: tenant.id,
      authenticationEventListenerId: listener.id,
      customAuthenticationExtensionId: listener.handler.customExtension.id,
      ...eventMembers(data),
      authenticationContext: authenticationContext(context, data),
    },
  }
}
