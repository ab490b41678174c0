import type { Hono } from "hono"
import type { Env } from "../http/origin"
import type { World } from "../world"
import { addAdminConsent } from "./admin-consent"
import { addAuthorize } from "./authorize"
import { addDiscovery, addDiscoveryV1 } from "./discovery"
import { addLogout } from "./logout"
import { addToken } from "./token"

/** Adds what SDKs meet at login.microsoftonline.com: discovery, signing keys and the token endpoint, over https. */
export function createLoginApp(app: Hono<Env>, world: World): void {
  addDiscovery(app, world, "login")
  addDiscoveryV1(app, world)
  addToken(app, world, "login")
}

/** Adds what APIs and apps of an external tenant meet at ciamlogin.com: discovery, its larger key set, tokens. */
export function createCiamLoginApp(app: Hono<Env>, world: World): void {
  addDiscovery(app, world, "ciam")
  addToken(app, world, "ciam")
}

/** Adds what a browser meets there: choosing who signs in, consenting as an administrator, and signing out. */
export function createBrowserLoginApp(app: Hono<Env>, world: World): void {
  addAuthorize(app, world)
  addAdminConsent(app, world)
  addLogout(app, world)
}
