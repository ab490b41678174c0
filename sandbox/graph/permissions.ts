import { type DirectoryRole, directoryRoles, directoryRolesOf } from "../tenants/directory-roles"
import type { Tenant, User } from "../tenants/types"
import { GraphRefusal } from "./errors"

/** Which permissions admit a caller, and how the service refuses the others. */
export type Permission = {
  anyOf: readonly string[]
  /** A second set, of which the caller needs one too. */
  andAnyOf?: readonly string[]
  /** The directory roles of which a user needs one when an app acts for him; unset where everybody may. */
  userRoles?: readonly DirectoryRole[]
  refusal: () => GraphRefusal
}

const denied = () =>
  new GraphRefusal(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.")

const anyOf = (...permissions: string[]): Permission => ({ anyOf: permissions, refusal: denied })

const directory = (...permissions: string[]): Permission =>
  anyOf(...permissions, "Directory.Read.All", "Directory.ReadWrite.All")

/**
 * For the logs; Directory.Read.All does not help, https://github.com/microsoftgraph/microsoft-graph-docs/issues/13632.
 */
export const readAuditLogs: Permission = {
  anyOf: ["AuditLog.Read.All"],
  refusal: () =>
    new GraphRefusal(
      403,
      "Authentication_MSGraphPermissionMissing",
      "Calling principal does not have required MSGraph permissions AuditLog.Read.All",
    ),
}

/** For customAuthenticationExtensions. */
export const readExtensions = anyOf(
  "CustomAuthenticationExtension.Read.All",
  "CustomAuthenticationExtension.ReadWrite.All",
)

/** For authenticationEventListeners and authenticationEventsFlows; Policy.Read.All does not admit any more. */
export const readListeners = anyOf("EventListener.Read.All", "EventListener.ReadWrite.All")

/** For identityProviders. */
export const readIdentityProviders = anyOf("IdentityProvider.Read.All", "IdentityProvider.ReadWrite.All")

const readPolicies = ["Policy.Read.All", "Policy.ReadWrite.ApplicationConfiguration"]

/** For claimsMappingPolicies and what each applies to. */
export const readClaimsMappingPolicies = anyOf(...readPolicies)

/**
 * For the claims mapping policies of a service principal, which need a permission to write apps even for a read.
 * Application.ReadWrite.OwnedBy would admit the owner, but no app of the sandbox has one.
 * https://learn.microsoft.com/graph/api/serviceprincipal-list-claimsmappingpolicies
 */
export const readAssignedClaimsMappingPolicies: Permission = {
  ...anyOf(...readPolicies),
  andAnyOf: ["Application.ReadWrite.All"],
}

/** For the claims policy of a service principal, which has no permission of its own for reads. */
export const readClaimsPolicy = anyOf("Policy.ReadWrite.ApplicationConfiguration")

/** For authenticationMethodsPolicy. */
export const readAuthenticationMethods = anyOf(
  "Policy.Read.AuthenticationMethod",
  "Policy.ReadWrite.AuthenticationMethod",
  "Policy.Read.All",
)

/** For applications, servicePrincipals and their app role assignments. */
export const readApplications = directory("Application.Read.All", "Application.ReadWrite.All")

/**
 * For the secrets of applications. Application.ReadWrite.OwnedBy would admit the owner, but no app of the sandbox has
 * one. https://learn.microsoft.com/graph/api/application-addpassword
 */
export const writeApplicationSecrets: Permission = {
  ...anyOf("Application.ReadWrite.All"),
  userRoles: ["Application Administrator", "Cloud Application Administrator", "Global Administrator"],
}

/** For oauth2PermissionGrants. */
export const readPermissionGrants = directory(
  "DelegatedPermissionGrant.Read.All",
  "DelegatedPermissionGrant.ReadWrite.All",
)

/** For the oauth2PermissionGrants of one client. */
export const readPermissionGrantsOfClient = directory(
  "DelegatedPermissionGrant.Read.All",
  "DelegatedPermissionGrant.ReadWrite.All",
  "Application.Read.All",
)

/** For organization. */
export const readOrganization = directory("Organization.Read.All", "Organization.ReadWrite.All")

/** For domains. */
export const readDomains = directory("Domain.Read.All", "Domain.ReadWrite.All")

/** For users. */
export const readUsers = directory("User.Read.All", "User.ReadWrite.All")

/** For the user himself; INFERRED: that an app which acts for nobody needs these too before it is told so. */
export const readSelf = anyOf("User.Read", "User.ReadWrite", "User.Read.All", "User.ReadWrite.All")

/** Whether the roles of a token admit its bearer. */
export function isAdmitted(roles: readonly string[], { anyOf: one, andAnyOf: other }: Permission): boolean {
  const holds = (permission: string) => roles.includes(permission)
  return one.some(holds) && (other === undefined || other.some(holds))
}

/** Refuses with the collection's own 403 when no role of the token admits the caller. */
export function requirePermission(roles: readonly string[], permission: Permission): void {
  if (!isAdmitted(roles, permission)) throw permission.refusal()
}

/** Refuses a call for a user who holds none of the directory roles that it needs; INFERRED: with the same 403. */
export function requireDirectoryRole(
  tenant: Tenant,
  user: User | null,
  { userRoles, refusal }: Permission,
): void {
  if (!user || !userRoles) return
  const held = directoryRolesOf(tenant, user.id)
  if (!userRoles.some((role) => held.includes(directoryRoles[role]))) throw refusal()
}
