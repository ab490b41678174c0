import type { Tenant } from "../tenants/types"
import type { World } from "../world"

/** Path segments that stand for no single tenant. */
export const sharedEndpoints: readonly string[] = ["common", "organizations", "consumers"]

/** The issuer of ID tokens and of v2 access tokens, for a tenant id or the `{tenantid}` placeholder. */
export const issuerV2 = (world: Pick<World, "urls">, tenantId: string): string =>
  `${world.urls.login}/${tenantId}/v2.0`

/**
 * The issuer of v1 access tokens. Microsoft's is `https://sts.windows.net/{tid}/`, a second host; here the path
 * `/sts/{tid}/` of the login origin stands in for it, so that nothing in a token points outside this machine.
 */
export const issuerV1 = (world: Pick<World, "urls">, tenantId: string): string =>
  `${world.urls.login}/sts/${tenantId}/`

const domainOf = (name: string) => name.slice(name.lastIndexOf("@") + 1).toLowerCase()

/**
 * The tenant that a path segment names, by GUID or by a verified domain: the initial one or one that stands in a
 * user principal name, since Entra lets only verified domains stand there.
 */
export function findTenantByPath(world: World, segment: string): Tenant | undefined {
  const wanted = segment.toLowerCase()
  return [...world.tenants.values()].find(
    ({ id, initialDomain, users }) =>
      id === wanted ||
      initialDomain === wanted ||
      users.some(({ userPrincipalName }) => domainOf(userPrincipalName) === wanted),
  )
}
