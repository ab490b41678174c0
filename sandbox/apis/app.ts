import type { Context, Hono } from "hono"
import type { Env } from "../http/origin"
import { issuerV1, issuerV2 } from "../login/issuers"
import { calloutCallerAppId } from "../tenants/well-known"
import type { World } from "../world"
import { problemOf } from "./answers"
import type { Api } from "./api"
import { type ApiSettings, judgeBearer, type Refusal } from "./bearer"
import { behaviourOf } from "./behaviours"
import { claimsOf, readClaimsRequest } from "./claims"
import { pauseFor } from "./pause"
import { send } from "./send"

/** The client id that a wrong audience names: of no app that the sandbox knows. */
const anotherAppId = "00000000-0000-4000-8000-00000000a0d1"

/** What the API's operator would write into its settings; the tenant itself is never looked at. */
function settingsOf(world: World, { tenantId, appId, host, extraCallers, behaviour }: Api): ApiSettings {
  const { misconfigured } = behaviourOf(behaviour)
  const audience = misconfigured === "audience" ? anotherAppId : appId
  return {
    tenantId,
    appId: audience,
    identifierUri: `api://${host}/${audience}`,
    issuers: { v1: issuerV1(world, tenantId), v2: issuerV2(world, tenantId) },
    jwks: world.signingKeys.jwks,
    callers: [...(misconfigured === "callers" ? [] : [calloutCallerAppId]), ...extraCallers],
  }
}

const titles = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  415: "Unsupported Media Type",
  421: "Misdirected Request",
} as const

/** A refusal of the program itself. */
function problem(
  c: Context<Env>,
  status: keyof typeof titles,
  headers: Record<string, string> = {},
  detail?: string,
): Response {
  const { type, body } = problemOf(status, titles[status], detail)
  return c.body(body, status, { "content-type": type, ...headers })
}

const refuse = (c: Context<Env>, refusal: Refusal): Response =>
  refusal.status === 401
    ? problem(c, 401, { "www-authenticate": refusal.challenge })
    : problem(c, 403, {}, `The caller ${refusal.caller} is not admitted.`)

async function onTokenIssuanceStart(c: Context<Env>, world: World, api: Api): Promise<Response> {
  const { answer, inFront, pause } = behaviourOf(api.behaviour)
  const { host } = api
  if (inFront) return send(c, answer({ host, claims: {} }))
  if (pause) await pauseFor(pause, api.state, world.clock.now())
  const refusal = await judgeBearer(c.req.header("authorization"), settingsOf(world, api), world.clock.date())
  if (refusal) return refuse(c, refusal)
  if (!/^application\/json\b/i.test(c.req.header("content-type") ?? "")) return problem(c, 415)
  const request = readClaimsRequest(await c.req.text(), api.tenantId)
  if (!request) return problem(c, 400, {}, "The body is not a token issuance start event of this tenant.")
  return send(c, answer({ host, claims: claimsOf(request) }))
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
