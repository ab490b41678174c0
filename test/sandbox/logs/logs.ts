import { createApp } from "../../../sandbox/http/origin"
import { createLogsApp } from "../../../sandbox/logs/app"
import { findWorkspace, workspaceIds } from "../../../sandbox/logs/workspaces"
import { contosoIds, woodgroveIds } from "../../../sandbox/tenants/ids"
import type { Tenant } from "../../../sandbox/tenants/types"
import { startLogin } from "../login/login"
import type { Table } from "./evaluate"

export const logsScope = "https://api.loganalytics.io/.default"

/** An answer of the query API. */
export type Answer = {
  status: number
  headers: Headers
  text: string
  body: { tables?: Table[]; error?: Record<string, unknown> & { code: string }; [member: string]: unknown }
}

type Request = {
  workspace?: string
  token?: string | null
  method?: "GET" | "POST"
  headers?: Record<string, string>
  /** The body or the parameters in the place of the query alone. */
  given?: Record<string, unknown>
  text?: string
}

/** A world's login and Log Analytics; no socket is opened. */
export async function openLogs() {
  const login = await startLogin()
  const { world } = login
  const app = createApp({ name: "logs", log: world.log, next: world.next })
  createLogsApp(app, world)

  /** A token of an app of Contoso's, or of Woodgrove's console, for Log Analytics unless another scope is given. */
  async function tokenOf(who: "console" | "reader" | "woodgrove", scope = logsScope): Promise<string> {
    const clients = {
      console: { id: contosoIds.consoleApp, secret: world.consoleSecret, tenant: contosoIds.tenant },
      reader: { id: contosoIds.logReaderApp, secret: world.logReaderSecret, tenant: contosoIds.tenant },
      woodgrove: { id: woodgroveIds.consoleApp, secret: world.consoleSecret, tenant: woodgroveIds.tenant },
    }
    const { id, secret, tenant } = clients[who]
    const form = { grant_type: "client_credentials", client_id: id, client_secret: secret, scope }
    return String((await login.token(form, { segment: tenant })).body.access_token)
  }

  /** Sends a query; as the console of Contoso to its workspace unless told otherwise. */
  async function ask(query: string, request: Request = {}): Promise<Answer> {
    const { workspace = workspaceIds.contoso, method = "POST", headers = {}, given } = request
    const token = request.token === undefined ? await tokenOf("console") : request.token
    const address = new URL(`/v1/workspaces/${workspace}/query`, world.urls.logs)
    const asked = { query, ...given }
    if (method === "GET")
      for (const [name, value] of Object.entries(asked)) address.searchParams.set(name, String(value))
    const response = await app.request(address, {
      method,
      headers: {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        "content-type": "application/json",
        ...headers,
      },
      ...(method === "POST" ? { body: request.text ?? JSON.stringify(asked) } : {}),
    })
    const text = await response.text()
    const { status, headers: answered } = response
    return { status, headers: answered, text, body: text ? JSON.parse(text) : {} }
  }

  return {
    world,
    tokenOf,
    ask,
    /** The first table of an answer. */
    table: async (query: string, request: Request = {}): Promise<Table> => {
      const { body, text } = await ask(query, request)
      const [table] = body.tables ?? []
      if (!table) throw new Error(text)
      return table
    },
    workspace: (id: string = workspaceIds.contoso) => {
      const found = findWorkspace(world, id)
      if (!found) throw new Error(`There is no workspace ${id}.`)
      return found
    },
    tenant: (id: string): Tenant => {
      const found = world.tenants.get(id)
      if (!found) throw new Error(`There is no tenant ${id}.`)
      return found
    },
  }
}

export type Logs = Awaited<ReturnType<typeof openLogs>>
