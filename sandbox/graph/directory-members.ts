/** A type of the directory: its members with the values of an object that says nothing about them. */
export type DirectoryType = {
  type: string
  members: Readonly<Record<string, unknown>>
  /** Members that an answer holds only when they are selected and the object has them. */
  optional?: readonly string[]
  /** Members that the service has but the sandbox cannot answer. */
  notModelled: readonly string[]
  /** What v1.0 answers when nothing is selected, where that is less than everything. */
  v1Default?: readonly string[]
}

const info = {
  logoUrl: null,
  marketingUrl: null,
  privacyStatementUrl: null,
  supportUrl: null,
  termsOfServiceUrl: null,
}
const verifiedPublisher = { displayName: null, verifiedPublisherId: null, addedDateTime: null }

/** An app registration: https://learn.microsoft.com/graph/api/resources/application */
export const applicationType: DirectoryType = {
  type: "application",
  members: {
    id: null,
    deletedDateTime: null,
    appId: null,
    applicationTemplateId: null,
    disabledByMicrosoftStatus: null,
    createdDateTime: null,
    displayName: null,
    description: null,
    groupMembershipClaims: null,
    identifierUris: [],
    isDeviceOnlyAuthSupported: null,
    isDisabled: null,
    isFallbackPublicClient: null,
    nativeAuthenticationApisEnabled: null,
    notes: null,
    serviceManagementReference: null,
    signInAudience: null,
    tags: [],
    tokenEncryptionKeyId: null,
    uniqueName: null,
    samlMetadataUrl: null,
    defaultRedirectUri: null,
    certification: null,
    optionalClaims: null,
    requestSignatureVerification: null,
    servicePrincipalLockConfiguration: null,
    addIns: [],
    api: null,
    appRoles: [],
    info,
    keyCredentials: [],
    parentalControlSettings: { countriesBlockedForMinors: [], legalAgeGroupRule: "Allow" },
    passwordCredentials: [],
    publicClient: { redirectUris: [] },
    requiredResourceAccess: [],
    verifiedPublisher,
    web: null,
    spa: { redirectUris: [] },
  },
  notModelled: [
    "authenticationBehaviors",
    "createdByAppId",
    "logo",
    "managerApplications",
    "oauth2RequirePostResponse",
    "publisherDomain",
  ],
}

/** An app as it stands in a tenant: https://learn.microsoft.com/graph/api/resources/serviceprincipal */
export const servicePrincipalType: DirectoryType = {
  type: "servicePrincipal",
  members: {
    id: null,
    deletedDateTime: null,
    accountEnabled: null,
    alternativeNames: [],
    appDisplayName: null,
    appDescription: null,
    appId: null,
    applicationTemplateId: null,
    appOwnerOrganizationId: null,
    appRoleAssignmentRequired: null,
    description: null,
    disabledByMicrosoftStatus: null,
    displayName: null,
    homepage: null,
    isDisabled: null,
    loginUrl: null,
    logoutUrl: null,
    notes: null,
    notificationEmailAddresses: [],
    preferredSingleSignOnMode: null,
    preferredTokenSigningKeyThumbprint: null,
    replyUrls: [],
    servicePrincipalNames: [],
    servicePrincipalType: null,
    signInAudience: null,
    tags: [],
    tokenEncryptionKeyId: null,
    samlSingleSignOnSettings: null,
    addIns: [],
    appRoles: [],
    info,
    keyCredentials: [],
    oauth2PermissionScopes: [],
    passwordCredentials: [],
    resourceSpecificApplicationPermissions: [],
    verifiedPublisher,
  },
  notModelled: ["createdByAppId", "createdDateTime", "customSecurityAttributes"],
}

const usualUserMembers = {
  businessPhones: [],
  displayName: null,
  givenName: null,
  jobTitle: null,
  mail: null,
  mobilePhone: null,
  officeLocation: null,
  preferredLanguage: null,
  surname: null,
  userPrincipalName: null,
  id: null,
}

