import type { Version } from "./call"
import { badRequest } from "./errors"
import {
  comparisonsOf,
  compileFilter,
  type Filterable,
  type FilterRules,
  type Predicate,
  readFilter,
} from "./filter/evaluate"
import type { Filter } from "./filter/parser"
import { signInMembers } from "./sign-in-members"

/** The rows that a filter wants: a span of createdDateTime, both ends included, and a test for the rest. */
export type SignInFilter = { fromMs: number; toMs: number; matches: Predicate; namesEventTypes: boolean }

/** [FIELD] Dates further back than this are refused: https://github.com/microsoftgraph/microsoft-graph-docs/issues/5676. */
const oldestDateMs = 90 * 86_400_000

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

function rulesFor(version: Version): FilterRules {
  const has = ({ path }: Filterable) => Object.hasOwn(signInMembers[version], path.split("/")[0] ?? "")
  return {
    properties: documented.filter(has),
    collections: [eventTypes].filter(has),
    // INFERRED: texts are compared exactly; the service lowers user principal names before it stores them.
    ignoreCase: false,
    // [FIELD] Every unsupported filter has this one text: https://github.com/microsoftgraph/microsoft-graph-docs/issues/14173
    refuse: () => badRequest("Invalid filter clause"),
  }
}

const rules: Readonly<Record<Version, FilterRules>> = { "v1.0": rulesFor("v1.0"), beta: rulesFor("beta") }

const isCreated = (path: string) => path.toLowerCase() === "createddatetime"

/** Reads the `$filter` of a sign-in list; 400 for whatever the documentation does not name. */
export function readSignInFilter(source: string | undefined, version: Version, nowMs: number): SignInFilter {
  const everything = { fromMs: -Infinity, toMs: Infinity, matches: () => true, namesEventTypes: false }
  if (source === undefined) return everything
  const filter = readFilter(source, rules[version])
  compileFilter(filter, rules[version])
  const comparisons = [...comparisonsOf(filter)]
  for (const { path, literal } of comparisons) {
    if (!isCreated(path) || literal?.type !== "dateTime") continue
    if (literal.value < nowMs - oldestDateMs) throw badRequest("Invalid filter clause")
  }
  const parts = filter.kind === "and" ? filter.parts : [filter]
  const span = spanOf(parts)
  const others: Filter = { kind: "and", parts: parts.filter((part) => !isTimeBound(part)) }
  return {
    ...span,
    matches: compileFilter(others, rules[version]),
    namesEventTypes: comparisons.some(({ path }) => path.toLowerCase() === "signineventtypes"),
  }
}

const isTimeBound = (part: Filter) => part.kind === "compare" && isCreated(part.path)

/** The span of createdDateTime that all of these parts leave, so that a list walks only those rows. */
function spanOf(parts: readonly Filter[]): { fromMs: number; toMs: number } {
  let fromMs = -Infinity
  let toMs = Infinity
  for (const part of parts) {
    if (part.kind !== "compare" || !isCreated(part.path) || part.literal.type !== "dateTime") continue
    if (part.operator !== "le") fromMs = Math.max(fromMs, part.literal.value)
    if (part.operator !== "ge") toMs = Math.min(toMs, part.literal.value)
  }
  return { fromMs, toMs }
}
