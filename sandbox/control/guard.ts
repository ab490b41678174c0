import type { MiddlewareHandler } from "hono"
import type { Env } from "../http/origin"

const ownNames = new Set(["127.0.0.1", "localhost"])

/** The reason to refuse a request by what the browser says about where it comes from, or null. */
function objection(header: (name: string) => string | undefined, method: string): string | null {
  const host = header("host") ?? ""
  if (!ownNames.has(host.replace(/:\d+$/, "").toLowerCase()))
    return "Control answers only under 127.0.0.1 and localhost."
  // A link that opens the page is harmless: whoever set it cannot read or post anything by it.
  const opensPage =
    method === "GET" && header("sec-fetch-mode") === "navigate" && header("sec-fetch-dest") === "document"
  if (header("sec-fetch-site") === "cross-site" && !opensPage)
    return "Control takes no requests from pages of other sites."
  const origin = header("origin")
  if (origin !== undefined && origin !== `http://${host}`)
    return "Control takes no requests from pages of other origins."
  return null
}

/** Keeps other pages in the same browser, and names that were rebound to loopback, away from control: 403. */
export const guard: MiddlewareHandler<Env> = async (c, next) => {
  const error = objection((name) => c.req.header(name), c.req.method)
  if (error) return c.json({ error }, 403)
  return next()
}
