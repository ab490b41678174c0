import { describe, expect, test } from "vitest"
import { inventHistory } from "../../../../sandbox/engine/history/history"
import { Refusal } from "../../../../sandbox/engine/refusal"
import type { SignInRow } from "../../../../sandbox/tenants/types"
import { healthyTenant } from "../healthy"
import { calledOf, countBy, month, now, rowsOf, timeOf } from "./past"

const dayMs = 86_400_000
const history = inventHistory(healthyTenant(), month, now)
const { signIns } = history
const rows = rowsOf(signIns)

const resultOf = ({ appliedEventListeners }: SignInRow) => appliedEventListeners.at(-1)?.handlerResult
const sample = rows.filter((_, index) => index % 97 === 0)

test("a history has as many rows as asked, oldest first, within its days", () => {
  expect(rows).toHaveLength(month.days * month.perDay)
  const times = rows.map(timeOf)
  expect(times).toEqual(times.toSorted((one, other) => one - other))
  expect(times[0]).toBeGreaterThanOrEqual(now - 30 * dayMs - 1000)
  expect(times.at(-1)).toBeLessThanOrEqual(now)
})

test("the same seed at the same time gives the same rows and changes", () => {
  const again = inventHistory(healthyTenant(), month, now)
  expect(rowsOf(again.signIns)).toEqual(rows)
  expect(rowsOf(again.changes)).toEqual(rowsOf(history.changes))
})

test("another seed gives other rows", () => {
  const other = inventHistory(healthyTenant(), { ...month, days: 1, seed: 8 }, now)
  expect(other.signIns.find(rows[0]?.id ?? "")).toBeUndefined()
  expect(other.signIns.ofCorrelation(rows[0]?.correlationId ?? "")).toEqual([])
})

test("no two rows share an id", () => {
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length)
})

test("every row is found by its id and by its correlation id", () => {
  for (const row of sample) {
    expect(signIns.find(row.id)).toEqual(row)
    expect(signIns.ofCorrelation(row.correlationId)).toEqual([row])
  }
  expect(signIns.find("4b9d1a5e-0f0c-4b62-9f0a-6a5d3b7a1f00")).toBeUndefined()
  expect(signIns.ofCorrelation("4b9d1a5e-0f0c-4b62-9f0a-6a5d3b7a1f00")).toEqual([])
})

test("rows tell of the objects as they were when the past was invented", () => {
  const tenant = healthyTenant()
  const { signIns: past } = inventHistory(tenant, { days: 1, perDay: 50, seed: 7 }, now)
  const before = rowsOf(past)
  for (const user of tenant.users) user.displayName = "Somebody Else"
  for (const principal of tenant.servicePrincipals) principal.displayName = "Something Else"
  expect(rowsOf(past)).toEqual(before)
})

describe("rhythm", () => {
  test("weekdays are busier than weekends, afternoons than nights", () => {
    const byDay = countBy(rows, (row) => [0, 6].includes(new Date(timeOf(row)).getUTCDay()))
    expect(byDay.get(false) ?? 0).toBeGreaterThan(5 * (byDay.get(true) ?? 0))
    const byHour = countBy(rows, (row) => new Date(timeOf(row)).getUTCHours())
    expect(byHour.get(14) ?? 0).toBeGreaterThan(4 * (byHour.get(2) ?? 0))
  })

  test("every year has more sign-ins than the one before", () => {
    const years = inventHistory(healthyTenant(), { days: 1095, perDay: 12, seed: 7 }, now)
    const byYear = countBy(rowsOf(years.signIns), (row) => Math.floor((now - timeOf(row)) / (365 * dayMs)))
    const [last = 0, second = 0, first = 0] = [0, 1, 2].map((year) => byYear.get(year))
    expect(last).toBeGreaterThan(1.15 * second)
    expect(second).toBeGreaterThan(1.15 * first)
  })
})

