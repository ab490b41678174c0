import { randomBytes } from "node:crypto"
import { setTimeout as wait } from "node:timers/promises"
import type { Context, Hono } from "hono"
import type { Env } from "../http/origin"
import { issuerV1, issuerV2 } from "../login/issuers"
import { calloutCallerAppId } from "../tenants/well-known"
import type { World } from "../world"
import type { Api } from "./api"
import { type ApiSettings, judgeBearer, type Refusal } from "./bearer"
import { answerWithClaims, claimsOf, readClaimsRequest } from "./claims"

/** Longer than the 2 seconds that Entra waits at most. */
const slowMs = 2600

/** What the API's operator would write into its settings; the tenant itself is never looked at. */
const settingsOf = (world: World, { tenantId, appId, host, extraCallers }: Api): ApiSettings => ({
  tenantId,
  appId,
  identifierUri: `api://${host}/${appId}`,
  issuers: { v1: issuerV1(world, tenantId), v2: issuerV2(world, tenantId) },
  jwks: world.signingKeys.jwks,
  callers: [calloutCallerAppId, ...extraCallers],
})

const titles = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  415: "Unsupported Media Type",
  421: "Misdirected Request",
  500: "An error occurred while processing your request.",
} as const

/** A problem body as ASP.NET Core writes it (RFC 9457). */
function problem(
  c: Context<Env>,
  status: keyof typeof titles,
  headers: Record<string, string> = {},
  detail?: string,
): Response {
  const traceId = `00-${randomBytes(16).toString("hex")}-${randomBytes(8).toString("hex")}-00`
  return c.body(JSON.stringify({ title: titles[status], status, detail, traceId }), status, {
    "content-type": "application/problem+json; charset=utf-8",
    ...headers,
  })
}

const refuse = (c: Context<Env>, refusal: Refusal): Response =>
  refusal.status === 401
    ? problem(c, 401, { "www-authenticate": refusal.challenge })
    : problem(c, 403, {}, `The caller ${refusal.caller} is not admitted.`)

async function onTokenIssuanceStart(c: Context<Env>, world: World, api: Api): Promise<Response> {
  const refusal = await judgeBearer(c.req.header("authorization"), settingsOf(world, api), world.clock.date())
  if (refusal) return refuse(c, refusal)
  if (api.behaviour === "500") return problem(c, 500)
  if (!/^application\/json\b/i.test(c.req.header("content-type") ?? "")) return problem(c, 415)
  const request = readClaimsRequest(await c.req.text(), api.tenantId)
  if (!request) return problem(c, 400, {}, "The body is not a token issuance start event of this tenant.")
  if (api.behaviour === "slow") await wait(slowMs)
  return c.json(answerWithClaims(claimsOf(request)))
}

/** Adds the customers' REST APIs; the host name of a request decides which one it reaches. */
export function createApisApp(app: Hono<Env>, world: World): void {
  app.all("*", (c) => {
    const { hostname, pathname } = new URL(c.req.url)
    const api = [...world.apis.values()].find(({ host }) => host === hostname)
    if (!api) return problem(c, 421)
    if (pathname !== "/api/onTokenIssuanceStart") return problem(c, 404)
    if (c.req.method !== "POST") return problem(c, 405, { allow: "POST" })
    return onTokenIssuanceStart(c, world, api)
  })
}
