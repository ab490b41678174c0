import type { Hono } from "hono"
import { z } from "zod"
import { writeHistory } from "../engine/history/history"
import type { Env } from "../http/origin"
import type { Stretch } from "../tenants/stretch"
import type { World } from "../world"
import { type Route, readBody } from "./input"

const mostDays = 1100
const mostRows = 1_500_000

/** A count as JSON gives it or as a form does. */
const count = (most: number) =>
  z
    .union([z.number(), z.string().regex(/^\d+$/).transform(Number)], "Expected a whole number")
    .pipe(z.int().min(1).max(most))

const historyBody = z
  .strictObject({
    tenant: z.string().optional(),
    days: count(mostDays).default(7),
    perDay: count(mostRows).default(200),
    seed: count(4_294_967_295).default(1),
  })
  .refine(({ days, perDay }) => days * perDay <= mostRows, "A history has at most 1,500,000 rows")

const timeAt = (stretch: Stretch<unknown>, index: number) =>
  `${new Date(stretch.timeAt(index)).toISOString().slice(0, 19)}Z`

/** Adds `POST /history`, which invents the past of a tenant and says what it holds. */
export function addHistory(app: Hono<Env>, world: World, route: Route): void {
  app.post(
    "/history",
    route(async (c) => {
      const { tenant, history } = writeHistory(world, await readBody(c, historyBody))
      const { signIns, signUps, changes, incidents } = history
      return {
        tenant: tenant.displayName,
        rows: signIns.size,
        oldest: timeAt(signIns, 0),
        newest: timeAt(signIns, signIns.size - 1),
        signUps: signUps.size,
        changes: changes.size,
        incidents: incidents.map(({ eventType, extensionId, ending, beginsAt, endsAt, failures }) => ({
          eventType,
          extensionId,
          ...ending,
          from: new Date(beginsAt).toISOString(),
          to: new Date(endsAt).toISOString(),
          failures,
        })),
      }
    }),
  )
}