test("both apps, many people, several countries and all kinds of rows appear", () => {
  expect([...countBy(rows, ({ appDisplayName }) => appDisplayName).keys()].toSorted()).toEqual([
    "Contoso Expenses",
    "Woodgrove Groceries",
  ])
  expect(countBy(rows, ({ userId }) => userId).size).toBeGreaterThanOrEqual(10)
  expect(countBy(rows, ({ location }) => JSON.stringify(location)).size).toBeGreaterThanOrEqual(4)
  const kinds = countBy(rows, (row) => `${row.isInteractive} ${row.authenticationProtocol}`)
  expect([...kinds.keys()].toSorted()).toEqual(["false oAuth2", "true oAuth2", "true saml20"])
  expect(countBy(rows, ({ userType }) => userType).get("guest")).toBeGreaterThan(0)
})

test("some sign-ins ask for an access token, and the API's own callout comes after the app's", () => {
  const withToken = rows.filter(({ appId, resourceId }) => appId !== resourceId)
  expect(withToken.length).toBeGreaterThan(rows.length / 10)
  const healthy = withToken.filter(({ status }) => status.errorCode === 0)
  expect([...countBy(healthy, (row) => calledOf(row).join()).keys()]).toEqual([
    "tokenIssuanceStart 0,tokenIssuanceStart 0",
  ])
})

test("few accounts are recovered with a Verified ID", () => {
  const recovered = rows.filter((row) => calledOf(row).includes("verifiedIdClaimValidation 0"))
  expect(recovered.length).toBeGreaterThan(0)
  expect(recovered.length).toBeLessThan(rows.length / 100)
})

test("addresses are of the ranges for documentation only", () => {
  const documentation = /^(203\.0\.113|198\.51\.100|192\.0\.2)\.\d{1,3}$|^2001:db8:/
  expect(rows.filter(({ ipAddress }) => !documentation.test(`${ipAddress}`))).toEqual([])
})

test("about one callout in a hundred went well at the second attempt only", () => {
  const successes = rows.filter((row) => resultOf(row)?.errorCode === 0)
  const retried = successes.filter(({ appliedEventListeners }) =>
    appliedEventListeners.some(({ handlerResult }) => handlerResult?.numberOfAttempts === 2),
  )
  expect(retried.length / successes.length).toBeGreaterThan(0.005)
  expect(retried.length / successes.length).toBeLessThan(0.02)
  expect(successes.length / rows.length).toBeGreaterThan(0.9)
})

test("who failed in front of a page mostly tries again within a minute", () => {
  const failed = rows.filter((row) => row.isInteractive && row.status.errorCode === 1100001)
  const again = failed.filter((row) =>
    rows
      .slice(rows.indexOf(row) + 1, rows.indexOf(row) + 200)
      .some(
        (later) =>
          later.userId === row.userId && later.appId === row.appId && timeOf(later) - timeOf(row) <= 61_000,
      ),
  )
  expect(again.length / failed.length).toBeGreaterThan(0.4)
})

test("rows of one kind hold the same in the members that make the kind", () => {
  const members = ["appId", "status", "userPrincipalName", "ipAddress", "location", "signInEventTypes"]
  const shared = [...members, "appDisplayName", "authenticationProtocol", "clientAppUsed", "deviceDetail"]
  const more = ["homeTenantId", "incomingTokenType", "resourceId", "userAgent", "userDisplayName", "userType"]
  for (const member of [...shared, ...more, "riskState", "servicePrincipalId", "tokenIssuerName"]) {
    const kindAt = signIns.kinds?.([member])
    const valuesByKind = new Map<number | undefined, Set<string>>()
    for (const [index, row] of rows.entries()) {
      const values = valuesByKind.get(kindAt?.(index)) ?? new Set()
      valuesByKind.set(kindAt?.(index), values.add(JSON.stringify(row[member])))
    }
    expect([member, [...valuesByKind.values()].filter(({ size }) => size > 1)]).toEqual([member, []])
    expect(valuesByKind.has(undefined)).toBe(false)
  }
})

test("members with a value for every row make no kinds", () => {
  for (const member of ["id", "correlationId", "createdDateTime", "originalRequestId", "sessionId"])
    expect(signIns.kinds?.(["appId", member])).toBeUndefined()
})

test("a tenant in which nobody listens has no history to invent", () => {
  const tenant = { ...healthyTenant(), authenticationEventListeners: [] }
  expect(() => inventHistory(tenant, month, now)).toThrow(Refusal)
})

test("a tenant without users has no history to invent", () => {
  expect(() => inventHistory({ ...healthyTenant(), users: [] }, month, now)).toThrow(Refusal)
})
