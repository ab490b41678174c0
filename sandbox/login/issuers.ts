import type { Tenant } from "../tenants/types"
import type { World } from "../world"
import type { SigningKeys } from "./keys"

/** Path segments that stand for no single tenant. */
export const sharedEndpoints: readonly string[] = ["common", "organizations", "consumers"]

/** Who issues tokens: login.microsoftonline.com, or for the customers of an external tenant ciamlogin.com. */
export type LoginHost = "login" | "ciam"

/** The host where a tenant's own people sign in, by which Entra itself gets the tokens for its callouts as well. */
export const hostOf = ({ tenantType }: Pick<Tenant, "tenantType">): LoginHost =>
  tenantType === "CIAM" ? "ciam" : "login"

/** The keys of a host. */
export const keysOf = (world: World, host: LoginHost): SigningKeys =>
  host === "ciam" ? world.ciamKeys : world.signingKeys

/**
 * The issuer of ID tokens and of v2 access tokens, for a tenant id or the `{tenantid}` placeholder. At ciamlogin.com
 * the host's label is the tenant id as well (seen in the field; one page says the domain's name); here all tenants
 * share one host.
 */
export const issuerV2 = (world: Pick<World, "urls">, tenantId: string, host: LoginHost = "login"): string =>
  `${world.urls[host]}/${tenantId}/v2.0`

/**
 * The issuer of v1 access tokens, at either host. Microsoft's is `https://sts.windows.net/{tid}/`, a second host; here the path
 * `/sts/{tid}/` of the login origin stands in for it, so that nothing in a token points outside this machine.
 */
export const issuerV1 = (world: Pick<World, "urls">, tenantId: string): string =>
  `${world.urls.login}/sts/${tenantId}/`

/**
 * The tenant that a path segment names at a host, by GUID or by a verified domain. ciamlogin.com knows external
 * tenants only; INFERRED: that a workforce tenant is as unknown there as one that does not exist.
 */
export function findTenantByPath(
  world: World,
  segment: string,
  host: LoginHost = "login",
): Tenant | undefined {
  const wanted = segment.toLowerCase()
  return [...world.tenants.values()].find(
    (tenant) =>
      (host === "login" || hostOf(tenant) === host) &&
      (tenant.id === wanted || tenant.domains.some(({ id, isVerified }) => isVerified && id === wanted)),
  )
}
