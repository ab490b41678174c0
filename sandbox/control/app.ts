import type { Context, Handler, Hono } from "hono"
import { z } from "zod"
import { Refusal } from "../engine/refusal"
import type { Env } from "../http/origin"
import type { World } from "../world"
import { addDelegation } from "./delegation"
import { guard } from "./guard"
import { addHistory } from "./history"
import { isForm, type Route, readBody } from "./input"
import { addJourneys } from "./journeys"
import { addKnobs } from "./knobs"
import { addNames } from "./names"
import { page } from "./page"
import type { JourneyAnswer } from "./report"
import { describeSpecimen, requireSpecimens, specimens } from "./specimens"
import { addTenants } from "./tenants"
import { addWorkspaces } from "./workspaces"

const pagePolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'; frame-ancestors 'none'"

const breakBody = z.strictObject({ variant: z.string().optional(), _method: z.literal("DELETE").optional() })

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

/** Adds everything that control offers: break and repair, sign-ins, history, the knobs and one page. */
export function createControlApp(app: Hono<Env>, world: World): void {
  let last: JourneyAnswer | null = null
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
  addHistory(app, world, route)
  addKnobs(app, world, route)
  addNames(app, world, route)
  addTenants(app, world, route)
  addDelegation(app, world, route)
  addWorkspaces(app, world, route)
  addJourneys(app, world, route, (answer) => {
    last = answer
  })
  app.post(
    "/reset",
    route(() => {
      world.reset()
      last = null
      return { now: world.clock.date().toISOString() }
    }),
  )
}
