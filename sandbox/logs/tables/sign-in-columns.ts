import type { SignInRow } from "../../tenants/types"
import { type Bag, type Column, type ColumnType, missingOf, type Value } from "../kql/values/value"
import type { Source } from "./log-table"

/** The columns that hold a member of Graph's signIn as it is; INFERRED where the names alone say so. */
const copied: Readonly<Record<string, string>> = {
  Agent: "agent",
  AppDisplayName: "appDisplayName",
  AppId: "appId",
  AppOwnerTenantId: "appOwnerTenantId",
  AppliedConditionalAccessPolicies: "appliedConditionalAccessPolicies",
  AuthenticationAppDeviceDetails: "authenticationAppDeviceDetails",
  AuthenticationDetails: "authenticationDetails",
  AuthenticationProcessingDetails: "authenticationProcessingDetails",
  AuthenticationProtocol: "authenticationProtocol",
  AuthenticationRequirement: "authenticationRequirement",
  ClientAppUsed: "clientAppUsed",
  ClientCredentialType: "clientCredentialType",
  ClientSessionId: "clientSessionId",
  ConditionalAccessPolicies: "appliedConditionalAccessPolicies",
  ConditionalAccessPoliciesV2: "appliedConditionalAccessPolicies",
  ConditionalAccessStatus: "conditionalAccessStatus",
  CorrelationId: "correlationId",
  CrossTenantAccessType: "crossTenantAccessType",
  DeviceDetail: "deviceDetail",
  FlaggedForReview: "flaggedForReview",
  HomeTenantId: "homeTenantId",
  IPAddress: "ipAddress",
  Identity: "userDisplayName",
  IncomingTokenType: "incomingTokenType",
  IsInteractive: "isInteractive",
  LocationDetails: "location",
  NetworkLocationDetails: "networkLocationDetails",
  ProcessingTimeInMilliseconds: "processingTimeInMilliseconds",
  ProcessingTimeInMs: "processingTimeInMilliseconds",
  ResourceDisplayName: "resourceDisplayName",
  ResourceIdentity: "resourceId",
  ResourceOwnerTenantId: "resourceOwnerTenantId",
  ResourceServicePrincipalId: "resourceServicePrincipalId",
  ResourceTenantId: "resourceTenantId",
  RiskDetail: "riskDetail",
  RiskEventTypes: "riskEventTypes",
  RiskEventTypes_V2: "riskEventTypes_v2",
  RiskLevelAggregated: "riskLevelAggregated",
  RiskLevelDuringSignIn: "riskLevelDuringSignIn",
  RiskState: "riskState",
  RootActorID: "rootActorId",
  ServicePrincipalId: "servicePrincipalId",
  ServicePrincipalName: "servicePrincipalName",
  SessionId: "sessionId",
  SignInEventTypes: "signInEventTypes",
  SignInIdentifier: "signInIdentifier",
  Status: "status",
  TokenIssuerName: "tokenIssuerName",
  TokenIssuerType: "tokenIssuerType",
  UniqueTokenIdentifier: "uniqueTokenIdentifier",
  UserAgent: "userAgent",
  UserDisplayName: "userDisplayName",
  UserId: "userId",
  UserPrincipalName: "userPrincipalName",
}

/** The listeners as the table has them. INFERRED: as in Graph but for the annotations of OData. */
function listenersOf({ appliedEventListeners }: SignInRow): Value {
  return appliedEventListeners.map(({ handlerResult, ...listener }) => {
    if (!handlerResult) return { ...listener, handlerResult }
    const { "@odata.type": _, ...result } = handlerResult
    return { ...listener, handlerResult: result as Bag }
  })
}

const derived: Readonly<Record<string, Source<SignInRow>>> = {
  AppliedEventListeners: { members: ["appliedEventListeners"], read: listenersOf },
  ResultType: { members: ["status"], read: ({ status }) => String(status.errorCode) },
  ResultDescription: { members: ["status"], read: ({ status }) => status.failureReason ?? "" },
  Location: {
    members: ["location"],
    // Safe: every row of the sandbox has a place, which its type keeps open.
    read: ({ location }) => (location as { countryOrRegion?: string } | null)?.countryOrRegion ?? "",
  },
  UserType: { members: ["userType"], read: ({ userType }) => (userType === "guest" ? "Guest" : "Member") },
}

/** A member of a row in the form of a column: what is no text is written as JSON where the column is one. */
function inType(value: unknown, type: ColumnType): Value {
  if (value === null || value === undefined) return missingOf(type)
  // Safe: rows are made of what JSON knows.
  if (type !== "string" || typeof value === "string") return value as Value
  return typeof value === "object" ? JSON.stringify(value) : String(value)
}

/** Where the columns of a table of sign-ins come from; columns without a counterpart are left out. */
export function signInSources(columns: readonly Column[]): Readonly<Record<string, Source<SignInRow>>> {
  const entries = columns.flatMap(({ name, type }): [string, Source<SignInRow>][] => {
    const own = derived[name]
    if (own) return [[name, own]]
    const member = copied[name]
    return member ? [[name, { members: [member], read: (row) => inType(row[member], type) }]] : []
  })
  return Object.fromEntries(entries)
}
