import { createHash } from "node:crypto"
import { Refusal } from "../engine/refusal"
import type { OAuth2PermissionGrant, ServicePrincipal, Tenant } from "./types"

type Pair = { client: Pick<ServicePrincipal, "id">; resource: Pick<ServicePrincipal, "id"> }

/** Consent for all users of a tenant to delegated permissions of a resource, by their values. */
export const tenantWideConsent = (
  { client, resource }: Pair,
  scopes: readonly string[],
): OAuth2PermissionGrant => ({
  id: createHash("sha256").update(`${client.id}/${resource.id}`).digest("base64url"),
  clientId: client.id,
  consentType: "AllPrincipals",
  principalId: null,
  resourceId: resource.id,
  scope: scopes.join(" "),
})

const isBetween =
  ({ client, resource }: Pair) =>
  ({ clientId, resourceId }: OAuth2PermissionGrant) =>
    clientId === client.id && resourceId === resource.id

/** The values of a resource's delegated permissions that a client may use for a user, or for everybody. */
export function consentedScopes(
  { oauth2PermissionGrants }: Pick<Tenant, "oauth2PermissionGrants">,
  pair: Pair,
  userId?: string,
): string[] {
  const values = oauth2PermissionGrants
    .filter(isBetween(pair))
    .filter(({ principalId }) => principalId === null || principalId === userId)
    .flatMap(({ scope }) => scope.split(" ").filter(Boolean))
  return [...new Set(values)]
}

/**
 * Replaces what users and administrators have consented to between a client and a resource; an empty list takes it
 * all away. Throws a Refusal for a permission that the resource does not expose.
 */
export function replaceConsent(
  tenant: Pick<Tenant, "oauth2PermissionGrants">,
  client: ServicePrincipal,
  resource: ServicePrincipal,
  scopes: readonly string[],
): void {
  const exposed = resource.oauth2PermissionScopes.map(({ value }) => value)
  const unknown = scopes.find((scope) => !exposed.includes(scope))
  if (unknown !== undefined)
    throw new Refusal(`${resource.displayName} exposes no delegated permission ${unknown}.`)
  const pair = { client, resource }
  const others = tenant.oauth2PermissionGrants.filter((grant) => !isBetween(pair)(grant))
  tenant.oauth2PermissionGrants =
    scopes.length > 0 ? [...others, tenantWideConsent(pair, [...new Set(scopes)])] : others
}
