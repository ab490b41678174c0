import { createHash } from "node:crypto"
import { logTime } from "../engine/log/row"
import { Refusal } from "../engine/refusal"
import type { ServicePrincipal, Tenant } from "./types"
import { graphAppId } from "./well-known"

/** The service principal of an app in a tenant. Throws a Refusal when there is none. */
export function requirePrincipal(tenant: Tenant, appId: string): ServicePrincipal {
  const principal = tenant.servicePrincipals.find((one) => one.appId === appId)
  if (!principal) throw new Refusal(`${tenant.displayName} has no service principal of the app ${appId}.`)
  return principal
}

/** Whether an app holds an application permission of Microsoft Graph; false when either principal is missing. */
export function isGranted(tenant: Tenant, appId: string, appRoleId: string): boolean {
  const idOf = (wanted: string) => tenant.servicePrincipals.find((one) => one.appId === wanted)?.id
  return tenant.appRoleAssignments.some(
    (one) =>
      one.principalId === idOf(appId) && one.resourceId === idOf(graphAppId) && one.appRoleId === appRoleId,
  )
}

/** Grants an app an application permission of Microsoft Graph, dated `at` in milliseconds; a second grant does nothing. */
export function grant(tenant: Tenant, appId: string, appRoleId: string, at: number): void {
  if (isGranted(tenant, appId, appRoleId)) return
  const principal = requirePrincipal(tenant, appId)
  const graph = requirePrincipal(tenant, graphAppId)
  tenant.appRoleAssignments.push({
    id: createHash("sha256").update(`${principal.id} ${graph.id} ${appRoleId}`).digest("base64url"),
    appRoleId,
    createdDateTime: logTime(at),
    principalId: principal.id,
    principalType: "ServicePrincipal",
    principalDisplayName: principal.displayName,
    resourceId: graph.id,
    resourceDisplayName: graph.displayName,
  })
}

/** Takes an app's application permissions of Microsoft Graph away: the one named, or all of them. */
export function revoke(tenant: Tenant, appId: string, appRoleId?: string): void {
  const principal = requirePrincipal(tenant, appId)
  const graph = requirePrincipal(tenant, graphAppId)
  tenant.appRoleAssignments = tenant.appRoleAssignments.filter(
    (one) =>
      one.principalId !== principal.id ||
      one.resourceId !== graph.id ||
      (appRoleId !== undefined && one.appRoleId !== appRoleId),
  )
}

/** Replaces an app's application permissions of Microsoft Graph by those of these values, such as AuditLog.Read.All. */
export function replaceGrants(
  tenant: Tenant,
  appId: string,
  permissions: readonly string[],
  at: number,
): void {
  const { appRoles } = requirePrincipal(tenant, graphAppId)
  const roleIds = permissions.map((permission) => {
    const role = appRoles.find(({ value }) => value === permission)
    if (!role) throw new Refusal(`The sandbox's Microsoft Graph has no application permission ${permission}.`)
    return role.id
  })
  revoke(tenant, appId)
  for (const roleId of roleIds) grant(tenant, appId, roleId, at)
}
