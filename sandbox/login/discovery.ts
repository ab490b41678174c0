import type { Context, Hono } from "hono"
import type { Env } from "../http/origin"
import type { World } from "../world"
import { incidentOf, refusalAsJson } from "./errors"
import { findTenantByPath, issuerV1, issuerV2, keysOf, type LoginHost } from "./issuers"
import { refuse } from "./refusals"

/** A tenant's place in a host's URLs and its id in the issuer; for `common` the id is Microsoft's placeholder. */
type Realm = { host: LoginHost; path: string; id: string; region: string | null }

function findRealm(world: World, host: LoginHost, segment: string): Realm | undefined {
  if (segment === "common") return { host, path: "common", id: "{tenantid}", region: null }
  const tenant = findTenantByPath(world, segment, host)
  // INFERRED: which region a country belongs to; nothing here reads it.
  const region = tenant?.countryLetterCode === "US" ? "NA" : "EU"
  return tenant && { host, path: tenant.id, id: tenant.id, region }
}

/**
 * Where the endpoints of a realm stand: those of SDKs over https, the two that a browser visits on the plain http
 * origin. Of ciamlogin.com there is no origin for browsers, so that all are in one place.
 */
const basesOf = ({ urls }: World, { host, path }: Realm) => ({
  sdk: `${urls[host]}/${path}`,
  browser: `${host === "login" ? urls.browserLogin : urls[host]}/${path}`,
})

const claimsOfBoth = [
  "sub",
  "iss",
  "cloud_instance_name",
  "cloud_instance_host_name",
  "cloud_graph_host_name",
  "msgraph_host",
  "aud",
  "exp",
  "iat",
  "auth_time",
  "acr",
  "nonce",
]

const supportedByBoth = {
  token_endpoint_auth_methods_supported: ["client_secret_post", "private_key_jwt", "client_secret_basic"],
  response_modes_supported: ["query", "fragment", "form_post"],
  subject_types_supported: ["pairwise"],
  id_token_signing_alg_values_supported: ["RS256"],
  http_logout_supported: true,
  frontchannel_logout_supported: true,
}

/** Members that name the cloud; Graph's host is ours, the rest are Microsoft's names and nothing calls them. */
const cloudOf = (world: World, { region }: Realm) => ({
  tenant_region_scope: region,
  cloud_instance_name: "microsoftonline.com",
  cloud_graph_host_name: "graph.windows.net",
  msgraph_host: new URL(world.urls.graph).host,
  rbac_url: "https://pas.windows.net",
})

/** The v2 document. */
function documentV2(world: World, realm: Realm) {
  const { sdk, browser } = basesOf(world, realm)
  return {
    token_endpoint: `${sdk}/oauth2/v2.0/token`,
    ...supportedByBoth,
    jwks_uri: `${sdk}/discovery/v2.0/keys`,
    response_types_supported: ["code", "id_token", "code id_token", "id_token token"],
    scopes_supported: ["openid", "profile", "email", "offline_access"],
    issuer: issuerV2(world, realm.id, realm.host),
    request_uri_parameter_supported: false,
    userinfo_endpoint: `${world.urls.graph}/oidc/userinfo`,
    authorization_endpoint: `${browser}/oauth2/v2.0/authorize`,
    device_authorization_endpoint: `${sdk}/oauth2/v2.0/devicecode`,
    end_session_endpoint: `${browser}/oauth2/v2.0/logout`,
    claims_supported: [
      ...claimsOfBoth,
      "preferred_username",
      "name",
      "tid",
      "ver",
      "at_hash",
      "c_hash",
      "email",
    ],
    kerberos_endpoint: `${sdk}/kerberos`,
    ...cloudOf(world, realm),
  }
}

/** The v1 document, which names the issuer of v1 tokens; the sandbox has none of its own endpoints but the keys. */
function documentV1(world: World, realm: Realm) {
  const { sdk, browser } = basesOf(world, realm)
  return {
    token_endpoint: `${sdk}/oauth2/token`,
    ...supportedByBoth,
    jwks_uri: `${sdk}/discovery/keys`,
    response_types_supported: ["code", "id_token", "code id_token", "token id_token", "token"],
    scopes_supported: ["openid"],
    issuer: issuerV1(world, realm.id),
    microsoft_multi_refresh_token: true,
    authorization_endpoint: `${browser}/oauth2/authorize`,
    device_authorization_endpoint: `${sdk}/oauth2/devicecode`,
    end_session_endpoint: `${browser}/oauth2/logout`,
    claims_supported: [...claimsOfBoth, "amr", "email", "given_name", "family_name", "nickname"],
    check_session_iframe: `${browser}/oauth2/checksession`,
    userinfo_endpoint: `${sdk}/openid/userinfo`,
    kerberos_endpoint: `${sdk}/kerberos`,
    ...cloudOf(world, realm),
  }
}

/** Answers a GET with what is built for the tenant in its path, found at this host. */
const inRealm =
  (world: World, host: LoginHost, build: (world: World, realm: Realm) => object) =>
  (c: Context<Env>): Response | Promise<Response> => {
    const segment = c.req.param("tenant") ?? ""
    const isGap = segment === "organizations" || segment === "consumers"
    if (isGap || (segment === "common" && host === "ciam")) return c.notFound()
    const realm = findRealm(world, host, segment)
    if (!realm) return refusalAsJson(c, world, refuse.unknownTenant(segment), incidentOf(c, world))
    return c.json(build(world, realm), 200, {
      "access-control-allow-origin": "*",
      "cache-control": "max-age=86400, private",
      "x-content-type-options": "nosniff",
    })
  }

const keysV1 = (world: World, { host }: Realm) => ({ keys: keysOf(world, host).jwks.keys })

/** INFERRED: that ciamlogin.com names itself as the issuer of every key, those of the other host included. */
const keysV2 = (world: World, { host, id }: Realm) => ({
  keys: keysOf(world, host).jwks.keys.map((key) => ({ ...key, issuer: issuerV2(world, id, host) })),
})

/** Adds a host's v2 discovery document and its signing keys. */
export function addDiscovery(app: Hono<Env>, world: World, host: LoginHost): void {
  app.get("/:tenant/v2.0/.well-known/openid-configuration", inRealm(world, host, documentV2))
  app.get("/:tenant/discovery/v2.0/keys", inRealm(world, host, keysV2))
}

/** Adds the v1 document and keys, which only login.microsoftonline.com has here. */
export function addDiscoveryV1(app: Hono<Env>, world: World): void {
  app.get("/:tenant/.well-known/openid-configuration", inRealm(world, "login", documentV1))
  app.get("/:tenant/discovery/keys", inRealm(world, "login", keysV1))
}
