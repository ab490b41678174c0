import type { Tenant } from "../tenants/types"
import type { Answer, Call, Route } from "./call"
import { answerList, answerOne, directoryFilters } from "./directory-answers"
import {
  applicationType,
  appRoleAssignmentType,
  organizationType,
  servicePrincipalType,
  userType,
} from "./directory-members"
import { directoryObjectNotFound, GraphRefusal } from "./errors"
import type { Filterable } from "./filter/evaluate"
import { readApplications, readOrganization, readUsers } from "./permissions"

const text = (path: string, ...operators: Filterable["operators"]): Filterable => ({
  path,
  type: "string",
  operators,
})

const applicationFilters = directoryFilters(
  "Application",
  [text("appId", "eq"), text("displayName", "eq", "startswith")],
  [text("identifierUris", "eq")],
)
const servicePrincipalFilters = directoryFilters(
  "ServicePrincipal",
  [text("appId", "eq"), text("displayName", "eq", "startswith")],
  [text("servicePrincipalNames", "eq")],
)
const userFilters = directoryFilters("User", [
  text("id", "eq"),
  text("userPrincipalName", "eq", "startswith"),
  text("mail", "eq", "startswith"),
  text("displayName", "startswith"),
])
const assignmentFilters = directoryFilters("AppRoleAssignment", [
  { path: "resourceId", type: "guid", operators: ["eq"] },
])

const guid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i

/** The object that a request names by id or, in parentheses, by appId. */
function named<Kind extends { id: string; appId: string }>(objects: readonly Kind[], { params }: Call): Kind {
  const { id, appId = "" } = params
  if (id !== undefined && !guid.test(id))
    throw new GraphRefusal(400, "Request_BadRequest", `Invalid object identifier '${id}'.`)
  const found = objects.find((object) =>
    id === undefined ? object.appId === appId.toLowerCase() : object.id === id.toLowerCase(),
  )
  if (!found) throw directoryObjectNotFound(id ?? appId)
  return found
}

const listApplications = (call: Call) =>
  answerList(call, {
    path: "applications",
    type: applicationType,
    objects: call.tenant.applications,
    filters: applicationFilters,
  })

const listServicePrincipals = (call: Call) =>
  answerList(call, {
    path: "servicePrincipals",
    type: servicePrincipalType,
    objects: call.tenant.servicePrincipals,
    filters: servicePrincipalFilters,
  })

const oneApplication = (call: Call) =>
  answerOne(call, "applications", applicationType, named(call.tenant.applications, call))

const oneServicePrincipal = (call: Call) =>
  answerOne(call, "servicePrincipals", servicePrincipalType, named(call.tenant.servicePrincipals, call))

function listAssignments(call: Call, side: "principalId" | "resourceId", segment: string): Answer {
  const { id } = named(call.tenant.servicePrincipals, call)
  return answerList(call, {
    path: `servicePrincipals('${id}')/${segment}`,
    type: appRoleAssignmentType,
    objects: call.tenant.appRoleAssignments.filter((assignment) => assignment[side] === id),
    filters: assignmentFilters,
  })
}

const listUsers = (call: Call) =>
  answerList(call, { path: "users", type: userType, objects: call.tenant.users, filters: userFilters })

function oneUser(call: Call): Answer {
  const name = call.params.id ?? ""
  const wanted = name.toLowerCase()
  const user = call.tenant.users.find(
    ({ id, userPrincipalName }) => id === wanted || userPrincipalName.toLowerCase() === wanted,
  )
  if (!user) throw directoryObjectNotFound(name)
  return answerOne(call, "users", userType, user)
}

const listOrganization = (call: Call) =>
  answerList(call, {
    path: "organization",
    type: organizationType,
    objects: [organizationOf(call.tenant)],
    filters: directoryFilters("Organization", []),
  })

function oneOrganization(call: Call): Answer {
  const id = call.params.id ?? ""
  if (id.toLowerCase() !== call.tenant.id) throw directoryObjectNotFound(id)
  return answerOne(call, "organization", organizationType, organizationOf(call.tenant))
}

/** A workforce tenant has a domain of its own beside the initial one; an external tenant has only that. */
function organizationOf({ id, displayName, tenantType, countryLetterCode, initialDomain }: Tenant) {
  const capabilities = "Email, OfficeCommunicationsOnline"
  const custom = initialDomain.replace(/\.onmicrosoft\.com$/, ".com")
  const hasCustom = tenantType === "AAD" && custom !== initialDomain
  const domain = (name: string, isInitial: boolean, isDefault: boolean) => ({
    capabilities,
    isDefault,
    isInitial,
    name,
    type: "Managed",
  })
  return {
    id,
    displayName,
    tenantType,
    countryLetterCode,
    verifiedDomains: [
      domain(initialDomain, true, !hasCustom),
      ...(hasCustom ? [domain(custom, false, true)] : []),
    ],
  }
}

const forApplications = { method: "GET", permission: readApplications } as const
const forUsers = { method: "GET", permission: readUsers } as const
const forOrganization = { method: "GET", permission: readOrganization } as const

const ofServicePrincipal = ["servicePrincipals/{id}", "servicePrincipals(appId='{appId}')"]

/** Applications, service principals with their role assignments, users and the organization. */
export const directoryRoutes: readonly Route[] = [
  { ...forApplications, path: "applications", answer: listApplications },
  { ...forApplications, path: "applications/{id}", answer: oneApplication },
  { ...forApplications, path: "applications(appId='{appId}')", answer: oneApplication },
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
  { ...forOrganization, path: "organization", answer: listOrganization },
  { ...forOrganization, path: "organization/{id}", answer: oneOrganization },
]
