import type { Position } from "../tenants/stretch"
import type { SignUpRow } from "../tenants/types"
import type { Call, Route } from "./call"
import { type LogRules, readLogFilter } from "./log-filter"
import { type LogCollection, listLog, readLogRow } from "./log-list"
import { Continuations } from "./paging"
import { readAuditLogs } from "./permissions"
import { showSignUp, signUpMembers } from "./project"
import { readSelect } from "./query-options"
import { untilReset } from "./until-reset"

const path = "auditLogs/signUps"
const time = "createdDateTime"
const continuationsOf = untilReset(() => new Continuations<Position>())

const shared = { method: "GET", permission: readAuditLogs, limited: true, betaOnly: "signUps" } as const

/** The steps of sign-ups: `/auditLogs/signUps` and one of them. https://learn.microsoft.com/graph/api/auditlogroot-list-signups */
export const signUpRoutes: readonly Route[] = [
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

/** The operators that Microsoft documents for each property: https://learn.microsoft.com/graph/api/resources/selfservicesignup */
const rules: LogRules = {
  time,
  properties: [
    { path: "appDisplayName", type: "string", operators: ["eq", "startswith"] },
    { path: "appId", type: "string", operators: ["eq"] },
    { path: "correlationId", type: "string", operators: ["eq"] },
    { path: time, type: "dateTime", operators: ["eq", "le", "ge"] },
    { path: "id", type: "string", operators: ["eq"] },
    { path: "status/errorCode", type: "number", operators: ["eq"] },
    {
      path: "signUpIdentity/signUpIdentifierType",
      type: "string",
      operators: ["eq"],
      values: ["emailAddress"],
    },
  ],
}

/** Advice of the service to those who select nothing. */
const tips =
  "Use $select to choose only the properties your app needs, as this can lead to performance improvements. For example: GET auditLogs/signUps?$select=appDisplayName,appId"

const collectionOf = ({ tenant, prefer }: Call): LogCollection<SignUpRow> => ({
  path,
  log: tenant.signUps,
  time,
  options: ["orderby"],
  readView(options) {
    const type = "selfServiceSignUp"
    const select = readSelect(options, { type, members: signUpMembers, notModelled: ["userSnapshot"] })
    const laterNames = prefer.includes("include-unknown-enum-members")
    return {
      select,
      show: (row) => showSignUp(row, { select, laterNames }),
      ...(select ? {} : { notes: { tips } }),
    }
  },
})