/** A person of the directory: https://learn.microsoft.com/graph/api/resources/user */
export const userType: DirectoryType = {
  type: "user",
  v1Default: Object.keys(usualUserMembers),
  members: {
    ...usualUserMembers,
    userType: null,
    accountEnabled: null,
    createdDateTime: null,
    companyName: null,
    identities: [],
    onPremisesSamAccountName: null,
    onPremisesSecurityIdentifier: null,
    onPremisesUserPrincipalName: null,
    preferredDataLocation: null,
  },
  notModelled: [
    "aboutMe",
    "ageGroup",
    "assignedLicenses",
    "assignedPlans",
    "authorizationInfo",
    "birthday",
    "city",
    "cloudRealtimeCommunicationInfo",
    "consentProvidedForMinor",
    "country",
    "creationType",
    "customSecurityAttributes",
    "deletedDateTime",
    "department",
    "employeeHireDate",
    "employeeId",
    "employeeLeaveDateTime",
    "employeeOrgData",
    "employeeType",
    "externalUserState",
    "externalUserStateChangeDateTime",
    "faxNumber",
    "hireDate",
    "imAddresses",
    "isResourceAccount",
    "lastPasswordChangeDateTime",
    "legalAgeGroupClassification",
    "licenseAssignmentStates",
    "mailNickname",
    "onPremisesDistinguishedName",
    "onPremisesDomainName",
    "onPremisesExtensionAttributes",
    "onPremisesImmutableId",
    "onPremisesLastSyncDateTime",
    "onPremisesProvisioningErrors",
    "onPremisesSyncEnabled",
    "otherMails",
    "passwordPolicies",
    "passwordProfile",
    "postalCode",
    "preferredName",
    "provisionedPlans",
    "proxyAddresses",
    "securityIdentifier",
    "serviceProvisioningErrors",
    "showInAddressList",
    "signInActivity",
    "signInSessionsValidFromDateTime",
    "state",
    "streetAddress",
    "usageLocation",
  ],
}

/** The tenant itself: https://learn.microsoft.com/graph/api/resources/organization */
export const organizationType: DirectoryType = {
  type: "organization",
  members: {
    id: null,
    deletedDateTime: null,
    businessPhones: [],
    city: null,
    country: null,
    countryLetterCode: null,
    displayName: null,
    isMultipleDataLocationsForServicesEnabled: null,
    marketingNotificationEmails: [],
    onPremisesLastSyncDateTime: null,
    onPremisesSyncEnabled: null,
    partnerTenantType: null,
    postalCode: null,
    preferredLanguage: null,
    privacyProfile: null,
    securityComplianceNotificationMails: [],
    securityComplianceNotificationPhones: [],
    state: null,
    street: null,
    technicalNotificationMails: [],
    tenantType: null,
    verifiedDomains: [],
  },
  notModelled: [
    "assignedPlans",
    "createdDateTime",
    "defaultUsageLocation",
    "directorySizeQuota",
    "provisionedPlans",
  ],
}

/** A grant of an app role: https://learn.microsoft.com/graph/api/resources/approleassignment */
export const appRoleAssignmentType: DirectoryType = {
  type: "appRoleAssignment",
  members: {
    id: null,
    deletedDateTime: null,
    appRoleId: null,
    createdDateTime: null,
    principalDisplayName: null,
    principalId: null,
    principalType: null,
    resourceDisplayName: null,
    resourceId: null,
  },
  notModelled: [],
}

/** Consent to delegated permissions: https://learn.microsoft.com/graph/api/resources/oauth2permissiongrant */
export const oauth2PermissionGrantType: DirectoryType = {
  type: "oAuth2PermissionGrant",
  members: {
    clientId: null,
    consentType: null,
    id: null,
    principalId: null,
    resourceId: null,
    scope: null,
  },
  notModelled: [],
}

/** A domain of the tenant: https://learn.microsoft.com/graph/api/resources/domain */
export const domainType: DirectoryType = {
  type: "domain",
  members: {
    authenticationType: "Managed",
    availabilityStatus: null,
    id: null,
    isAdminManaged: true,
    isDefault: null,
    isInitial: null,
    isRoot: true,
    isVerified: null,
    supportedServices: [],
    passwordValidityPeriodInDays: null,
    passwordNotificationWindowInDays: null,
    state: null,
  },
  notModelled: ["manufacturer", "model"],
}

/** A claims mapping policy: https://learn.microsoft.com/graph/api/resources/claimsmappingpolicy */
export const claimsMappingPolicyType: DirectoryType = {
  type: "claimsMappingPolicy",
  members: {
    id: null,
    deletedDateTime: null,
    definition: [],
    displayName: null,
    isOrganizationDefault: null,
  },
  notModelled: ["description"],
}
