import type { Context, Hono } from "hono"
import type { Env } from "../http/origin"
import type { EventType } from "../tenants/event-types"
import type { World } from "../world"
import type { Api } from "./api"
import { judgeBearer, type Refusal } from "./bearer"
import { behaviourOf } from "./behaviours"
import { pauseFor } from "./pause"
import { tokenIssuanceStart } from "./programs/claims"
import { emailOtpSend } from "./programs/mail"
import { passwordSubmit } from "./programs/migration"
import { type Misunderstood, type Program, readEvent, type Understood } from "./programs/program"
import { attributeCollectionStart } from "./programs/sign-up-start"
import { attributeCollectionSubmit } from "./programs/sign-up-submit"
import { verifiedIdClaimValidation } from "./programs/verified-id"
import { send } from "./send"
import { problemOf } from "./sent"
import { settingsOf } from "./settings"

const programs: Readonly<Record<EventType, Program>> = {
  tokenIssuanceStart,
  attributeCollectionStart,
  attributeCollectionSubmit,
  emailOtpSend,
  passwordSubmit,
  verifiedIdClaimValidation,
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

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

async function understand(text: string, world: World, api: Api): Promise<Understood | Misunderstood> {
  const event = readEvent(parseJson(text), api)
  if (!event) return { refused: `The body is not a ${api.event} event of this tenant.` }
  return programs[api.event](event, { api, world })
}

/** One call of an API: what stands in front, the bearer token, the body, and the answer in the API's behaviour. */
async function answerCall(c: Context<Env>, world: World, api: Api): Promise<Response> {
  const behaviour = behaviourOf(api.behaviour)
  if (behaviour.inFront) return send(c, behaviour.answer(api.host))
  if (behaviour.pause) await pauseFor(behaviour.pause, api.state, world.clock.now())
  const refusal = await judgeBearer(c.req.header("authorization"), settingsOf(world, api), world.clock.date())
  if (refusal) return refuse(c, refusal)
  if (!/^application\/json\b/i.test(c.req.header("content-type") ?? "")) return problem(c, 415)
  const understood = await understand(await c.req.text(), world, api)
  if ("refused" in understood) return problem(c, 400, {}, understood.refused)
  if (!behaviour.leavesUndone) understood.act?.()
  return send(c, behaviour.answer(understood.reply))
}

/** Adds the customers' REST APIs; host name and path of a request decide which one it reaches. */
export function createApisApp(app: Hono<Env>, world: World): void {
  app.all("*", (c) => {
    const { hostname, pathname } = new URL(c.req.url)
    const ofHost = [...world.apis.values()].filter(({ host }) => host === hostname)
    if (ofHost.length === 0) return problem(c, 421)
    const api = ofHost.find(({ path }) => path === pathname)
    if (!api) return problem(c, 404)
    if (c.req.method !== "POST") return problem(c, 405, { allow: "POST" })
    return answerCall(c, world, api)
  })
}
