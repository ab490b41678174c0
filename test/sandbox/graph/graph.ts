import type { JWTPayload } from "jose"
import { createGraphApp } from "../../../sandbox/graph/app"
import { createApp } from "../../../sandbox/http/origin"
import { contosoIds, woodgroveIds } from "../../../sandbox/tenants/ids"
import type { Tenant } from "../../../sandbox/tenants/types"
import { graphPermissions } from "../../../sandbox/tenants/well-known"
import { createWorld, portsFrom, type World } from "../../../sandbox/world"

/** What an answer of Graph can hold. */
export type Body = {
  "@odata.context"?: string
  "@odata.nextLink"?: string
  value: Record<string, unknown>[]
  error: { code: string; message: string; innerError: Record<string, string> }
  [member: string]: unknown
}

/** How one request differs from that of an app which holds every permission. */
export type Request = {
  roles?: readonly string[]
  appId?: string
  /** Changes the token's claims; a claim of undefined is left out. */
  claims?: JWTPayload
  /** Replaces the whole Authorization header; null leaves it out. */
  authorization?: string | null
  headers?: Record<string, string>
  method?: string
  /** Whom the token is for: a tenant's id, Contoso's unless given. */
  tenant?: string
  /** Sent as JSON. */
  body?: unknown
}

/** The graph origin of a world, a new one unless given, asked without a socket. */
export async function openGraph(given?: World) {
  const world = given ?? (await createWorld(portsFrom(5300)))
  const app = createApp({ name: "graph", log: world.log, next: world.next })
  createGraphApp(app, world)
  let apps = 0

  /** Asks as an app of its own, so that no request meets the limit of another. */
  async function get(path: string, request: Request = {}) {
    apps += 1
    const authorization =
      request.authorization === undefined
        ? `Bearer ${await token(world, { appId: `app-${apps}`, ...request })}`
        : request.authorization
    const url = path.startsWith("https:") ? path : world.urls.graph + path
    const headers = { ...request.headers, ...(authorization === null ? {} : { authorization }) }
    const body = request.body === undefined ? undefined : JSON.stringify(request.body)
    const response = await app.request(url, { method: request.method ?? "GET", headers, body })
    const text = await response.text()
    // Safe: only tests read it, and a member that is not there fails the assertion that names it.
    const answer = (text === "" ? {} : JSON.parse(text)) as Body
    return { status: response.status, headers: response.headers, body: answer }
  }

  /** Asks as an app of Woodgrove. */
  const getOfWoodgrove = (path: string, request: Request = {}) =>
    get(path, { tenant: woodgroveIds.tenant, ...request })

  return {
    world,
    get,
    getOfWoodgrove,
    tenant: () => tenantOf(world, contosoIds.tenant),
    woodgrove: () => tenantOf(world, woodgroveIds.tenant),
  }
}

function tenantOf(world: World, id: string): Tenant {
  const tenant = world.tenants.get(id)
  if (!tenant) throw new Error("The tenant is missing.")
  return tenant
}

async function token(world: World, request: Request): Promise<string> {
  const { roles, appId, claims, tenant = contosoIds.tenant } = request
  const now = Math.floor(world.clock.now() / 1000)
  return world.signingKeys.sign({
    aud: world.urls.graph,
    iss: `${world.urls.login}/sts/${tenant}/`,
    iat: now,
    nbf: now,
    exp: now + 3600,
    appid: appId,
    tid: tenant,
    roles: [...(roles ?? Object.keys(graphPermissions))],
    ...claims,
  })
}
