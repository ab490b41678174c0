import type { EventType } from "../../tenants/event-types"
import type {
  AppliedEventListener,
  AuthenticationEventListener,
  ServicePrincipal,
  SignInRow,
  Tenant,
  User,
} from "../../tenants/types"
import type { CalloutResult } from "../answer/decide"
import type { Whereabouts } from "../whereabouts"
import { type LogStatus, nonRetryable, succeeded } from "./status"

/** Whether a person sits in front of a browser or of an app's own pages, or the app renews its tokens alone. */
export type Flow = "interactive" | "refresh" | "native"

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
  /** How it ended; when absent, every failed callout ended it. */
  status?: LogStatus
}

/** The home tenant of guests: an invented one, since the sandbox holds no object of it. */
const guestHomeTenantId = "7d3c9a10-2b4e-4f6a-8c1d-5e7f90a1b2c3"

/** A time as the log writes it: UTC in whole seconds. */
export const logTime = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`

/**
 * How the log writes what it has no value for; unknown, so that readers must take every form.
 * - `status`: an HTTP status that never came, as null, as 0, or as no member at all
 * - `success`: the code of a callout that went well, as 0 or as null
 */
export type LogForm = { status: "null" | "zero" | "absent"; success: "zero" | "null" }

/** INFERRED: the form that the sandbox writes unless it is told otherwise. */
export const usualForm: Readonly<LogForm> = { status: "null", success: "zero" }

function statusMember(httpStatus: number | null, { status }: LogForm) {
  if (httpStatus === null && status === "absent") return {}
  return { httpStatus: httpStatus ?? (status === "zero" ? 0 : null) }
}

/** What the log tells of one callout; `at` is when it started. */
export function appliedListener(
  eventType: EventType,
  listener: AuthenticationEventListener,
  result: Omit<CalloutResult, "claims">,
  at: number,
  form: LogForm = usualForm,
): AppliedEventListener {
  return {
    eventType,
    executedListenerId: listener.id,
    handlerResult: {
      "@odata.type": "#microsoft.graph.customExtensionCalloutResult",
      // INFERRED: seven digits, and the time of the check when nothing was sent.
      calloutDateTime: new Date(at).toISOString().replace("Z", "0000Z"),
      customExtensionId: listener.handler.customExtension.id,
      errorCode: result.code === 0 && form.success === "null" ? null : result.code,
      ...statusMember(result.httpStatus, form),
      numberOfAttempts: result.attempts,
    },
  }
}

const statusOf = ({ status, appliedEventListeners }: SignInFacts): LogStatus =>
  status ??
  (appliedEventListeners.some(({ handlerResult }) => handlerResult?.errorCode) ? nonRetryable : succeeded)

/** Members that hold the same for every sign-in of the sandbox: no risk, no policy, no managed device. */
const uneventful = () => ({
  appliedConditionalAccessPolicies: [],
  authenticationAppDeviceDetails: null,
  authenticationDetails: [],
  authenticationProcessingDetails: [],
  authenticationRequirement: "singleFactorAuthentication",
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

/**
 * The principal name as the log has it: in lower case, and that of a guest as it is at home
 * (https://learn.microsoft.com/graph/api/resources/signin).
 */
const loggedPrincipalName = ({ userPrincipalName }: User) =>
  userPrincipalName.toLowerCase().replace(/^(.+)_([^_]+)#ext#@.*$/, "$1@$2")

/** Members about who signed in. */
function personOf(user: User, tenantId: string) {
  const isGuest = user.userType === "Guest"
  return {
    userId: user.id,
    userDisplayName: user.displayName,
    userPrincipalName: loggedPrincipalName(user),
    userType: isGuest ? "guest" : "member",
    homeTenantId: isGuest ? guestHomeTenantId : tenantId,
    crossTenantAccessType: isGuest ? "b2bCollaboration" : "none",
    // INFERRED: that customers are logged with what they typed.
    signInIdentifier: user.identities.length > 0 ? user.mail : null,
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
  }
}

/** Members about the way that the tokens were asked for. */
function protocolOf(flow: Flow, client: ServicePrincipal) {
  const isNative = flow === "native"
  const isSaml = client.preferredSingleSignOnMode === "saml"
  return {
    authenticationProtocol: isNative ? "nativeAuth" : isSaml ? "saml20" : "oAuth2",
    // INFERRED: how a native sign-in counts.
    clientAppUsed: isNative ? "Mobile Apps and Desktop clients" : "Browser",
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
  const isInteractive = facts.flow !== "refresh"
  return {
    id: facts.id,
    createdDateTime: logTime(facts.at),
    ...personOf(facts.user, facts.tenant.id),
    ...appsOf(facts.client, facts.resource, facts.tenant.id),
    ...protocolOf(facts.flow, facts.client),
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
    status: statusOf(facts),
    appliedEventListeners: facts.appliedEventListeners,
  }
}
