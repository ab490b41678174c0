import type { Hono } from "hono"
import type { Env } from "../http/origin"
import type { World } from "../world"
import { addAdminConsent } from "./admin-consent"
import { addAuthorize } from "./authorize"
import { addDiscovery } from "./discovery"
import { addLogout } from "./logout"
import { addToken } from "./token"

/** Adds what SDKs meet at login.microsoftonline.com: discovery, signing keys and the token endpoint, over https. */
export function createLoginApp(app: Hono<Env>, world: World): void {
  addDiscovery(app, world)
  addToken(app, world)
}

/** Adds what a browser meets there: choosing who signs in, consenting as an administrator, and signing out. */
export function createBrowserLoginApp(app: Hono<Env>, world: World): void {
  addAuthorize(app, world)
  addAdminConsent(app, world)
  addLogout(app, world)
}
