import type { SignInRow, Tenant } from "../tenants/types"
import type { Answer, Call, Route, Version } from "./call"
import { badRequest, GraphRefusal, resourceNotFound } from "./errors"
import { Continuations, contextOf, listBody, openPage } from "./paging"
import { readAuditLogs } from "./permissions"
import { type SignInView, showSignIn } from "./project"
import { allowOptions, type Options, readOptions, readSelect, readTop } from "./query-options"
import { readSignInFilter } from "./sign-in-filter"
import { signInMembers } from "./sign-in-members"
import { type SignInPosition, walkSignIns } from "./sign-in-walk"
import { untilReset } from "./until-reset"

const dayMs = 86_400_000
const maxPage = 1000
const refused = ["skip", "count", "expand", "search"] as const
const continuationsOf = untilReset(() => new Continuations<SignInPosition>())

/** The sign-in log: `/auditLogs/signIns` and one row of it. https://learn.microsoft.com/graph/api/signin-list */
export const signInRoutes: readonly Route[] = [
  { method: "GET", path: "auditLogs/signIns", permission: readAuditLogs, limited: true, answer: list },
  { method: "GET", path: "auditLogs/signIns/{id}", permission: readAuditLogs, limited: true, answer: one },
]

function list(call: Call): Answer {
  requireLicence(call.tenant)
  const page = openPage(call, "auditLogs/signIns", continuationsOf(call.world))
  const options = readOptions(page.search)
  allowOptions(options, { supported: ["filter", "select", "top", "orderby"], refused })
  const nowMs = call.world.clock.now()
  const filter = readSignInFilter(options.get("filter"), call.version, nowMs)
  const top = readTop(options, { max: maxPage, usual: maxPage })
  const view = viewOf(call, options)
  const newestFirst = readOrder(options.get("orderby")) === "desc"
  const span = {
    fromMs: Math.max(filter.fromMs, nowMs - retentionMs(call.tenant)),
    toMs: filter.toMs,
    newestFirst,
    after: page.after,
  }
  const rows: SignInRow[] = []
  let more = false
  for (const row of walkSignIns(call.tenant.signIns, span)) {
    // Microsoft: only interactive rows come back unless the filter names signInEventTypes.
    if (!filter.namesEventTypes && !isInteractive(row)) continue
    if (!filter.matches(row)) continue
    more = rows.length === top
    if (more) break
    rows.push(row)
  }
  const last = rows.at(-1)
  const next = more && last ? page.next(positionOf(last)) : undefined
  const fields = view.select ? `(${view.select.join(",")})` : ""
  const value = rows.map((row) => showSignIn(row, view))
  return { status: 200, body: listBody(contextOf(call, `auditLogs/signIns${fields}`), value, next) }
}

function one(call: Call): Answer {
  requireLicence(call.tenant)
  const options = readOptions(call.search)
  allowOptions(options, { supported: ["select"], refused })
  const id = call.params.id ?? ""
  const row = call.tenant.signIns.findLast((candidate) => candidate.id === id)
  if (!row || !isVisible(row, call)) throw resourceNotFound(id)
  const view = viewOf(call, options)
  const fields = view.select ? `(${view.select.join(",")})` : ""
  const context = contextOf(call, `auditLogs/signIns${fields}/$entity`)
  return { status: 200, body: { "@odata.context": context, ...showSignIn(row, view) } }
}

function isVisible(row: SignInRow, { tenant, version, world }: Call): boolean {
  if (version === "v1.0" && !isInteractive(row)) return false
  return Date.parse(row.createdDateTime) >= world.clock.now() - retentionMs(tenant)
}

/** How long a tenant's rows are kept: https://learn.microsoft.com/entra/identity/monitoring-health/reference-reports-data-retention */
const retentionMs = ({ premium, tenantType }: Tenant) => (premium && tenantType === "AAD" ? 30 : 7) * dayMs

const isInteractive = (row: SignInRow) => row.signInEventTypes.includes("interactiveUser")

const positionOf = (row: SignInRow): SignInPosition => ({
  createdMs: Date.parse(row.createdDateTime),
  id: row.id,
})

function viewOf({ version, prefer }: Pick<Call, "version" | "prefer">, options: Options): SignInView {
  const select = readSelect(options, { type: "signIn", members: membersOf[version] })
  return { version, select, laterNames: prefer.includes("include-unknown-enum-members") }
}

const membersOf: Readonly<Record<Version, readonly string[]>> = {
  "v1.0": Object.keys(signInMembers["v1.0"]),
  beta: Object.keys(signInMembers.beta),
}

function readOrder(orderBy: string | undefined): "asc" | "desc" {
  if (orderBy === undefined) return "desc"
  const order = /^\s*createdDateTime(?:\s+(asc|desc))?\s*$/i.exec(orderBy)
  if (!order) throw badRequest("Invalid orderby clause")
  return order[1]?.toLowerCase() === "desc" ? "desc" : "asc"
}

function requireLicence({ premium, tenantType }: Tenant): void {
  if (premium || tenantType !== "AAD") return
  throw new GraphRefusal(
    403,
    "Authentication_RequestFromNonPremiumTenantOrB2CTenant",
    "Neither tenant is B2C or tenant doesn't have premium license",
  )
}
