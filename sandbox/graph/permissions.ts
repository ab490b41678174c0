import { GraphRefusal } from "./errors"

/** Which permissions admit a caller, and how the service refuses the others. */
export type Permission = { anyOf: readonly string[]; refusal: () => GraphRefusal }

const denied = () =>
  new GraphRefusal(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.")

const directory = (...anyOf: string[]): Permission => ({
  anyOf: [...anyOf, "Directory.Read.All", "Directory.ReadWrite.All"],
  refusal: denied,
})

/** For the sign-in log; Directory.Read.All does not help, https://github.com/microsoftgraph/microsoft-graph-docs/issues/13632. */
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
export const readExtensions: Permission = {
  anyOf: ["CustomAuthenticationExtension.Read.All", "CustomAuthenticationExtension.ReadWrite.All"],
  refusal: denied,
}

/** For authenticationEventListeners; Policy.Read.All does not admit any more. */
export const readListeners: Permission = {
  anyOf: ["EventListener.Read.All", "EventListener.ReadWrite.All"],
  refusal: denied,
}

/** For applications, servicePrincipals and their app role assignments. */
export const readApplications = directory("Application.Read.All", "Application.ReadWrite.All")

/** For organization. */
export const readOrganization = directory("Organization.Read.All", "Organization.ReadWrite.All")

/** For users. */
export const readUsers = directory("User.Read.All", "User.ReadWrite.All")

/** Refuses with the collection's own 403 when no role of the token admits the caller. */
export function requirePermission(roles: readonly string[], permission: Permission): void {
  if (!permission.anyOf.some((value) => roles.includes(value))) throw permission.refusal()
}
