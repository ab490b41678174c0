import type { Hono } from "hono"
import { z } from "zod"
import { Refusal } from "../engine/refusal"
import type { Env } from "../http/origin"
import type { World } from "../world"
import { type Route, readBody } from "./input"

const reply = z.union(
  [z.array(z.union([z.ipv4(), z.ipv6()])).max(8), z.enum(["NXDOMAIN", "SERVFAIL", "TIMEOUT"])],
  "Expected a list of at most eight IP addresses, NXDOMAIN, SERVFAIL or TIMEOUT",
)

const ruleBody = z.strictObject({
  answers: z.tuple([reply], reply),
  repeat: z.enum(["last", "cycle"]).default("last"),
})

function requireHost(text = ""): string {
  const host = text.toLowerCase().replace(/\.$/, "")
  if (host.length <= 253 && host.split(".").every((label) => /^[a-z0-9_-]{1,63}$/.test(label))) return host
  throw new Refusal(`${text} is not the name of a host.`)
}

/** Adds the routes of the name server: what it was asked, and hosts that it is to answer otherwise for. */
export function addNames(app: Hono<Env>, world: World, route: Route): void {
  const { zone } = world.names
  app.get("/dns", (c) => c.json({ rules: zone.rules(), queries: zone.queries() }))
  app.put(
    "/dns/:host",
    route(async (c) => {
      const host = requireHost(c.req.param("host"))
      zone.tell(host, await readBody(c, ruleBody))
      return zone.rules().find((rule) => rule.host === host)
    }),
  )
  app.delete(
    "/dns/:host",
    route((c) => {
      const host = requireHost(c.req.param("host"))
      zone.forget(host)
      return { host, rules: zone.rules().length }
    }),
  )
}
