import type { Tenant } from "../tenants/types"
import { GraphRefusal } from "./errors"
import type { Filterable, FilterableCollection, FilterOperator, FilterRules } from "./filter/evaluate"

/** The filters of a directory collection with the refusals that the directory has for all others. */
function directoryFilters(
  resource: string,
  properties: readonly Filterable[],
  collections: readonly FilterableCollection[] = [],
): FilterRules {
  return {
    properties,
    collections,
    ignoreCase: true,
    // https://learn.microsoft.com/graph/filter-query-parameter
    maxInValues: 15,
    refuse: (subject, message, operator) =>
      new GraphRefusal(400, "Request_UnsupportedQuery", textOf(resource, subject, message, operator)),
  }
}

/** The operators that the service calls by their name when the parameters of an advanced query are missing. */
const namedOperators: Partial<Record<FilterOperator | "not", string>> = {
  ne: "ne",
  not: "not",
  endswith: "endsWith",
}

function textOf(
  resource: string,
  subject: string | null,
  message: string,
  operator: FilterOperator | "not" | undefined,
): string {
  const name = operator && namedOperators[operator]
  if (name)
    return `Operator '${name}' is not supported because the required parameters might be missing. Try adding $count=true query parameter and ConsistencyLevel:eventual header. Refer to https://aka.ms/graph-docs/advanced-queries for more information`
  return subject === null
    ? `Invalid filter clause: ${message}`
    : `Unsupported or invalid query filter clause specified for property '${subject}' of resource '${resource}'.`
}

/** A property with `eq` and `in`; wherever `eq` works, `ne` works in advanced queries. */
const equal = (
  path: string,
  type: Filterable["type"] = "string",
  more: readonly FilterOperator[] = [],
  advanced: readonly FilterOperator[] = [],
): Filterable => ({ path, type, operators: ["eq", "in", ...more], advanced: ["ne", ...advanced] })

/** A property that is filtered in advanced queries only. */
const onlyAdvanced = (
  path: string,
  type: Filterable["type"] = "string",
  more: readonly FilterOperator[] = [],
): Filterable => ({ path, type, operators: [], advanced: ["eq", "ne", "in", ...more] })

/** A collection of texts; `any` has no `in`. */
const oneOf = (path: string): Filterable => ({
  path,
  type: "string",
  operators: ["eq"],
  advanced: ["startswith"],
})

const ofEndDate = onlyAdvanced("endDateTime", "dateTime", ["ge", "le"])

// The tables at https://learn.microsoft.com/graph/aad-advanced-queries, and for collections the pages of the types.

/** What applications are filtered by. */
export const applicationFilters = directoryFilters(
  "Application",
  [
    equal("id"),
    equal("appId"),
    equal("createdDateTime", "dateTime", ["ge", "le"]),
    equal("disabledByMicrosoftStatus"),
    equal("displayName", "string", ["startswith"]),
    equal("signInAudience"),
  ],
  [
    oneOf("identifierUris"),
    oneOf("tags"),
    { path: "keyCredentials", members: [ofEndDate] },
    { path: "requiredResourceAccess", members: [onlyAdvanced("resourceAppId")] },
  ],
)

/** What service principals are filtered by. */
export const servicePrincipalFilters = directoryFilters(
  "ServicePrincipal",
  [
    equal("id"),
    equal("accountEnabled", "boolean"),
    equal("appId"),
    equal("displayName", "string", ["startswith"]),
    onlyAdvanced("appOwnerOrganizationId", "guid"),
    onlyAdvanced("appRoleAssignmentRequired", "boolean"),
  ],
  [oneOf("servicePrincipalNames"), oneOf("tags"), { path: "keyCredentials", members: [ofEndDate] }],
)

const userProperties = [
  equal("id"),
  equal("accountEnabled", "boolean"),
  equal("displayName", "string", ["startswith"]),
  equal("givenName", "string", ["startswith"]),
  equal("mail", "string", ["startswith"], ["endswith"]),
  equal("surname", "string", ["startswith"]),
  equal("userPrincipalName", "string", ["startswith"], ["endswith"]),
  equal("userType"),
  onlyAdvanced("companyName", "string", ["startswith"]),
  onlyAdvanced("createdDateTime", "dateTime", ["ge", "le"]),
  onlyAdvanced("onPremisesSamAccountName", "string", ["startswith"]),
  onlyAdvanced("preferredLanguage", "string", ["startswith"]),
]

/** What users are filtered by: directory extensions too; an identity by its issuer and its id together. */
export const userFilters = ({ users }: Pick<Tenant, "users">): FilterRules => {
  const values = new Map(users.flatMap(({ extensions }) => Object.entries(extensions)))
  const extensions = [...values].map(([name, value]) => {
    const type = typeof value === "string" ? "string" : typeof value === "number" ? "number" : "boolean"
    return equal(name, type)
  })
  const identity: readonly Filterable[] = ["issuer", "issuerAssignedId"].map((path) => ({
    path,
    type: "string",
    operators: ["eq"],
  }))
  return directoryFilters(
    "User",
    [...userProperties, ...extensions],
    [{ path: "identities", members: identity, together: true }],
  )
}

/** What app role assignments are filtered by: https://learn.microsoft.com/graph/api/resources/approleassignment */
export const assignmentFilters = directoryFilters("AppRoleAssignment", [
  { path: "resourceId", type: "guid", operators: ["eq"] },
  { path: "principalDisplayName", type: "string", operators: ["eq", "startswith"] },
])

/** What consents are filtered by: https://learn.microsoft.com/graph/api/resources/oauth2permissiongrant */
export const permissionGrantFilters = directoryFilters("OAuth2PermissionGrant", [
  ...["clientId", "consentType", "principalId", "resourceId"].map(
    (path): Filterable => ({ path, type: "string", operators: ["eq"] }),
  ),
  { path: "scope", type: "string", operators: ["eq", "startswith"] },
])

/** What claims mapping policies are filtered by. INFERRED: the documents name the option without a property. */
export const policyFilters = directoryFilters("ClaimsMappingPolicy", [equal("id"), equal("displayName")])

/** For collections of the directory that have no filter. */
export const noFilters = (resource: string) => directoryFilters(resource, [])
