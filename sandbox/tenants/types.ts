/**
 * The objects of one tenant in the shapes of Microsoft Graph beta (the wider version); the graph origin leaves
 * out what v1.0 has not. Secrets stand apart so that no read can show them.
 */
export type Tenant = {
  id: string
  displayName: string
  tenantType: "AAD" | "CIAM"
  initialDomain: string
  countryLetterCode: string
  /** Whether the tenant has the P1 or P2 licence that sign-in reports need. */
  premium: boolean
  users: User[]
  applications: Application[]
  servicePrincipals: ServicePrincipal[]
  appRoleAssignments: AppRoleAssignment[]
  customAuthenticationExtensions: CustomAuthenticationExtension[]
  authenticationEventListeners: AuthenticationEventListener[]
  /** Secret values by keyId; the objects carry only the metadata. */
  secrets: Map<string, string>
  /** Sign-in rows, oldest first. */
  signIns: SignInRow[]
}

export type User = {
  id: string
  displayName: string
  givenName: string
  surname: string
  mail: string | null
  userPrincipalName: string
  userType: "Member" | "Guest"
  accountEnabled: boolean
  createdDateTime: string
  companyName: string | null
  preferredLanguage: string | null
  onPremisesSamAccountName: string | null
  onPremisesSecurityIdentifier: string | null
  onPremisesUserPrincipalName: string | null
  preferredDataLocation: string | null
}

export type AppRole = {
  id: string
  value: string
  displayName: string
  description: string
  allowedMemberTypes: ("User" | "Application")[]
  isEnabled: boolean
}

export type PasswordCredential = {
  keyId: string
  displayName: string
  hint: string
  startDateTime: string
  endDateTime: string
  secretText: null
}

export type KeyCredential = {
  keyId: string
  type: "AsymmetricX509Cert"
  usage: "Verify" | "Encrypt" | "Sign"
  displayName: string
  startDateTime: string
  endDateTime: string
  /** The certificate, DER in base64; reads answer null. */
  key: string
}

export type Application = {
  id: string
  appId: string
  displayName: string
  signInAudience: "AzureADMyOrg" | "AzureADMultipleOrgs"
  identifierUris: string[]
  api: { requestedAccessTokenVersion: 1 | 2 | null; acceptMappedClaims: boolean | null }
  appRoles: AppRole[]
  requiredResourceAccess: {
    resourceAppId: string
    resourceAccess: { id: string; type: "Role" | "Scope" }[]
  }[]
  passwordCredentials: PasswordCredential[]
  keyCredentials: KeyCredential[]
  web: { redirectUris: string[] }
  isFallbackPublicClient: boolean | null
  nativeAuthenticationApisEnabled: "none" | "all" | null
  isDisabled: boolean | null
  disabledByMicrosoftStatus: string | null
  createdDateTime: string
}

export type ServicePrincipal = {
  id: string
  appId: string
  displayName: string
  appDisplayName: string
  accountEnabled: boolean
  appOwnerOrganizationId: string
  appRoleAssignmentRequired: boolean
  appRoles: AppRole[]
  servicePrincipalNames: string[]
  servicePrincipalType: "Application"
  signInAudience: "AzureADMyOrg" | "AzureADMultipleOrgs"
  tags: string[]
  keyCredentials: KeyCredential[]
  preferredSingleSignOnMode: "saml" | null
  preferredTokenSigningKeyThumbprint: string | null
  disabledByMicrosoftStatus: string | null
}

export type AppRoleAssignment = {
  id: string
  appRoleId: string
  createdDateTime: string
  principalId: string
  principalType: "ServicePrincipal" | "User"
  principalDisplayName: string
  resourceId: string
  resourceDisplayName: string
}

export type ClientConfiguration = { timeoutInMilliseconds: number | null; maximumRetries: number | null }

export type CustomAuthenticationExtension = {
  "@odata.type": string
  id: string
  displayName: string
  description: string | null
  behaviorOnError: { "@odata.type": string } | null
  authenticationConfiguration: { "@odata.type": string; resourceId?: string } | null
  clientConfiguration: ClientConfiguration | null
  endpointConfiguration: { "@odata.type": string; targetUrl?: string } | null
  claimsForTokenConfiguration?: { claimIdInApiResponse: string }[]
}

export type AuthenticationEventListener = {
  "@odata.type": string
  id: string
  displayName: string | null
  authenticationEventsFlowId: string | null
  /** beta only: 0 (low) to 1000 (high). */
  priority: number
  conditions: { applications: { includeAllApplications: boolean; includeApplications: { appId: string }[] } }
  handler: {
    "@odata.type": string
    configuration: {
      behaviorOnError: { "@odata.type": string } | null
      clientConfiguration: ClientConfiguration | null
    } | null
    customExtension: { id: string }
  }
}

export type AppliedEventListener = {
  eventType: string
  executedListenerId: string | null
  handlerResult: {
    "@odata.type": "#microsoft.graph.customExtensionCalloutResult"
    calloutDateTime: string | null
    customExtensionId: string | null
    errorCode: number | null
    httpStatus: number | null
    numberOfAttempts: number | null
  } | null
}

/** A beta signIn; members that no test needs by name are kept open. */
export type SignInRow = {
  id: string
  createdDateTime: string
  correlationId: string
  appId: string
  appDisplayName: string
  userId: string
  userPrincipalName: string
  userDisplayName: string
  isInteractive: boolean
  signInEventTypes: string[]
  authenticationProtocol: string
  status: { errorCode: number; failureReason: string | null; additionalDetails: string | null }
  appliedEventListeners: AppliedEventListener[]
  [member: string]: unknown
}
