import type { TimeLog } from "./time-log"

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
  oauth2PermissionGrants: OAuth2PermissionGrant[]
  /** Which users hold which directory roles. */
  roleAssignments: RoleAssignment[]
  customAuthenticationExtensions: CustomAuthenticationExtension[]
  authenticationEventListeners: AuthenticationEventListener[]
  /** Listeners without a customer's API, which Graph lists beside the others and no callout comes of. */
  otherListeners: OtherListener[]
  authenticationEventsFlows: AuthenticationEventsFlow[]
  identityProviders: IdentityProvider[]
  claimsMappingPolicies: ClaimsMappingPolicy[]
  emailMethod: EmailMethod
  domains: Domain[]
  /** Secret values by keyId; the objects carry only the metadata. */
  secrets: Map<string, string>
  /** How new secrets reach the sign-in service, which learns of each a while after the directory. */
  replication: Replication
  /** How the users of an external tenant prove themselves, by user id; no read shows it. */
  credentials: Map<string, Credential>
  /** The id of a Conditional Access policy that wants a second factor of whoever an app acts for; null without one. */
  multifactorPolicy: string | null
  signIns: TimeLog<SignInRow>
  signUps: TimeLog<SignUpRow>
  directoryAudits: TimeLog<DirectoryAudit>
}

/** How long the sign-in service takes to learn of a new secret, and by keyId when it knows one (milliseconds). */
export type Replication = { delayMs: number; knownAt: Map<string, number> }

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
  employeeId: string | null
  /** How the user is known to sign in; only users of an external tenant have any. */
  identities: UserIdentity[]
  /** Values of directory extensions by their full name, `extension_{appId}_{name}`. */
  extensions: Record<string, string | number | boolean>
}

export type UserIdentity = {
  signInType: "emailAddress" | "federated" | "userPrincipalName"
  issuer: string
  issuerAssignedId: string
}

/** How a user proves himself: with a password that Entra stores (null before migration), a mailed code, or elsewhere. */
export type Credential =
  | { kind: "password"; password: string | null }
  | { kind: "emailOtp" }
  | { kind: "federated"; provider: "Google" }

export type AppRole = {
  id: string
  value: string
  displayName: string
  description: string
  allowedMemberTypes: ("User" | "Application")[]
  isEnabled: boolean
}

/** A delegated permission that an API exposes (https://learn.microsoft.com/graph/api/resources/permissionscope). */
export type PermissionScope = {
  id: string
  value: string
  type: "Admin" | "User"
  adminConsentDisplayName: string
  adminConsentDescription: string
  userConsentDisplayName: string | null
  userConsentDescription: string | null
  isEnabled: boolean
}

export type PasswordCredential = {
  keyId: string
  displayName: string | null
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
  api: {
    requestedAccessTokenVersion: 1 | 2 | null
    acceptMappedClaims: boolean | null
    oauth2PermissionScopes: PermissionScope[]
  }
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
  /** The keyId of the key credential that secrets for the app are encrypted to. */
  tokenEncryptionKeyId: string | null
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
  oauth2PermissionScopes: PermissionScope[]
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

/**
 * Consent to delegated permissions of a resource, for one user or for all
 * (https://learn.microsoft.com/graph/api/resources/oauth2permissiongrant); both ids are of service principals.
 */
export type OAuth2PermissionGrant = {
  id: string
  clientId: string
  consentType: "AllPrincipals" | "Principal"
  principalId: string | null
  resourceId: string
  /** Values of the permissions, divided by blanks. */
  scope: string
}

/** A directory role, by the template id that is the same in every tenant, and a user who holds it. */
export type RoleAssignment = { principalId: string; roleDefinitionId: string }

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
    /** Only of a handler for password migration: the directory extension that marks users who are still to migrate. */
    migrationPropertyId?: string
  }
}

/** A listener whose handler is Microsoft's own or a partner's; kept as Graph writes it. */
export type OtherListener = { "@odata.type": string; id: string; [member: string]: unknown }

/** What a user flow or a listener does with one of its extensions. */
export type CustomExtensionHandler = AuthenticationEventListener["handler"]

/** An identity provider as it stands in the tenant and in the user flows that use it. */
export type IdentityProvider = {
  "@odata.type": string
  id: string
  displayName: string
  identityProviderType: string
  [member: string]: unknown
}

