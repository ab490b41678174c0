import type { Context, Hono } from "hono"
import type { Env } from "../http/origin"
import type { World } from "../world"
import { authenticateClient, readCredentials } from "./client-authentication"
import { findClient } from "./clients"
import { AadstsError, headersOf, incidentOf, refusalAsJson } from "./errors"
import { authorizationCode, clientCredentials, refreshToken } from "./grants"
import { findTenantByPath, type LoginHost, sharedEndpoints } from "./issuers"
import { onBehalfOf } from "./on-behalf-of"
import { refuse } from "./refusals"
import { required, type TokenRequest } from "./token-request"

const jwtBearer = "urn:ietf:params:oauth:grant-type:jwt-bearer"

const grants: ReadonlyMap<string, (request: TokenRequest) => Promise<Record<string, unknown>>> = new Map([
  ["client_credentials", clientCredentials],
  ["authorization_code", authorizationCode],
  ["refresh_token", refreshToken],
  [jwtBearer, onBehalfOf],
])

const absentEverywhere: readonly string[] = [
  "password",
  "urn:ietf:params:oauth:grant-type:device_code",
  "urn:ietf:params:oauth:grant-type:saml2-bearer",
]

/** Grants of Entra that the sandbox has not: refused as a gap of ours, not as if Microsoft had said no. */
const absentGrants: Readonly<Record<LoginHost, readonly string[]>> = {
  login: absentEverywhere,
  // Customers do not sign in to this origin; native authentication's own grants belong to it.
  ciam: [
    ...absentEverywhere,
    "authorization_code",
    "refresh_token",
    jwtBearer,
    "oob",
    "mfa_oob",
    "continuation_token",
  ],
}

async function redeem(
  c: Context<Env>,
  world: World,
  { host, segment }: { host: LoginHost; segment: string },
  form: URLSearchParams,
) {
  const tenant = findTenantByPath(world, segment, host)
  if (!tenant) throw refuse.unknownTenant(segment)
  const grantType = required(form, "grant_type")
  const credentials = readCredentials(form, c.req.header("authorization"))
  const grant = grants.get(grantType)
  if (!grant) throw refuse.unsupportedGrant(grantType)
  const client = findClient(tenant, credentials.clientId)
  const proof = await authenticateClient(world, { tenant, host, segment }, client.application, credentials)
  return grant({ world, tenant, host, client, proof, form })
}

/** Adds a host's token endpoint: client credentials, and but for ciamlogin.com also what acts for a user. */
export function addToken(app: Hono<Env>, world: World, host: LoginHost): void {
  app.all("/:tenant/oauth2/v2.0/token", async (c) => {
    const segment = c.req.param("tenant")
    const form = new URLSearchParams(await c.req.text())
    const incident = incidentOf(c, world, form)
    if (sharedEndpoints.includes(segment) || absentGrants[host].includes(form.get("grant_type") ?? ""))
      return c.notFound()
    try {
      if (c.req.method !== "POST") throw refuse.verb(c.req.method)
      const answer = await redeem(c, world, { host, segment }, form)
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
