import type { Application, ServicePrincipal, Tenant, User } from "../tenants/types"
import { refuse } from "./refusals"

/** A client as a tenant knows it: the registration and its service principal there. */
export type Client = { application: Application; servicePrincipal: ServicePrincipal }

const sameId = (one: string, other: string) => one.toLowerCase() === other.toLowerCase()

/** The client with this id; throws 700016, 7000229 or 7000112 when the tenant may not serve it. */
export function findClient(tenant: Tenant, clientId: string): Client {
  const application = tenant.applications.find(({ appId }) => sameId(appId, clientId))
  if (!application) throw refuse.unknownClient(clientId, tenant)
  const servicePrincipal = tenant.servicePrincipals.find(({ appId }) => appId === application.appId)
  if (!servicePrincipal) throw refuse.clientWithoutPrincipal(application, tenant)
  const disabled =
    application.isDisabled === true ||
    application.disabledByMicrosoftStatus !== null ||
    servicePrincipal.disabledByMicrosoftStatus !== null ||
    !servicePrincipal.accountEnabled
  if (disabled) throw refuse.clientDisabled(application)
  return { application, servicePrincipal }
}

/** Whether a principal holds any app role of a resource, the roleless default access included. */
export const isAssigned = (tenant: Tenant, principalId: string, resource: ServicePrincipal): boolean =>
  tenant.appRoleAssignments.some(
    (assignment) => assignment.principalId === principalId && assignment.resourceId === resource.id,
  )

/** The values of the enabled app roles of a resource that a principal holds there. */
export function rolesOf(tenant: Tenant, principalId: string, resource: ServicePrincipal): string[] {
  return tenant.appRoleAssignments
    .filter((assignment) => assignment.principalId === principalId && assignment.resourceId === resource.id)
    .flatMap(({ appRoleId }) =>
      resource.appRoles
        .filter(({ id, isEnabled }) => id === appRoleId && isEnabled)
        .map(({ value }) => value),
    )
}

/** The user with this id; throws when he is gone, disabled, or needs an assignment to the client and has none. */
export function findUser(tenant: Tenant, client: Client, userId: string): User {
  const user = tenant.users.find(({ id }) => id === userId)
  if (!user) throw refuse.unknownUser(tenant)
  if (!user.accountEnabled) throw refuse.userDisabled()
  const { servicePrincipal } = client
  if (servicePrincipal.appRoleAssignmentRequired && !isAssigned(tenant, user.id, servicePrincipal))
    throw refuse.userNotAssigned(client.application)
  return user
}