export type FlowAttribute = {
  id: string
  displayName: string
  description: string
  userFlowAttributeType: "builtIn" | "custom"
  dataType: "string" | "int64" | "boolean"
}

export type FlowInput = {
  attribute: string
  label: string
  inputType: string
  defaultValue: string | null
  hidden: boolean
  editable: boolean
  writeToDirectory: boolean
  required: boolean
  validationRegEx: string
  options: { label: string; value: string }[]
}

/**
 * A user flow of an external tenant
 * (https://learn.microsoft.com/graph/api/resources/externalusersselfservicesignupeventsflow).
 */
export type AuthenticationEventsFlow = {
  "@odata.type": "#microsoft.graph.externalUsersSelfServiceSignUpEventsFlow"
  id: string
  displayName: string
  description: string | null
  /** beta only. */
  priority: number
  conditions: AuthenticationEventListener["conditions"]
  onInteractiveAuthFlowStart: { "@odata.type": string; isSignUpAllowed: boolean }
  onAuthenticationMethodLoadStart: { "@odata.type": string; identityProviders: IdentityProvider[] }
  onAttributeCollection: {
    "@odata.type": string
    attributeCollectionPage: {
      customStringsFileId: string | null
      views: { title: string | null; description: string | null; inputs: FlowInput[] }[]
    }
    attributes: FlowAttribute[]
  }
  onAttributeCollectionStart: CustomExtensionHandler | null
  onAttributeCollectionSubmit: CustomExtensionHandler | null
  onUserCreateStart: { "@odata.type": string; userTypeToCreate: "member" | "guest" }
}

export type ClaimsMappingPolicy = {
  id: string
  displayName: string
  isOrganizationDefault: boolean
  deletedDateTime: null
  /** One JSON text, as the service keeps it. */
  definition: string[]
  /** Ids of the service principals that it is assigned to; a read of its own answers them. */
  appliesTo: string[]
}

/** The tenant's policy for e-mail one-time passcodes. */
export type EmailMethod = {
  state: "enabled" | "disabled"
  allowExternalIdToUseEmailOtp: "default" | "enabled" | "disabled"
  /** Ids of the groups that it is for; `all_users` stands for everybody. */
  includeTargets: string[]
  excludeTargets: string[]
}

export type Domain = {
  /** The domain's name. */
  id: string
  isDefault: boolean
  isInitial: boolean
  isVerified: boolean
}

export type AppliedEventListener = {
  eventType: string
  executedListenerId: string | null
  handlerResult: {
    "@odata.type": "#microsoft.graph.customExtensionCalloutResult"
    calloutDateTime: string | null
    customExtensionId: string | null
    errorCode: number | null
    httpStatus?: number | null
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

/** A step of the hosted sign-up. */
export type SignUpStage =
  | "credentialCollection"
  | "credentialValidation"
  | "credentialFederation"
  | "consent"
  | "attributeCollectionAndValidation"
  | "userCreation"
  | "tenantConsent"

/** A beta selfServiceSignUp: one step of one sign-up; the steps share a correlation id. */
export type SignUpRow = {
  id: string
  createdDateTime: string
  correlationId: string
  appId: string
  appDisplayName: string | null
  signUpStage: SignUpStage
  signUpIdentity: { signUpIdentifier: string; signUpIdentifierType: "emailAddress" | "federation" } | null
  signUpIdentityProvider: string
  userId: string | null
  status: SignInRow["status"]
  appliedEventListeners: AppliedEventListener[]
}

/** An entry of the directory's audit log (https://learn.microsoft.com/graph/api/resources/directoryaudit). */
export type DirectoryAudit = {
  id: string
  category: string
  correlationId: string
  result: "success" | "failure"
  resultReason: string
  activityDisplayName: string
  activityDateTime: string
  loggedByService: string
  operationType: "Add" | "Update" | "Delete" | "Assign" | "Unassign"
  initiatedBy: {
    app: { appId: string | null; displayName: string; servicePrincipalId: string | null } | null
    user: { id: string; displayName: string | null; userPrincipalName: string; ipAddress: string } | null
  }
  targetResources: {
    id: string
    displayName: string | null
    type: string
    userPrincipalName: string | null
    groupType: null
    modifiedProperties: { displayName: string; oldValue: string | null; newValue: string | null }[]
  }[]
  additionalDetails: { key: string; value: string }[]
}
