import type { Hono } from "hono"
import { z } from "zod"
import { requireApp, requireTenant } from "../engine/names"
import type { Env } from "../http/origin"
import { calloutTokenFor } from "../login/callout-token"
import { replaceGrants, requirePrincipal } from "../tenants/grants"
import type { Tenant } from "../tenants/types"
import { graphAppId } from "../tenants/well-known"
import type { World } from "../world"
import { type Route, readBody } from "./input"

const tenantBody = z
  .strictObject({ premium: z.boolean(), replicationDelayMs: z.int().min(0).max(600_000) })
  .partial()

const grantsBody = z.strictObject({
  tenant: z.string().optional(),
  app: z.string(),
  permissions: z.array(z.string()),
})

const tokenBody = z.strictObject({ tenant: z.string().optional(), extension: z.string() })

/** A tenant with the names that the other routes take. */
function describe(tenant: Tenant) {
  const { id, displayName, tenantType, initialDomain, premium } = tenant
  const modeOf = (appId: string) =>
    tenant.servicePrincipals.find((one) => one.appId === appId)?.preferredSingleSignOnMode
  return {
    id,
    name: displayName,
    type: tenantType,
    domain: initialDomain,
    premium,
    apps: tenant.applications.map(({ appId, displayName: name, web }) => ({
      appId,
      name,
      protocol: modeOf(appId) === "saml" ? "saml" : "openid-connect",
      hasSignIn: web.redirectUris.length > 0,
    })),
    extensions: tenant.customAuthenticationExtensions.map(({ id: extension, displayName: name }) => ({
      id: extension,
      name,
    })),
    users: tenant.users.map(({ id: userId, displayName: name, userPrincipalName, userType }) => ({
      id: userId,
      name,
      userPrincipalName,
      userType,
    })),
  }
}

function permissionsOf(tenant: Tenant, appId: string): string[] {
  const graph = requirePrincipal(tenant, graphAppId)
  const { id } = requirePrincipal(tenant, appId)
  return tenant.appRoleAssignments
    .filter(({ principalId, resourceId }) => principalId === id && resourceId === graph.id)
    .map(({ appRoleId }) => graph.appRoles.find((role) => role.id === appRoleId)?.value ?? appRoleId)
}

/** Adds the routes about tenants: who and what is there, the licence, an app’s permissions, and callout tokens. */
export function addTenants(app: Hono<Env>, world: World, route: Route): void {
  app.get("/tenants", (c) => c.json([...world.tenants.values()].map(describe)))
  app.put(
    "/tenants/:tenant",
    route(async (c) => {
      const tenant = requireTenant(world, c.req.param("tenant"))
      const { premium, replicationDelayMs } = await readBody(c, tenantBody)
      if (premium !== undefined) tenant.premium = premium
      if (replicationDelayMs !== undefined) tenant.replication.delayMs = replicationDelayMs
      const { id, displayName: name, replication } = tenant
      return { id, name, premium: tenant.premium, replicationDelayMs: replication.delayMs }
    }),
  )
  app.put(
    "/grants",
    route(async (c) => {
      const body = await readBody(c, grantsBody)
      const tenant = requireTenant(world, body.tenant)
      const { appId } = requireApp(tenant, body.app).servicePrincipal
      replaceGrants(tenant, appId, body.permissions, world.clock.now())
      return { tenant: tenant.displayName, app: body.app, permissions: permissionsOf(tenant, appId) }
    }),
  )
  app.post(
    "/callout-tokens",
    route(async (c) => {
      const { tenant, extension } = await readBody(c, tokenBody)
      return calloutTokenFor(world, requireTenant(world, tenant), extension)
    }),
  )
}
