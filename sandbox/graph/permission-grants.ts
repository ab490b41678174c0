import type { Answer, Call, Route } from "./call"
import { answerList, answerOne } from "./directory-answers"
import { permissionGrantFilters } from "./directory-filters"
import { oauth2PermissionGrantType } from "./directory-members"
import { directoryObjectNotFound } from "./errors"
import { namedObject } from "./named-object"
import { readPermissionGrants, readPermissionGrantsOfClient } from "./permissions"

const path = "oauth2PermissionGrants"

/** Consents to delegated permissions, all or those of one client: https://learn.microsoft.com/graph/api/oauth2permissiongrant-list */
export const permissionGrantRoutes: readonly Route[] = [
  { method: "GET", path, permission: readPermissionGrants, answer: listGrants },
  { method: "GET", path: `${path}/{id}`, permission: readPermissionGrants, answer: oneGrant },
  ...["servicePrincipals/{id}", "servicePrincipals(appId='{appId}')"].map(
    (principal): Route => ({
      method: "GET",
      path: `${principal}/${path}`,
      permission: readPermissionGrantsOfClient,
      answer: listOfClient,
    }),
  ),
]

const shared = { type: oauth2PermissionGrantType, filters: permissionGrantFilters }

function listGrants(call: Call): Answer {
  return answerList(call, { ...shared, path, objects: call.tenant.oauth2PermissionGrants })
}

function oneGrant(call: Call): Answer {
  const { id = "" } = call.params
  const grant = call.tenant.oauth2PermissionGrants.find((one) => one.id === id)
  if (!grant) throw directoryObjectNotFound(id)
  return answerOne(call, path, oauth2PermissionGrantType, grant)
}

/** INFERRED: that the list of one client takes the filters of the list of all. */
function listOfClient(call: Call): Answer {
  const { tenant } = call
  const { id } = namedObject(tenant.servicePrincipals, call)
  const objects = tenant.oauth2PermissionGrants.filter(({ clientId }) => clientId === id)
  return answerList(call, { ...shared, path: `servicePrincipals('${id}')/${path}`, objects })
}
