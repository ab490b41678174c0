import { consentedScopes } from "../tenants/consents"
import type { PermissionScope, Tenant, User } from "../tenants/types"
import { graphAppId } from "../tenants/well-known"
import type { World } from "../world"
import type { Client } from "./clients"
import { refuseDelegation } from "./delegation-refusals"
import { findResource, type Resource } from "./resources"

/** The OpenID Connect scopes, which name no resource and need no consent here. */
export const openIdScopes: readonly string[] = ["openid", "profile", "email", "offline_access"]

/** What a request asks of one resource. */
export type AskedPermissions = {
  resource: Resource
  /** What stood before each permission, its slash included, and stands there in the answer; empty for Graph's short form. */
  prefix: string
  /** Values of delegated permissions, as the resource writes them. */
  values: readonly string[]
  /** Whether `.default` was asked for: whatever there is consent to. */
  usesDefault: boolean
  /** What the resource does not expose. */
  unknown: readonly string[]
}

/** A `scope` parameter taken apart. */
export type AskedScopes = { openId: readonly string[]; permissions: readonly AskedPermissions[] }

/** The words of a `scope` parameter, each once. */
export const scopesIn = (text: string | null): string[] => [
  ...new Set((text ?? "").split(" ").filter(Boolean)),
]

const prefixOf = (scope: string) => scope.slice(0, scope.lastIndexOf("/") + 1)

function askedOf(resource: Resource, scopes: readonly string[]): AskedPermissions {
  const exposed = resource.servicePrincipal.oauth2PermissionScopes.filter(({ isEnabled }) => isEnabled)
  const lastOf = (scope: string) => scope.slice(prefixOf(scope).length)
  // [FIELD] Microsoft's own pages write user.read.
  const find = (value: string): PermissionScope | undefined =>
    exposed.find((one) => one.value.toLowerCase() === value.toLowerCase())
  const named = scopes.map(lastOf).filter((value) => value !== ".default")
  return {
    resource,
    prefix: prefixOf(scopes[0] ?? ""),
    values: named.flatMap((value) => find(value)?.value ?? []),
    usesDefault: named.length < scopes.length,
    unknown: named.filter((value) => !find(value)),
  }
}

/** Takes scopes apart by the resources that they name; throws 500011 or 500014 when one cannot be asked for. */
export function readScopes(world: World, tenant: Tenant, scopes: readonly string[]): AskedScopes {
  const others = scopes.filter((scope) => !openIdScopes.includes(scope))
  const byResource = new Map<string, { resource: Resource; scopes: string[] }>()
  for (const scope of others) {
    const resource = findResource(world, tenant, prefixOf(scope).slice(0, -1) || graphAppId)
    const known = byResource.get(resource.appId)
    byResource.set(resource.appId, {
      resource: known?.resource ?? resource,
      scopes: [...(known?.scopes ?? []), scope],
    })
  }
  return {
    openId: scopes.filter((scope) => openIdScopes.includes(scope)),
    permissions: [...byResource.values()].map((one) => askedOf(one.resource, one.scopes)),
  }
}

/**
 * What a token for these permissions holds: [FIELD] everything of the resource that there is consent to, not only
 * what was asked for. Undefined when there is no consent to something that was asked for.
 */
export function findConsent(
  tenant: Tenant,
  { servicePrincipal }: Client,
  { id }: Pick<User, "id">,
  { resource, values }: AskedPermissions,
): string[] | undefined {
  const pair = { client: servicePrincipal, resource: resource.servicePrincipal }
  const granted = consentedScopes(tenant, pair, id)
  if (granted.length === 0 || values.some((value) => !granted.includes(value))) return undefined
  return granted.filter((value) => value !== "offline_access")
}

/** The same, but throws 65001 when consent is missing. */
export function requireConsent(
  tenant: Tenant,
  client: Client,
  user: Pick<User, "id">,
  asked: AskedPermissions,
): string[] {
  const granted = findConsent(tenant, client, user, asked)
  if (!granted) throw refuseDelegation.notConsented(client.application)
  return granted
}

/** Permissions as the token endpoint's answer names them: [FIELD] in the form of the request, `.default` with them. */
export const namesOf = (
  { prefix, usesDefault }: Pick<AskedPermissions, "prefix" | "usesDefault">,
  values: readonly string[],
): string[] => [
  ...values.map((value) => (openIdScopes.includes(value) ? value : prefix + value)),
  ...(usesDefault ? [`${prefix}.default`] : []),
]
