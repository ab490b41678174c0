import { contosoIds } from "../../../sandbox/tenants/ids"
import { actingFor, graphUri, tokensOf } from "../login/delegation"
import { startLogin } from "../login/login"
import { openGraph, type Request } from "./graph"

/** A world's login and Graph together, asked by the console for the people who signed in to it. */
export async function openConsole() {
  const login = await startLogin()
  const graph = await openGraph(login.world)
  const { world } = login

  /** A token of Graph with which the console acts for a persona of Contoso. */
  async function tokenFor(alias: string, scope = `${graphUri}/.default`): Promise<string> {
    const { body } = await tokensOf(login, { user: `${alias}@contoso.com` })
    const answer = await login.token(actingFor(world, `${body.access_token}`, { scope }))
    return `${answer.body.access_token}`
  }

  /** Asks Graph for a persona. */
  const as = async (alias: string, path: string, request: Request = {}) =>
    graph.get(path, { authorization: `Bearer ${await tokenFor(alias)}`, ...request })

  const json = { "content-type": "application/json" }
  return {
    ...graph,
    login,
    tokenFor,
    as,
    /** Sends JSON to Graph for a persona. */
    postAs: (alias: string, path: string, body: unknown, request: Request = {}) =>
      as(alias, path, { method: "POST", headers: json, body, ...request }),
    /** Sends JSON to Graph as the console itself, with these application permissions. */
    postAsApp: (path: string, body: unknown, roles: readonly string[]) =>
      graph.get(path, { method: "POST", headers: json, body, roles, appId: contosoIds.consoleApp }),
  }
}
