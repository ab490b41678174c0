import type { Context, Handler } from "hono"
import type { z } from "zod"
import { Refusal } from "../engine/refusal"
import type { Env } from "../http/origin"

/** Makes a handler of work that gives what to answer as JSON; a form gets the page back instead. */
export type Route = (work: (c: Context<Env>) => unknown) => Handler<Env>

/** Whether a request comes from a form of the page, which wants a page back. */
export async function isForm(c: Context<Env>): Promise<boolean> {
  const type = c.req.header("content-type") ?? ""
  if (!type.startsWith("application/x-www-form-urlencoded")) return false
  // curl -d sends this type for JSON too.
  return !(await c.req.text()).trimStart().startsWith("{")
}

async function bodyOf(c: Context<Env>): Promise<unknown> {
  const text = await c.req.text()
  if (await isForm(c))
    return Object.fromEntries([...new URLSearchParams(text)].filter(([, value]) => value !== ""))
  if (text.trim() === "") return {}
  try {
    return JSON.parse(text)
  } catch {
    throw new Refusal("The body is not JSON.")
  }
}

/** The request's body, JSON or form, in the shape of a schema. Throws a Refusal that names every member at fault. */
export async function readBody<Schema extends z.ZodType>(
  c: Context<Env>,
  schema: Schema,
): Promise<z.output<Schema>> {
  const parsed = schema.safeParse(await bodyOf(c))
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.map(({ path, message }) =>
    path.length > 0 ? `${path.join(".")}: ${message}` : message,
  )
  throw new Refusal(`${problems.join("; ")}.`)
}
