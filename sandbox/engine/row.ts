import type {
  AppliedEventListener,
  AuthenticationEventListener,
  ServicePrincipal,
  SignInRow,
  Tenant,
  User,
} from "../tenants/types"
import type { CalloutResult } from "./decide"
import type { EventType } from "./listeners"
import type { Whereabouts } from "./whereabouts"

/** Whether a person sits in front of a browser, or the app renews its tokens alone. */
export type Flow = "interactive" | "refresh"

/** Everything that a row of the sign-in log tells. */
export type SignInFacts = {
  id: string
  correlationId: string
  sessionId: string
  tenant: Pick<Tenant, "id">
  user: User
  client: ServicePrincipal
  resource: ServicePrincipal
  flow: Flow
  whereabouts: Whereabouts
  /** When the request arrived, in milliseconds since the epoch. */
  at: number
  processingMs: number
  appliedEventListeners: AppliedEventListener[]
}

/** The home tenant of guests: an invented one, since the sandbox holds no object of it. */
const guestHomeTenantId = "7d3c9a10-2b4e-4f6a-8c1d-5e7f90a1b2c3"

/** A time as the log writes it: UTC in whole seconds. */
export const logTime = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`

/** What the log tells of one callout; `at` is when it started. */
export function appliedListener(
  eventType: EventType,
  listener: AuthenticationEventListener,
  result: CalloutResult,
  at: number,
): AppliedEventListener {
  return {
    eventType,
    executedListenerId: listener.id,
    handlerResult: {
      "@odata.type": "#microsoft.graph.customExtensionCalloutResult",
      // INFERRED: seven digits, and the time of the check when nothing was sent.
      calloutDateTime: new Date(at).toISOString().replace("Z", "0000Z"),
      customExtensionId: listener.handler.customExtension.id,
      errorCode: result.code,
      httpStatus: result.httpStatus,
      numberOfAttempts: result.attempts,
    },
  }
}

/** INFERRED: the wrapper's number is from the field, the words of its reason are not known for certain. */
function statusOf(listeners: readonly AppliedEventListener[]): SignInRow["status"] {
  const failed = listeners.some(({ handlerResult }) => handlerResult?.errorCode)
  return failed
    ? { errorCode: 1100001, failureReason: "Non-retryable error has occurred.", additionalDetails: null }
    : { errorCode: 0, failureReason: null, additionalDetails: null }
}

/** Members that hold the same for every sign-in of the sandbox: no risk, no policy, no managed device. */
const uneventful = () => ({
  appliedConditionalAccessPolicies: [],
  authenticationAppDeviceDetails: null,
  authenticationDetails: [],
  authenticationProcessingDetails: [],
  authenticationRequirement: "singleFactorAuthentication",
  clientAppUsed: "Browser",
  clientCredentialType: "none",
  conditionalAccessStatus: "notApplied",
  flaggedForReview: false,
  networkLocationDetails: [],
  riskDetail: "none",
  riskEventTypes: [],
  riskEventTypes_v2: [],
  riskLevelAggregated: "none",
  riskLevelDuringSignIn: "none",
  riskState: "none",
  servicePrincipalId: "",
  servicePrincipalName: null,
  tokenIssuerName: "",
  tokenIssuerType: "AzureAD",
  clientSessionId: null,
  rootActorId: null,
  agent: null,
})

/** Members about who signed in. */
function personOf(user: User, tenantId: string) {
  const isGuest = user.userType === "Guest"
  return {
    userId: user.id,
    userDisplayName: user.displayName,
    userPrincipalName: user.userPrincipalName.toLowerCase(),
    userType: isGuest ? "guest" : "member",
    homeTenantId: isGuest ? guestHomeTenantId : tenantId,
    crossTenantAccessType: isGuest ? "b2bCollaboration" : "none",
  }
}

/** Members about the app and the resource that it asked for. */
function appsOf(client: ServicePrincipal, resource: ServicePrincipal, tenantId: string) {
  return {
    appId: client.appId,
    appDisplayName: client.displayName,
    appOwnerTenantId: client.appOwnerOrganizationId,
    resourceId: resource.appId,
    resourceDisplayName: resource.displayName,
    resourceServicePrincipalId: resource.id,
    resourceOwnerTenantId: resource.appOwnerOrganizationId,
    resourceTenantId: tenantId,
    authenticationProtocol: client.preferredSingleSignOnMode === "saml" ? "saml20" : "oAuth2",
  }
}

/** Members about the browser and where it stands. */
function surroundingsOf({ ip, location, device }: Whereabouts) {
  const { operatingSystem, browser, userAgent } = device
  return {
    ipAddress: ip,
    location,
    userAgent,
    deviceDetail: {
      deviceId: "",
      displayName: "",
      operatingSystem,
      browser,
      browserId: null,
      isCompliant: false,
      isManaged: false,
      trustType: "",
    },
  }
}

/** A beta signIn (https://learn.microsoft.com/graph/api/resources/signin) that tells these facts. */
export function signInRow(facts: SignInFacts): SignInRow {
  const isInteractive = facts.flow === "interactive"
  return {
    id: facts.id,
    createdDateTime: logTime(facts.at),
    ...personOf(facts.user, facts.tenant.id),
    ...appsOf(facts.client, facts.resource, facts.tenant.id),
    ...surroundingsOf(facts.whereabouts),
    ...uneventful(),
    correlationId: facts.correlationId,
    originalRequestId: facts.id,
    uniqueTokenIdentifier: Buffer.from(facts.id.replaceAll("-", ""), "hex").toString("base64url"),
    sessionId: facts.sessionId,
    isInteractive,
    signInEventTypes: [isInteractive ? "interactiveUser" : "nonInteractiveUser"],
    incomingTokenType: isInteractive ? "none" : "refreshToken",
    processingTimeInMilliseconds: facts.processingMs,
    status: statusOf(facts.appliedEventListeners),
    appliedEventListeners: facts.appliedEventListeners,
  }
}
