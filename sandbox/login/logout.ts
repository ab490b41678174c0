import type { Context, Hono } from "hono"
import { deleteCookie, getCookie } from "hono/cookie"
import { html } from "hono/html"
import type { Env } from "../http/origin"
import type { World } from "../world"
import { sessionCookie } from "./authorize"
import { showRefusal } from "./authorize-page"
import { incidentOf } from "./errors"
import { issuedIn } from "./issued"
import { findTenantByPath, sharedEndpoints } from "./issuers"
import { showPage } from "./page"
import { isRegisteredOrigin } from "./redirect-uris"
import { refuse } from "./refusals"

async function logout(c: Context<Env>, world: World): Promise<Response> {
  const segment = c.req.param("tenant") ?? ""
  if (sharedEndpoints.includes(segment)) return c.notFound()
  const tenant = findTenantByPath(world, segment)
  if (!tenant) return showRefusal(c, refuse.unknownTenant(segment), incidentOf(c, world))
  issuedIn(world).sessions.delete(getCookie(c, sessionCookie) ?? "")
  deleteCookie(c, sessionCookie, { path: "/" })
  const form = new URLSearchParams(await c.req.text())
  const asked = (name: string) => c.req.query(name) ?? form.get(name) ?? undefined
  const target = asked("post_logout_redirect_uri")
  const registered = tenant.applications.flatMap(({ web }) => web.redirectUris)
  if (target && isRegisteredOrigin(registered, target)) {
    const url = new URL(target)
    const state = asked("state")
    if (state !== undefined) url.searchParams.set("state", state)
    c.header("cache-control", "no-store, no-cache")
    return c.redirect(url.href, 302)
  }
  return showPage(c, {
    title: "Signed out",
    body: html`<h1>You are signed out</h1><p>You can close this window.</p>`,
  })
}

/** Adds the end of a session: the browser forgets its person and goes back to the app when the app is known. */
export function addLogout(app: Hono<Env>, world: World): void {
  app.on(["GET", "POST"], "/:tenant/oauth2/v2.0/logout", (c) => logout(c, world))
}
