import { z } from "zod"
import { refuse } from "./refusals"

/** What a request asks for, by either method. */
export type QueryRequest = { query: string; timespan: string | undefined }

/** What the `Prefer` header says: how long to wait, and what to tell beside the result. */
export type Preferences = { waitSeconds: number; statistics: boolean; render: boolean }

const asked = z.object({
  query: z.string(),
  timespan: z.string().nullish(),
  workspaces: z.array(z.string()).nullish(),
})

function checked(given: unknown, workspaceId: string): QueryRequest {
  const parsed = asked.safeParse(given)
  if (!parsed.success) throw refuse.argument("InvalidRequestError", "The request has no valid query")
  const { query, timespan, workspaces } = parsed.data
  const others = (workspaces ?? []).filter((one) => one.toLowerCase() !== workspaceId)
  if (others.length > 0)
    throw refuse.argument("UNSUPPORTED", "The sandbox does not execute queries over several workspaces.")
  return { query, timespan: timespan ?? undefined }
}

/** The query in a body, or undefined for a body that is not JSON by its type or by itself. */
export function readBody(
  type: string | undefined,
  text: string,
  workspaceId: string,
): QueryRequest | undefined {
  if (!/^application\/json\b/i.test(type ?? "") || text.trim() === "") return undefined
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    throw refuse.argument("InvalidRequestError", "The request's body is not JSON")
  }
  return checked(body, workspaceId)
}

/** The query in an address. */
export function readAddress(parameters: URLSearchParams, workspaceId: string): QueryRequest {
  return checked(
    {
      query: parameters.get("query") ?? undefined,
      timespan: parameters.get("timespan"),
      workspaces: parameters.get("workspaces")?.split(",").filter(Boolean),
    },
    workspaceId,
  )
}

const longestWaitSeconds = 600
const usualWaitSeconds = 180

/** Reads `Prefer: wait=…, include-statistics=true, include-render=true`. */
export function readPreferences(header: string | undefined): Preferences {
  const given = new Map(
    (header ?? "").split(",").map((part): [string, string] => {
      const [name = "", value = ""] = part.trim().split("=")
      return [name.toLowerCase(), value.trim()]
    }),
  )
  const wait = Number(given.get("wait") ?? usualWaitSeconds)
  return {
    waitSeconds: Number.isFinite(wait) && wait > 0 ? Math.min(wait, longestWaitSeconds) : usualWaitSeconds,
    statistics: given.get("include-statistics") === "true",
    render: given.get("include-render") === "true",
  }
}
