import type { Position } from "../tenants/stretch"
import type { DirectoryAudit } from "../tenants/types"
import type { Call, Route, Version } from "./call"
import { type LogRules, readLogFilter } from "./log-filter"
import { type LogCollection, listLog, readLogRow } from "./log-list"
import { Continuations } from "./paging"
import { readAuditLogs } from "./permissions"
import { pick, readSelect } from "./query-options"
import { untilReset } from "./until-reset"

const path = "auditLogs/directoryAudits"
const continuationsOf = untilReset(() => new Continuations<Position>())
const shared = { method: "GET", permission: readAuditLogs, limited: true } as const

/** The directory's audit log and one entry of it. https://learn.microsoft.com/graph/api/directoryaudit-list */
export const directoryAuditRoutes: readonly Route[] = [
  {
    ...shared,
    path,
    answer: (call) =>
      listLog(call, collectionOf(call), continuationsOf(call.world), (source) =>
        readLogFilter(source, rules),
      ),
  },
  { ...shared, path: `${path}/{id}`, answer: (call) => readLogRow(call, collectionOf(call)) },
]

const text = (operators: readonly ("eq" | "startswith")[], ...paths: string[]) =>
  paths.map((name) => ({ path: name, type: "string", operators }) as const)

/**
 * The operators that Microsoft documents for each property, https://learn.microsoft.com/graph/api/resources/directoryaudit.
 * [FIELD] `category`, which scripts filter by and the page does not list, as in
 * https://learn.microsoft.com/powershell/module/azuread/get-azureadauditdirectorylogs.
 */
const rules: LogRules = {
  time: "activityDateTime",
  properties: [
    { path: "activityDateTime", type: "dateTime", operators: ["eq", "ge", "le"] },
    ...text(["eq", "startswith"], "activityDisplayName", "initiatedBy/user/userPrincipalName"),
    ...text(
      ["eq"],
      "category",
      "correlationId",
      "id",
      "initiatedBy/app/appId",
      "initiatedBy/app/displayName",
      "initiatedBy/user/displayName",
      "initiatedBy/user/id",
      "loggedByService",
    ),
  ],
  collections: [
    {
      path: "targetResources",
      members: [...text(["eq"], "id"), ...text(["eq", "startswith"], "displayName")],
    },
  ],
}

const common = [
  "id",
  "category",
  "correlationId",
  "result",
  "resultReason",
  "activityDisplayName",
  "activityDateTime",
  "loggedByService",
  "operationType",
  "initiatedBy",
  "targetResources",
  "additionalDetails",
] as const

const membersOf: Readonly<Record<Version, readonly string[]>> = {
  "v1.0": common,
  beta: [...common, "userAgent"],
}

/** Members that an initiator has on the wire and the sandbox has no value for. */
const initiator = {
  app: { servicePrincipalName: null },
  user: { userType: null, homeTenantId: null, homeTenantName: null },
}

function show({ initiatedBy: { app, user }, ...rest }: DirectoryAudit): Record<string, unknown> {
  const initiatedBy = {
    app: app && { ...app, ...initiator.app },
    user: user && { ...user, ...initiator.user },
  }
  return { ...rest, initiatedBy, userAgent: null }
}

const tips =
  "Use $select to choose only the properties your app needs, as this can lead to performance improvements. For example: GET auditLogs/directoryAudits?$select=activityDateTime,activityDisplayName"

const collectionOf = ({ tenant, version }: Call): LogCollection<DirectoryAudit> => ({
  path,
  log: tenant.directoryAudits,
  time: "activityDateTime",
  options: ["orderby"],
  readView(options) {
    const members = membersOf[version]
    const select = readSelect(options, { type: "directoryAudit", members })
    const notes = select ? {} : { tips }
    return { select, notes, show: (row) => pick(show(row), select ?? members) }
  },
})
