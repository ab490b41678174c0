import type { Answer, Call, Route } from "./call"
import { contextOf, listBody } from "./paging"
import { readIdentityProviders } from "./permissions"
import { allowOptions, readOptions } from "./query-options"
import { byId } from "./typed-objects"

const path = "identity/identityProviders"
const shared = { method: "GET", permission: readIdentityProviders } as const

/** The identity providers of the tenant: https://learn.microsoft.com/graph/api/resources/identityproviderbase */
export const identityProviderRoutes: readonly Route[] = [
  { ...shared, path, answer: list },
  { ...shared, path: `${path}/{id}`, answer: one },
]

function list(call: Call): Answer {
  allowOptions(readOptions(call.search), { supported: [] })
  return { status: 200, body: listBody(contextOf(call, path), call.tenant.identityProviders) }
}

function one(call: Call): Answer {
  allowOptions(readOptions(call.search), { supported: [] })
  const provider = byId(call.tenant.identityProviders, call)
  return { status: 200, body: { "@odata.context": contextOf(call, `${path}/$entity`), ...provider } }
}
