import type { Context, Hono } from "hono"
import { html } from "hono/html"
import type { Env } from "../http/origin"
import { consentedScopes, replaceConsent } from "../tenants/consents"
import { grant, requirePrincipal } from "../tenants/grants"
import type { ServicePrincipal, Tenant } from "../tenants/types"
import { graphAppId } from "../tenants/well-known"
import type { World } from "../world"
import { showRefusal } from "./authorize-page"
import { type Client, findClient } from "./clients"
import { AadstsError, incidentOf } from "./errors"
import { findTenantByPath, sharedEndpoints } from "./issuers"
import { showPage } from "./page"
import { isRegistered } from "./redirect-uris"
import { refuse } from "./refusals"

type Asked = { tenant: Tenant; client: Client; redirectUri: string; state: string }

function readAsked(c: Context<Env>, world: World, parameters: URLSearchParams): Asked {
  const segment = c.req.param("tenant") ?? ""
  const tenant = findTenantByPath(world, segment)
  if (!tenant) throw refuse.unknownTenant(segment)
  const clientId = parameters.get("client_id")
  if (!clientId) throw refuse.missing("client_id")
  const client = findClient(tenant, clientId)
  const redirectUri = parameters.get("redirect_uri") ?? ""
  if (!isRegistered(client.application.web.redirectUris, redirectUri))
    throw refuse.redirectUri(redirectUri, client.application.appId)
  return { tenant, client, redirectUri, state: parameters.get("state") ?? "" }
}

/** The application permissions of Microsoft Graph that the registration asks for. */
function askedRoles({ tenant, client }: Asked) {
  const wanted = client.application.requiredResourceAccess
    .filter(({ resourceAppId }) => resourceAppId === graphAppId)
    .flatMap(({ resourceAccess }) => resourceAccess.filter(({ type }) => type === "Role").map(({ id }) => id))
  return requirePrincipal(tenant, graphAppId).appRoles.filter(({ id }) => wanted.includes(id))
}

/** The delegated permissions that it asks for, by resource; INFERRED: that an absent resource is passed over. */
function askedScopes({ tenant, client }: Asked): { resource: ServicePrincipal; values: string[] }[] {
  return client.application.requiredResourceAccess.flatMap(({ resourceAppId, resourceAccess }) => {
    const resource = tenant.servicePrincipals.find(({ appId }) => appId === resourceAppId)
    if (!resource) return []
    const wanted = resourceAccess.filter(({ type }) => type === "Scope").map(({ id }) => id)
    const exposed = resource.oauth2PermissionScopes.filter(({ id }) => wanted.includes(id))
    return [{ resource, values: exposed.map(({ value }) => value) }]
  })
}

/** Consents for all users, beside what there was consent to before. */
function consent({ tenant, client: { servicePrincipal } }: Asked, asked: ReturnType<typeof askedScopes>) {
  for (const { resource, values } of asked) {
    const before = consentedScopes(tenant, { client: servicePrincipal, resource })
    replaceConsent(tenant, servicePrincipal, resource, [...before, ...values])
  }
}

const listOf = (values: readonly string[]) => values.join(", ") || "none"

function showQuestion(c: Context<Env>, asked: Asked): Promise<Response> {
  const { tenant, client, redirectUri, state } = asked
  const name = client.application.displayName
  return showPage(c, {
    title: "Permissions requested",
    formOrigins: [new URL(redirectUri).origin],
    body: html`
<h1>Permissions requested</h1>
<p>${name} asks for these application permissions in ${tenant.displayName}:</p>
<p>${listOf(askedRoles(asked).map(({ value }) => value))}</p>
<p>And for these, to act for whoever signs in:</p>
<p>${listOf(askedScopes(asked).flatMap(({ values }) => values))}</p>
<form method="post" action="/${tenant.id}/adminconsent">
<input type="hidden" name="client_id" value="${client.application.appId}">
<input type="hidden" name="redirect_uri" value="${redirectUri}">
<input type="hidden" name="state" value="${state}">
<ul>
<li><button type="submit" name="answer" value="accept">Accept</button></li>
<li><button type="submit" name="answer" value="cancel">Cancel</button></li>
</ul>
</form>`,
  })
}

function answer(c: Context<Env>, world: World, asked: Asked, isAccepted: boolean): Response {
  const { tenant, client, redirectUri, state } = asked
  const url = new URL(redirectUri)
  if (isAccepted) {
    for (const { id } of askedRoles(asked)) grant(tenant, client.application.appId, id, world.clock.now())
    consent(asked, askedScopes(asked))
    url.searchParams.set("admin_consent", "True")
    url.searchParams.set("tenant", tenant.id)
  } else {
    url.searchParams.set("error", "permission_denied")
    url.searchParams.set("error_description", "The admin canceled the request")
  }
  if (state) url.searchParams.set("state", state)
  return c.redirect(url.href, 302)
}

/**
 * Adds the page on which an administrator consents for the whole tenant
 * (https://learn.microsoft.com/entra/identity-platform/v2-admin-consent); who consents is not asked.
 */
export function addAdminConsent(app: Hono<Env>, world: World): void {
  app.on(["GET", "POST"], "/:tenant/adminconsent", async (c) => {
    if (sharedEndpoints.includes(c.req.param("tenant") ?? "")) return c.notFound()
    const isPost = c.req.method === "POST"
    const parameters = new URLSearchParams(isPost ? await c.req.text() : new URL(c.req.url).search)
    try {
      const asked = readAsked(c, world, parameters)
      return isPost ? answer(c, world, asked, parameters.get("answer") === "accept") : showQuestion(c, asked)
    } catch (error) {
      if (error instanceof AadstsError) return showRefusal(c, error, incidentOf(c, world))
      throw error
    }
  })
}
