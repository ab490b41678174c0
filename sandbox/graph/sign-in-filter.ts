import type { Version } from "./call"
import type { Filterable } from "./filter/evaluate"
import { type LogFilter, type LogRules, readLogFilter } from "./log-filter"
import { signInMembers } from "./sign-in-members"

const text = (operators: Filterable["operators"], ...paths: string[]): Filterable[] =>
  paths.map((path) => ({ path, type: "string", operators }))

/** The operators that Microsoft documents for each property: https://learn.microsoft.com/graph/api/resources/signin */
const documented: readonly Filterable[] = [
  { path: "createdDateTime", type: "dateTime", operators: ["eq", "ge", "le"] },
  { path: "status/errorCode", type: "number", operators: ["eq"] },
  ...text(
    ["eq"],
    "appId",
    "appOwnerTenantId",
    "clientAppUsed",
    "conditionalAccessStatus",
    "correlationId",
    "id",
    "originalRequestId",
    "resourceDisplayName",
    "resourceId",
    "resourceOwnerTenantId",
    "riskDetail",
    "riskLevelAggregated",
    "riskLevelDuringSignIn",
    "riskState",
    "tokenIssuerName",
    "userId",
  ),
  ...text(
    ["eq", "startswith"],
    "appDisplayName",
    "authenticationRequirement",
    "deviceDetail/browser",
    "deviceDetail/operatingSystem",
    "ipAddress",
    "location/city",
    "location/countryOrRegion",
    "location/state",
    "servicePrincipalId",
    "servicePrincipalName",
    "userAgent",
    "userDisplayName",
    "userPrincipalName",
  ),
]

const eventTypes: Filterable = { path: "signInEventTypes", type: "string", operators: ["eq", "ne"] }

function rulesFor(version: Version): LogRules {
  const has = ({ path }: Filterable) => Object.hasOwn(signInMembers[version], path.split("/")[0] ?? "")
  return {
    time: "createdDateTime",
    properties: documented.filter(has),
    collections: [eventTypes].filter(has),
  }
}

const rules: Readonly<Record<Version, LogRules>> = { "v1.0": rulesFor("v1.0"), beta: rulesFor("beta") }

/** [FIELD] Dates further back than this are refused: https://github.com/microsoftgraph/microsoft-graph-docs/issues/5676. */
const oldestDateMs = 90 * 86_400_000

/**
 * Reads the `$filter` of a sign-in list; 400 for whatever the documentation does not name. Microsoft: only
 * interactive rows come back unless the filter names signInEventTypes.
 */
export function readSignInFilter(source: string | undefined, version: Version, nowMs: number): LogFilter {
  const filter = readLogFilter(source, rules[version], nowMs - oldestDateMs)
  if (filter.members.includes(eventTypes.path)) return filter
  return {
    ...filter,
    members: [...filter.members, eventTypes.path],
    matches: (row) => isInteractive(row) && filter.matches(row),
  }
}

/** Whether a person took part in the sign-in. */
export const isInteractive = ({ signInEventTypes }: Readonly<Record<string, unknown>>): boolean =>
  Array.isArray(signInEventTypes) && signInEventTypes.includes("interactiveUser")
