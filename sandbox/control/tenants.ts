import type { Hono } from "hono"
import { z } from "zod"
import { requireApp, requireTenant } from "../engine/names"
import type { Env } from "../http/origin"
import { replaceGrants, requirePrincipal } from "../tenants/grants"
import type { Tenant } from "../tenants/types"
import { graphAppId } from "../tenants/well-known"
import type { World } from "../world"
import { type Route, readBody } from "./input"

const tenantBody = z.strictObject({ premium: z.boolean().optional() })

const grantsBody = z.strictObject({
  tenant: z.string().optional(),
  app: z.string(),
  permissions: z.array(z.string()),
})

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

/** Adds the routes about tenants: who and what is there, the licence, and the permissions of an app. */
export function addTenants(app: Hono<Env>, world: World, route: Route): void {
  app.get("/tenants", (c) => c.json([...world.tenants.values()].map(describe)))
  app.put(
    "/tenants/:tenant",
    route(async (c) => {
      const tenant = requireTenant(world, c.req.param("tenant"))
      const { premium } = await readBody(c, tenantBody)
      if (premium !== undefined) tenant.premium = premium
      return { id: tenant.id, name: tenant.displayName, premium: tenant.premium }
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
}
