import { z } from "zod"

/**
 * The rows of the logs as Microsoft Graph shows them, written from its reference pages and the metadata of each
 * version, and from no type of the program under test. Every object refuses members that it does not name.
 */

const text = z.string()
const maybe = text.nullable()
const guid = z.guid()
const texts = z.array(text)
/** Collections of objects that no row of these tests fills. */
const nothing = z.array(z.never())

const status = z.strictObject({ errorCode: z.int(), failureReason: maybe, additionalDetails: maybe })

const deviceDetail = {
  deviceId: maybe,
  displayName: maybe,
  operatingSystem: maybe,
  browser: maybe,
  isCompliant: z.boolean().nullable(),
  isManaged: z.boolean().nullable(),
  trustType: maybe,
}

const location = z.strictObject({
  city: maybe,
  state: maybe,
  countryOrRegion: maybe,
  geoCoordinates: z.strictObject({
    altitude: z.number().nullable(),
    latitude: z.number().nullable(),
    longitude: z.number().nullable(),
  }),
})

const riskLevel = z.enum(["low", "medium", "high", "hidden", "none", "unknownFutureValue"])
const riskState = z.enum([
  "none",
  "confirmedSafe",
  "remediated",
  "dismissed",
  "atRisk",
  "confirmedCompromised",
  "unknownFutureValue",
])

/** A time in UTC with any number of fractional digits. */
export const instant = z.iso.datetime()

const bothVersions = {
  id: text,
  createdDateTime: instant,
  userDisplayName: maybe,
  userPrincipalName: z.string().toLowerCase(),
  userId: guid,
  appId: guid,
  appDisplayName: maybe,
  ipAddress: z.union([z.ipv4(), z.ipv6()]),
  clientAppUsed: maybe,
  userAgent: maybe,
  correlationId: guid,
  conditionalAccessStatus: z.enum(["success", "failure", "notApplied", "unknownFutureValue"]),
  isInteractive: z.boolean(),
  riskDetail: text,
  riskLevelAggregated: riskLevel,
  riskLevelDuringSignIn: riskLevel,
  riskState,
  riskEventTypes_v2: texts,
  resourceDisplayName: maybe,
  resourceId: guid,
  resourceTenantId: guid.nullable(),
  homeTenantId: guid.nullable(),
  servicePrincipalId: maybe,
  servicePrincipalName: maybe,
  authenticationAppDeviceDetails: z.null(),
  appliedConditionalAccessPolicies: nothing,
  status,
  location,
}

/** A signIn of v1.0: exactly these thirty members, none of them about callouts. */
export const signInV1 = z.strictObject({
  ...bothVersions,
  riskEventTypes: texts,
  deviceDetail: z.strictObject(deviceDetail),
})

const eventTypes = [
  "tokenIssuanceStart",
  "pageRenderStart",
  "unknownFutureValue",
  "attributeCollectionStart",
  "attributeCollectionSubmit",
  "emailOtpSend",
  "passwordSubmit",
] as const

/** What a row tells of one callout. */
export const appliedEventListener = z.strictObject({
  "@odata.type": z.literal("#microsoft.graph.appliedAuthenticationEventListener").optional(),
  eventType: z.enum(eventTypes).nullable(),
  executedListenerId: guid.nullable(),
  handlerResult: z
    .strictObject({
      // The base type is abstract, so that the wire has to name the type.
      "@odata.type": z.literal("#microsoft.graph.customExtensionCalloutResult"),
      calloutDateTime: instant.nullable(),
      customExtensionId: guid.nullable(),
      errorCode: z.int().nullable(),
      httpStatus: z.int().nullable().optional(),
      numberOfAttempts: z.int().min(0).nullable(),
    })
    .nullable(),
})

const kinds = ["interactiveUser", "nonInteractiveUser", "servicePrincipal", "managedIdentity"] as const

