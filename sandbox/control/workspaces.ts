import type { Hono } from "hono"
import { z } from "zod"
import { Refusal } from "../engine/refusal"
import type { Env } from "../http/origin"
import { schema } from "../logs/tables/schemas"
import { findWorkspace, listWorkspaces } from "../logs/workspaces"
import type { World } from "../world"
import { type Route, readBody } from "./input"

const changes = z
  .strictObject({
    access: z.boolean(),
    delayMs: z.int().min(0).max(600_000),
    ingestionDelayMs: z.int().min(0).max(86_400_000),
    missingTables: z.array(z.enum([...schema.keys()])),
    partialError: z.boolean(),
  })
  .partial()

/** Adds the routes that show the Log Analytics workspaces and change how they behave. */
export function addWorkspaces(app: Hono<Env>, world: World, route: Route): void {
  app.get("/workspaces", (c) => c.json(listWorkspaces(world)))
  app.put(
    "/workspaces/:id",
    route(async (c) => {
      const id = c.req.param("id") ?? ""
      const workspace = findWorkspace(world, id)
      if (!workspace) {
        const known = listWorkspaces(world).map((one) => one.id)
        throw new Refusal(`There is no workspace ${id}; there are ${known.join(", ")}.`)
      }
      return Object.assign(workspace, await readBody(c, changes))
    }),
  )
}
