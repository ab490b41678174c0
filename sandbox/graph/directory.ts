import type { User } from "../tenants/types"
import type { Answer, Call, Route } from "./call"
import { advancedOptions, answerList, answerOne, type DirectoryObject } from "./directory-answers"
import {
  applicationFilters,
  assignmentFilters,
  servicePrincipalFilters,
  userFilters,
} from "./directory-filters"
import {
  applicationType,
  appRoleAssignmentType,
  type DirectoryType,
  servicePrincipalType,
  userType,
} from "./directory-members"
import { directoryObjectNotFound } from "./errors"
import { namedObject } from "./named-object"
import { readApplications, readUsers } from "./permissions"

const forApplications = { method: "GET", permission: readApplications } as const
const forUsers = { method: "GET", permission: readUsers } as const

const ofApplication = [
  "applications/{id}",
  "applications(appId='{appId}')",
  "applications(uniqueName='{uniqueName}')",
]
const ofServicePrincipal = ["servicePrincipals/{id}", "servicePrincipals(appId='{appId}')"]

/** Applications, service principals with their role assignments, and users. */
export const directoryRoutes: readonly Route[] = [
  { ...forApplications, path: "applications", answer: listApplications },
  ...ofApplication.map((path): Route => ({ ...forApplications, path, answer: oneApplication })),
  { ...forApplications, path: "servicePrincipals", answer: listServicePrincipals },
  ...ofServicePrincipal.flatMap((path): Route[] => [
    { ...forApplications, path, answer: oneServicePrincipal },
    {
      ...forApplications,
      path: `${path}/appRoleAssignments`,
      answer: (call) => listAssignments(call, "principalId", "appRoleAssignments"),
    },
    {
      ...forApplications,
      path: `${path}/appRoleAssignedTo`,
      answer: (call) => listAssignments(call, "resourceId", "appRoleAssignedTo"),
    },
  ]),
  { ...forUsers, path: "users", answer: listUsers },
  { ...forUsers, path: "users/{id}", answer: oneUser },
]

/** https://learn.microsoft.com/graph/aad-advanced-queries#support-for-sorting-by-properties-of-microsoft-entra-id-directory-objects */
const appOrders = { displayName: "advanced", createdDateTime: "advanced" } as const
const userOrders = { displayName: "usual", userPrincipalName: "usual", createdDateTime: "advanced" } as const

function listApplications(call: Call): Answer {
  return answerList(call, {
    path: "applications",
    type: applicationType,
    objects: call.tenant.applications,
    filters: applicationFilters,
    options: advancedOptions,
    orders: appOrders,
  })
}

function oneApplication(call: Call): Answer {
  return answerOne(call, "applications", applicationType, namedObject(call.tenant.applications, call))
}

function listServicePrincipals(call: Call): Answer {
  return answerList(call, {
    path: "servicePrincipals",
    type: servicePrincipalType,
    objects: call.tenant.servicePrincipals,
    filters: servicePrincipalFilters,
    options: advancedOptions,
    orders: appOrders,
  })
}

function oneServicePrincipal(call: Call): Answer {
  const principal = namedObject(call.tenant.servicePrincipals, call)
  return answerOne(call, "servicePrincipals", servicePrincipalType, principal)
}

function listAssignments(call: Call, side: "principalId" | "resourceId", segment: string): Answer {
  const { id } = namedObject(call.tenant.servicePrincipals, call)
  return answerList(call, {
    path: `servicePrincipals('${id}')/${segment}`,
    type: appRoleAssignmentType,
    objects: call.tenant.appRoleAssignments.filter((assignment) => assignment[side] === id),
    filters: assignmentFilters,
  })
}

function listUsers(call: Call): Answer {
  return answerList(call, {
    path: "users",
    type: userTypeOf(call),
    objects: call.tenant.users.map(withExtensions),
    filters: userFilters(call.tenant),
    options: advancedOptions,
    orders: userOrders,
  })
}

function oneUser(call: Call): Answer {
  const name = call.params.id ?? ""
  const wanted = name.toLowerCase()
  const user = call.tenant.users.find(
    ({ id, userPrincipalName }) => id === wanted || userPrincipalName.toLowerCase() === wanted,
  )
  if (!user) throw directoryObjectNotFound(name)
  return answerUser(call, user)
}

/** One user as an answer; `call` says what of him is selected. */
export const answerUser = (call: Call, user: User): Answer =>
  answerOne(call, "users", userTypeOf(call), withExtensions(user))

/** Directory extensions stand beside the other members: https://learn.microsoft.com/graph/extensibility-overview */
const withExtensions = ({ extensions, ...user }: User): DirectoryObject => ({ ...user, ...extensions })

/** The type of users with the directory extensions of the tenant: those that users have or user flows collect. */
function userTypeOf({ tenant }: Call): DirectoryType {
  const { users, authenticationEventsFlows: flows } = tenant
  const collected = flows
    .flatMap(({ onAttributeCollection }) => onAttributeCollection.attributes)
    .filter(({ userFlowAttributeType }) => userFlowAttributeType === "custom")
  const names = [
    ...users.flatMap(({ extensions }) => Object.keys(extensions)),
    ...collected.map(({ id }) => id),
  ]
  return { ...userType, optional: [...new Set(names)] }
}