/** A signIn of beta: the members of its page, and those that the newest SDK has beside them. */
export const signInBeta = z.strictObject({
  ...bothVersions,
  deviceDetail: z.strictObject({ ...deviceDetail, browserId: maybe.optional() }),
  appliedEventListeners: z.array(appliedEventListener),
  appOwnerTenantId: guid.nullable(),
  appTokenProtectionStatus: z.null(),
  authenticationAppPolicyEvaluationDetails: nothing,
  authenticationContextClassReferences: nothing,
  authenticationDetails: nothing,
  authenticationMethodsUsed: texts,
  authenticationProcessingDetails: z.array(z.strictObject({ key: text, value: maybe })),
  authenticationProtocol: text,
  authenticationRequirement: z.enum(["singleFactorAuthentication", "multiFactorAuthentication"]),
  authenticationRequirementPolicies: nothing,
  autonomousSystemNumber: z.int().nullable(),
  azureResourceId: maybe,
  clientCredentialType: maybe,
  conditionalAccessAudiences: texts,
  crossTenantAccessType: text,
  federatedCredentialId: maybe,
  flaggedForReview: z.boolean().nullable(),
  globalSecureAccessIpAddress: maybe,
  homeTenantName: maybe,
  incomingTokenType: text,
  ipAddressFromResourceProvider: maybe,
  isTenantRestricted: z.boolean().nullable(),
  isThroughGlobalSecureAccess: z.boolean().nullable(),
  managedServiceIdentity: z.null(),
  mfaDetail: z.null(),
  networkLocationDetails: nothing,
  originalRequestId: maybe,
  originalTransferMethod: maybe,
  privateLinkDetails: z.null(),
  processingTimeInMilliseconds: z.int().nullable(),
  resourceOwnerTenantId: guid.nullable(),
  resourceServicePrincipalId: guid.nullable(),
  servicePrincipalCredentialKeyId: maybe,
  servicePrincipalCredentialThumbprint: maybe,
  sessionId: maybe,
  sessionLifetimePolicies: nothing,
  signInEventTypes: z.array(z.enum(kinds)).length(1),
  signInIdentifier: maybe,
  signInIdentifierType: maybe,
  signInTokenProtectionStatus: maybe,
  tokenIssuerName: maybe,
  tokenIssuerType: text,
  tokenProtectionStatusDetails: z.null(),
  uniqueTokenIdentifier: maybe,
  userType: z.enum(["member", "guest", "unknownFutureValue"]),
  agent: z.null(),
  clientSessionId: maybe,
  rootActorId: maybe,
})

const stages = [
  "credentialCollection",
  "credentialValidation",
  "credentialFederation",
  "consent",
  "attributeCollectionAndValidation",
  "userCreation",
  "tenantConsent",
  "unknownFutureValue",
] as const

/** A selfServiceSignUp, which only beta has: one step of one attempt. */
export const signUp = z.strictObject({
  appDisplayName: maybe,
  appId: guid,
  appliedEventListeners: z.array(appliedEventListener),
  correlationId: guid,
  createdDateTime: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/),
  fraudProtectionDetails: z.null().optional(),
  id: guid,
  signUpIdentity: z.strictObject({
    signUpIdentifier: text,
    signUpIdentifierType: z.enum(["emailAddress", "unknownFutureValue", "federation"]),
  }),
  signUpIdentityProvider: z.enum(["Email OTP", "Email Password", "Google"]),
  signUpStage: z.enum(stages),
  status,
  userId: guid.nullable(),
})

const initiatingUser = z.strictObject({
  id: maybe,
  displayName: maybe,
  userPrincipalName: maybe,
  ipAddress: maybe,
  userType: maybe,
  homeTenantId: maybe,
  homeTenantName: maybe,
})
const initiatingApp = z.strictObject({
  appId: maybe,
  displayName: maybe,
  servicePrincipalId: maybe,
  servicePrincipalName: maybe,
})
const modifiedProperty = z.strictObject({ displayName: maybe, oldValue: maybe, newValue: maybe })

const directoryAuditV1 = z.strictObject({
  id: text,
  category: text,
  correlationId: guid,
  result: z.enum(["success", "failure", "timeout", "unknownFutureValue"]),
  resultReason: maybe,
  activityDisplayName: text,
  activityDateTime: instant,
  loggedByService: text,
  operationType: text,
  initiatedBy: z.strictObject({ app: initiatingApp.nullable(), user: initiatingUser.nullable() }),
  targetResources: z.array(
    z.strictObject({
      id: maybe,
      displayName: maybe,
      type: text,
      userPrincipalName: maybe,
      groupType: maybe,
      modifiedProperties: z.array(modifiedProperty),
    }),
  ),
  additionalDetails: z.array(z.strictObject({ key: text, value: maybe })),
})

/** An entry of the directory's audit log in each version; only beta has the agent. */
export const directoryAudit = {
  "v1.0": directoryAuditV1,
  beta: directoryAuditV1.extend({ userAgent: maybe }),
} as const
