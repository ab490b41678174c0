import { z } from "zod"
import { instant } from "./logs"

/**
 * Objects of the directory as Microsoft Graph shows them when a console selects what it needs, written from the
 * reference pages of their types.
 */

const text = z.string()
const maybe = text.nullable()
const guid = z.guid()
const flag = z.boolean().nullable()
const redirects = z.looseObject({ redirectUris: z.array(text) })

const appRole = z.looseObject({
  id: guid,
  value: maybe,
  displayName: text,
  description: maybe,
  allowedMemberTypes: z.array(z.enum(["User", "Application"])),
  isEnabled: z.boolean(),
})

const passwordCredential = z.looseObject({
  keyId: guid,
  displayName: maybe,
  hint: maybe,
  startDateTime: instant,
  endDateTime: instant,
  secretText: z.null(),
})

const keyCredential = z.looseObject({
  keyId: guid,
  type: text,
  usage: text,
  displayName: maybe,
  startDateTime: instant,
  endDateTime: instant,
  // Shown on a single object that selects keyCredentials, nowhere else.
  key: maybe,
})

const requiredResourceAccess = z.strictObject({
  resourceAppId: guid,
  resourceAccess: z.array(z.strictObject({ id: guid, type: z.enum(["Role", "Scope"]) })),
})

/** An app registration with what a console selects of it. */
export const application = z.strictObject({
  id: guid,
  appId: guid,
  displayName: text,
  identifierUris: z.array(text),
  api: z.looseObject({
    requestedAccessTokenVersion: z.union([z.literal(1), z.literal(2), z.null()]),
    acceptMappedClaims: flag,
  }),
  requiredResourceAccess: z.array(requiredResourceAccess),
  passwordCredentials: z.array(passwordCredential),
  keyCredentials: z.array(keyCredential),
  isFallbackPublicClient: flag,
  publicClient: redirects,
  nativeAuthenticationApisEnabled: z.enum(["none", "all"]).nullable(),
  signInAudience: text,
  isDisabled: flag,
  disabledByMicrosoftStatus: maybe,
  tokenEncryptionKeyId: guid.nullable(),
  web: redirects,
  spa: redirects,
  appRoles: z.array(appRole),
  optionalClaims: z.looseObject({}).nullable(),
})

/** A service principal with what a console selects of it. */
export const servicePrincipal = z.strictObject({
  id: guid,
  appId: guid,
  displayName: text,
  accountEnabled: flag,
  isDisabled: flag,
  disabledByMicrosoftStatus: maybe,
  servicePrincipalNames: z.array(text),
  servicePrincipalType: text,
  appRoleAssignmentRequired: z.boolean(),
  appRoles: z.array(appRole),
  tags: z.array(text),
  preferredSingleSignOnMode: maybe,
  preferredTokenSigningKeyThumbprint: maybe,
  keyCredentials: z.array(keyCredential),
  appOwnerOrganizationId: guid.nullable(),
  signInAudience: maybe,
})

/** The grant of an app role. */
export const appRoleAssignment = z.strictObject({
  id: text,
  deletedDateTime: z.null(),
  appRoleId: guid,
  createdDateTime: instant,
  principalDisplayName: text,
  principalId: guid,
  principalType: z.enum(["User", "Group", "ServicePrincipal"]),
  resourceDisplayName: text,
  resourceId: guid,
})

const mapped = z.object({
  ClaimsMappingPolicy: z.object({
    Version: z.literal(1),
    IncludeBasicClaimSet: z.enum(["true", "false"]),
    ClaimsSchema: z.array(z.looseObject({ JwtClaimType: text.optional() })),
  }),
})

/** A claims mapping policy, whose definition is one JSON text. */
export const claimsMappingPolicy = z.strictObject({
  id: guid,
  deletedDateTime: z.null(),
  definition: z.tuple([z.string().transform((json) => mapped.parse(JSON.parse(json)))]),
  displayName: text,
  isOrganizationDefault: z.boolean(),
})

/** The tenant itself with what a console selects of it. */
export const organization = z.strictObject({
  id: guid,
  displayName: text,
  tenantType: z.enum(["AAD", "AAD B2C", "CIAM"]),
  countryLetterCode: z.string().length(2),
  verifiedDomains: z.array(
    z.strictObject({
      name: text,
      isDefault: z.boolean(),
      isInitial: z.boolean(),
      type: text,
      capabilities: text,
    }),
  ),
})

/** A domain of the tenant. */
export const domain = z.strictObject({
  authenticationType: z.enum(["Managed", "Federated"]),
  availabilityStatus: z.null(),
  id: text,
  isAdminManaged: z.boolean(),
  isDefault: z.boolean(),
  isInitial: z.boolean(),
  isRoot: z.boolean(),
  isVerified: z.boolean(),
  supportedServices: z.array(text),
  passwordValidityPeriodInDays: z.int().nullable(),
  passwordNotificationWindowInDays: z.int().nullable(),
  state: z.null(),
})

/** A user of v1.0 when nothing is selected. */
export const user = z.strictObject({
  businessPhones: z.array(text),
  displayName: text,
  givenName: maybe,
  jobTitle: maybe,
  mail: maybe,
  mobilePhone: maybe,
  officeLocation: maybe,
  preferredLanguage: maybe,
  surname: maybe,
  userPrincipalName: text,
  id: guid,
})

/** The members of a type as a `$select` names them. */
export const selectionOf = (schema: z.ZodObject): string => Object.keys(schema.shape).join(",")
