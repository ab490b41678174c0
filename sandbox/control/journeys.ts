import type { Hono } from "hono"
import { z } from "zod"
import type { Report } from "../engine/journeys/journey"
import { recover } from "../engine/journeys/recovery"
import { signIn } from "../engine/journeys/sign-in"
import { signUp } from "../engine/journeys/sign-up"
import type { Env } from "../http/origin"
import type { World } from "../world"
import { type Route, readBody } from "./input"
import { answerOf, type JourneyAnswer } from "./report"

const signInBody = z.strictObject({
  tenant: z.string().optional(),
  user: z.string(),
  app: z.string(),
  flow: z.enum(["interactive", "refresh", "native"]).optional(),
  resource: z.string().optional(),
  password: z.string().optional(),
})

const signUpBody = z.strictObject({
  tenant: z.string().optional(),
  email: z.email().max(254),
  app: z.string(),
  flow: z.enum(["hosted", "native"]).optional(),
  method: z.enum(["emailOtp", "password", "google"]).optional(),
  attributes: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
})

const recoveryBody = z.strictObject({
  tenant: z.string().optional(),
  user: z.string(),
  app: z.string(),
  claims: z.record(z.string(), z.string()).optional(),
})

/** Adds the routes that send somebody on a journey; `tell` hears of the last one. */
export function addJourneys(
  app: Hono<Env>,
  world: World,
  route: Route,
  tell: (answer: JourneyAnswer) => void,
): void {
  const told = async (journey: () => Promise<Report>) => {
    const { tenants } = world
    const answer = answerOf(await journey())
    // A journey that a reset overtook is none of the new world's.
    if (world.tenants === tenants) tell(answer)
    return answer
  }
  app.post(
    "/sign-ins",
    route((c) => told(async () => signIn(world, await readBody(c, signInBody)))),
  )
  app.post(
    "/sign-ups",
    route((c) => told(async () => signUp(world, await readBody(c, signUpBody)))),
  )
  app.post(
    "/recoveries",
    route((c) => told(async () => recover(world, await readBody(c, recoveryBody)))),
  )
}
