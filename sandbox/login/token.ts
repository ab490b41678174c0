import type { Context, Hono } from "hono"
import type { Env } from "../http/origin"
import type { World } from "../world"
import { authenticateClient, readCredentials } from "./client-authentication"
import { findClient } from "./clients"
import { AadstsError, headersOf, incidentOf, refusalAsJson } from "./errors"
import { authorizationCode, clientCredentials, refreshToken, required, type TokenRequest } from "./grants"
import { findTenantByPath, sharedEndpoints } from "./issuers"
import { refuse } from "./refusals"

const grants: ReadonlyMap<string, (request: TokenRequest) => Promise<Record<string, unknown>>> = new Map([
  ["client_credentials", clientCredentials],
  ["authorization_code", authorizationCode],
  ["refresh_token", refreshToken],
])

/** Grants of Entra that the sandbox has not: refused as a gap of ours, not as if Microsoft had said no. */
const absentGrants: readonly string[] = [
  "password",
  "urn:ietf:params:oauth:grant-type:device_code",
  "urn:ietf:params:oauth:grant-type:jwt-bearer",
  "urn:ietf:params:oauth:grant-type:saml2-bearer",
]

async function redeem(c: Context<Env>, world: World, segment: string, form: URLSearchParams) {
  const tenant = findTenantByPath(world, segment)
  if (!tenant) throw refuse.unknownTenant(segment)
  const grantType = required(form, "grant_type")
  const credentials = readCredentials(form, c.req.header("authorization"))
  const grant = grants.get(grantType)
  if (!grant) throw refuse.unsupportedGrant(grantType)
  const client = findClient(tenant, credentials.clientId)
  const proof = await authenticateClient(world, { tenant, segment }, client.application, credentials)
  return grant({ world, tenant, client, proof, form })
}

/** Adds the token endpoint: client credentials, authorization code with PKCE, refresh token. */
export function addToken(app: Hono<Env>, world: World): void {
  app.all("/:tenant/oauth2/v2.0/token", async (c) => {
    const segment = c.req.param("tenant")
    const form = new URLSearchParams(await c.req.text())
    const incident = incidentOf(c, world, form)
    if (sharedEndpoints.includes(segment) || absentGrants.includes(form.get("grant_type") ?? ""))
      return c.notFound()
    try {
      if (c.req.method !== "POST") throw refuse.verb(c.req.method)
      const answer = await redeem(c, world, segment, form)
      return c.json(answer, 200, {
        ...headersOf(incident),
        "cache-control": "no-store, no-cache",
        pragma: "no-cache",
      })
    } catch (error) {
      if (error instanceof AadstsError) return refusalAsJson(c, world, error, incident)
      throw error
    }
  })
}
