import "server-only"
import {
  AuthenticationHandler,
  AuthenticationHandlerOptions,
  Client,
  GraphError,
  HTTPMessageHandler,
  RetryHandler,
  RetryHandlerOptions,
  TelemetryHandler,
} from "@microsoft/microsoft-graph-client"
import { z } from "zod"
import { config } from "@/lib/config"
import { once } from "@/lib/once"
import { RequestBudget } from "./budget"
import { NamedCause } from "./named-cause"
import { acquire } from "./token"
import { MalformedAnswer, Throttled } from "./trouble"

const deadlineMs = 20_000
const pagesAtMost = 50
const defaultRetryAfterS = 10
const longestRetryS = 5

const pageSchema = z.looseObject({ value: z.array(z.unknown()), "@odata.nextLink": z.string().nullish() })

/** One page of a collection: objects that nobody has parsed yet, and the link to the next page. */
export type GraphPage = { objects: readonly unknown[]; nextLink: string | null }

let client: Client | undefined

/** The one budget for the audit-log family: 5 requests in 10 s per app and tenant. */
export const auditLogBudget = once("audit-log-budget", () => new RequestBudget())

function graphClient(): Client {
  if (client) return client
  const { graphEndpoint } = config()
  client = Client.initWithMiddleware({
    middleware: [
      new NamedCause(),
      new AuthenticationHandler({ getAccessToken: async () => (await acquire(graphEndpoint)).token }),
      new RetryHandler(),
      new TelemetryHandler(),
      new HTTPMessageHandler(),
    ],
    baseUrl: `${graphEndpoint}/`,
    customHosts: new Set([new URL(graphEndpoint).hostname]),
    defaultVersion: "v1.0",
  })
  return client
}

function request(
  version: "v1.0" | "beta",
  path: string,
  retry: RetryHandlerOptions,
  ...options: AuthenticationHandlerOptions[]
) {
  if (/^\w+:/.test(path) && new URL(path).origin !== config().graphEndpoint)
    throw new MalformedAnswer("Graph named a next page on another host; it was not followed.")
  return graphClient()
    .api(path)
    .version(version)
    .header("Prefer", "include-unknown-enum-members")
    .option("redirect", "error")
    .option("signal", AbortSignal.timeout(deadlineMs))
    .middlewareOptions([retry, ...options])
}

/** A request to v1.0 as whoever the token speaks for; it goes out once, since a write must not happen twice. */
export function requestAs(token: string, path: string) {
  const options = new AuthenticationHandlerOptions({ getAccessToken: async () => token })
  return request("v1.0", path, new RetryHandlerOptions(0, 0), options)
}

function toPage(answer: unknown): GraphPage {
  const page = pageSchema.safeParse(answer)
  if (!page.success) throw new MalformedAnswer("Graph answered with something that is not a list.")
  return { objects: page.data.value, nextLink: page.data["@odata.nextLink"] ?? null }
}

/** One more try, unless the service asks for a longer wait than a page has: the SDK would sleep through it. */
const retryOnce = () =>
  new RetryHandlerOptions(
    1,
    1,
    (_delay, _attempt, _request, _options, response) =>
      Number(response.headers.get("retry-after") ?? 0) <= longestRetryS,
  )

/** All objects of a directory collection, following its pages. */
export async function readCollection(version: "v1.0" | "beta", path: string): Promise<readonly unknown[]> {
  const objects: unknown[] = []
  let next: string | null = path
  for (let pages = 0; next && pages < pagesAtMost; pages += 1) {
    const page: GraphPage = toPage(await request(version, next, retryOnce()).get())
    objects.push(...page.objects)
    next = page.nextLink
  }
  if (next) throw new MalformedAnswer(`Graph's list did not end after ${pagesAtMost} pages.`)
  return objects
}

async function withinBudget(path: string, patienceMs: number): Promise<unknown> {
  // A token that cannot be had must not cost one of the five requests.
  await acquire(config().graphEndpoint)
  await auditLogBudget.take(patienceMs)
  try {
    return await request("beta", path, new RetryHandlerOptions(0, 0)).get()
  } catch (error) {
    if (!(error instanceof GraphError) || error.statusCode !== 429) throw error
    const seconds = Number(error.headers?.get("retry-after") ?? defaultRetryAfterS)
    const waitMs = (Number.isFinite(seconds) ? seconds : defaultRetryAfterS) * 1000
    auditLogBudget.block(waitMs)
    throw new Throttled(waitMs)
  }
}

/** One page of an audit-log collection (beta), within Microsoft's budget; waits at most `patienceMs` for a slot. */
export async function readAuditPage(path: string, patienceMs: number): Promise<GraphPage> {
  return toPage(await withinBudget(path, patienceMs))
}

/** One object of an audit-log collection (beta), within Microsoft's budget. */
export async function readAuditObject(path: string, patienceMs: number): Promise<unknown> {
  return withinBudget(path, patienceMs)
}
