import type { Position } from "../tenants/stretch"
import type { SignInRow, Tenant } from "../tenants/types"
import type { Answer, Call, Route, Version } from "./call"
import { GraphRefusal } from "./errors"
import { type LogCollection, listLog, readLogRow } from "./log-list"
import { Continuations } from "./paging"
import { readAuditLogs } from "./permissions"
import { showSignIn } from "./project"
import { readSelect } from "./query-options"
import { isInteractive, readSignInFilter } from "./sign-in-filter"
import { signInMembers } from "./sign-in-members"
import { untilReset } from "./until-reset"

const path = "auditLogs/signIns"
const continuationsOf = untilReset(() => new Continuations<Position>())

/** The sign-in log: `/auditLogs/signIns` and one row of it. https://learn.microsoft.com/graph/api/signin-list */
export const signInRoutes: readonly Route[] = [
  { method: "GET", path, permission: readAuditLogs, limited: true, answer: list },
  { method: "GET", path: `${path}/{id}`, permission: readAuditLogs, limited: true, answer: one },
]

function list(call: Call): Answer {
  requireLicence(call.tenant)
  return listLog(call, collectionOf(call), continuationsOf(call.world), (source, nowMs) =>
    readSignInFilter(source, call.version, nowMs),
  )
}

function one(call: Call): Answer {
  requireLicence(call.tenant)
  return readLogRow(call, collectionOf(call))
}

const membersOf: Readonly<Record<Version, readonly string[]>> = {
  "v1.0": Object.keys(signInMembers["v1.0"]),
  beta: Object.keys(signInMembers.beta),
}

const collectionOf = ({ tenant, version, prefer }: Call): LogCollection<SignInRow> => ({
  path,
  log: tenant.signIns,
  time: "createdDateTime",
  options: ["orderby"],
  isShown: (row) => version === "beta" || isInteractive(row),
  readView(options) {
    const select = readSelect(options, { type: "signIn", members: membersOf[version] })
    const view = { version, select, laterNames: prefer.includes("include-unknown-enum-members") }
    return { select, show: (row) => showSignIn(row, view) }
  },
})

function requireLicence({ premium, tenantType }: Tenant): void {
  if (premium || tenantType !== "AAD") return
  throw new GraphRefusal(
    403,
    "Authentication_RequestFromNonPremiumTenantOrB2CTenant",
    "Neither tenant is B2C or tenant doesn't have premium license",
  )
}
