import type { Context, Handler, Hono } from "hono"
import { z } from "zod"
import { writeHistory } from "../engine/history"
import { requireTenant } from "../engine/names"
import { Refusal } from "../engine/refusal"
import { signIn } from "../engine/sign-in"
import type { Env } from "../http/origin"
import type { World } from "../world"
import { guard } from "./guard"
import { isForm, type Route, readBody } from "./input"
import { addKnobs } from "./knobs"
import { page } from "./page"
import { answerOf, type SignInAnswer } from "./report"
import { describeSpecimen, requireSpecimens, specimens } from "./specimens"
import { addTenants } from "./tenants"

/** A count as JSON gives it or as a form does. */
const count = (most: number) =>
  z
    .union([z.number(), z.string().regex(/^\d+$/).transform(Number)], "Expected a whole number")
    .pipe(z.int().min(1).max(most))

const pagePolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'; frame-ancestors 'none'"

const breakBody = z.strictObject({ variant: z.string().optional(), _method: z.literal("DELETE").optional() })

const signInBody = z.strictObject({
  tenant: z.string().optional(),
  user: z.string(),
  app: z.string(),
  flow: z.enum(["interactive", "refresh"]).optional(),
})

const historyBody = z
  .strictObject({
    tenant: z.string().optional(),
    days: count(90).default(7),
    perDay: count(20_000).default(200),
    seed: count(4_294_967_295).default(1),
  })
  .refine(({ days, perDay }) => days * perDay <= 200_000, "A history has at most 200,000 rows")

function addSpecimens(app: Hono<Env>, world: World, route: Route): void {
  const describe = (ofCode: readonly (typeof specimens)[number][]) =>
    ofCode.map((specimen) => describeSpecimen(specimen, world))
  app.get("/specimens", (c) => c.json(describe(specimens)))
  const change = (isRepair: boolean): Handler<Env> =>
    route(async (c) => {
      const { variant, _method } = await readBody(c, breakBody)
      const chosen = requireSpecimens(c.req.param("code") ?? "", variant)
      if (isRepair || _method) for (const specimen of chosen) specimen.repair(world)
      else chosen[0].breakIt(world)
      return describe(chosen)
    })
  app.post("/specimens/:code", change(false))
  app.delete("/specimens/:code", change(true))
}

function addPast(app: Hono<Env>, world: World, route: Route): void {
  app.post(
    "/history",
    route(async (c) => {
      const request = await readBody(c, historyBody)
      const rows = writeHistory(world, request)
      return {
        tenant: requireTenant(world, request.tenant).displayName,
        rows: rows.length,
        oldest: rows[0]?.createdDateTime,
        newest: rows.at(-1)?.createdDateTime,
      }
    }),
  )
}

/** Adds everything that control offers: break and repair, sign-ins, history, the knobs and one page. */
export function createControlApp(app: Hono<Env>, world: World): void {
  let last: SignInAnswer | null = null
  const show = (c: Context<Env>, problem?: string) => {
    c.header("content-security-policy", pagePolicy)
    const content = page(world, { last, problem, consoleUrl: process.env.CONSOLE_URL })
    return c.html(content, problem ? 400 : 200)
  }
  const route: Route = (work) => async (c) => {
    const wantsPage = await isForm(c)
    try {
      const answer = await work(c)
      return wantsPage ? c.redirect("/", 303) : c.json(answer)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return wantsPage ? show(c, error.message) : c.json({ error: error.message }, 400)
    }
  }
  app.use(guard)
  app.get("/", (c) => show(c))
  addSpecimens(app, world, route)
  addPast(app, world, route)
  addKnobs(app, world, route)
  addTenants(app, world, route)
  app.post(
    "/sign-ins",
    route(async (c) => {
      last = answerOf(await signIn(world, await readBody(c, signInBody)))
      return last
    }),
  )
  app.post(
    "/reset",
    route(() => {
      world.reset()
      last = null
      return { now: world.clock.date().toISOString() }
    }),
  )
}
