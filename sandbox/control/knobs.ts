import type { Hono } from "hono"
import { z } from "zod"
import { type Api, deploy } from "../apis/api"
import { behaviourNames, behaviourOf } from "../apis/behaviours"
import { Refusal } from "../engine/refusal"
import { areHeaders } from "../http/headers"
import type { Env } from "../http/origin"
import type { World } from "../world"
import { type Route, readBody } from "./input"

const nextBody = z.strictObject({
  route: z
    .string()
    .regex(/^[A-Z]+ (\/|\*)\S*$/, "Expected a method and a path, such as GET /beta/auditLogs/signIns"),
  answer: z
    .strictObject({
      status: z.int().min(200).max(599).optional(),
      headers: z
        .record(z.string(), z.string())
        .refine(areHeaders, "Expected names and values that HTTP allows")
        .optional(),
      body: z.unknown().optional(),
      delayMs: z.int().min(0).max(120_000).optional(),
      reset: z.boolean().optional(),
      times: z.int().min(1).optional(),
    })
    .refine(
      ({ status, body }) => body === undefined || ![204, 205, 304].includes(status ?? 200),
      "An answer of this status has no body",
    ),
})

const apiBody = z.strictObject({
  behaviour: z.enum(behaviourNames).optional(),
  extraCallers: z.array(z.guid()).optional(),
})

const handlerBody = z.strictObject({ behaviour: z.enum(behaviourNames) })

const platformBody = z
  .strictObject({
    calloutsPerSecond: z.int().min(0).nullable(),
    otherCalloutsPerSecond: z.int().min(0),
    checksSchemaVersion: z.boolean(),
    logForm: z.strictObject({
      status: z.enum(["null", "zero", "absent"]),
      success: z.enum(["zero", "null"]),
    }),
  })
  .partial()

/** A hundred years: further away, times have no ISO form of four digits, or none at all. */
const mostOffsetMs = 100 * 365.25 * 86_400_000

const clockBody = z.strictObject({ offsetMs: z.int().min(-mostOffsetMs).max(mostOffsetMs) })

function requireApi(world: World, name = ""): Api {
  const api = world.apis.get(name)
  if (api) return api
  throw new Refusal(`There is no API ${name}; there are ${[...world.apis.keys()].join(", ")}.`)
}

function addApis(app: Hono<Env>, world: World, route: Route): void {
  app.get("/behaviours", (c) =>
    c.json(
      behaviourNames.map((name) => {
        const { told, events, externalOnly } = behaviourOf(name)
        return { name, told, events, externalOnly: externalOnly ?? false }
      }),
    ),
  )
  app.get("/apis", (c) => c.json([...world.apis.values()]))
  // POST as well as PUT, since a form knows no other method.
  app.on(
    ["PUT", "POST"],
    "/apis/:name",
    route(async (c) => {
      const api = requireApi(world, c.req.param("name"))
      const { behaviour, extraCallers } = await readBody(c, apiBody)
      if (behaviour) deploy(api, behaviour)
      if (extraCallers) api.extraCallers = extraCallers
      return api
    }),
  )
  app.put(
    "/apis/:name/handler",
    route(async (c) => {
      const api = requireApi(world, c.req.param("name"))
      deploy(api, (await readBody(c, handlerBody)).behaviour)
      return api
    }),
  )
}

function addPlatform(app: Hono<Env>, world: World, route: Route): void {
  app.get("/platform", (c) => c.json(world.platform.settings))
  app.put(
    "/platform",
    route(async (c) => {
      const changes = await readBody(c, platformBody)
      world.platform.settings = { ...world.platform.settings, ...changes }
      return world.platform.settings
    }),
  )
}

function addOutbox(app: Hono<Env>, world: World, route: Route): void {
  app.get("/outbox", (c) => c.json(world.outbox.list(c.req.query("to"))))
  app.delete(
    "/outbox",
    route(() => {
      world.outbox.clear()
      return { mails: 0 }
    }),
  )
}

/** Adds the routes that change how the origins behave, or tell what came of it: answers, requests, mails, APIs, clock. */
export function addKnobs(app: Hono<Env>, world: World, route: Route): void {
  app.post(
    "/next",
    route(async (c) => {
      const { route: path, answer } = await readBody(c, nextBody)
      world.next.add(path, answer)
      return { route: path, times: answer.times ?? 1 }
    }),
  )
  app.get("/requests", (c) => c.json(world.log.list(c.req.query("origin"))))
  app.delete(
    "/requests",
    route(() => {
      world.log.clear()
      return { requests: 0 }
    }),
  )
  addOutbox(app, world, route)
  addApis(app, world, route)
  addPlatform(app, world, route)
  app.post(
    "/clock",
    route(async (c) => {
      const { offsetMs } = await readBody(c, clockBody)
      world.clock.setOffset(offsetMs)
      return { now: world.clock.date().toISOString(), offsetMs }
    }),
  )
}
