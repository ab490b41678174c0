import { describe, expect, test } from "vitest"
import { inventHistory } from "../../../../sandbox/engine/history/history"
import type { SignUpRow } from "../../../../sandbox/tenants/types"
import { healthyWoodgrove } from "../healthy"
import { calledOf, countBy, month, now, rowsOf, timeOf } from "./past"

const tenant = healthyWoodgrove()
const history = inventHistory(tenant, month, now)
const signIns = rowsOf(history.signIns)
const signUps = rowsOf(history.signUps)

const attempts = new Map<string, SignUpRow[]>()
for (const row of signUps) {
  const attempt = attempts.get(row.correlationId)
  if (attempt) attempt.push(row)
  else attempts.set(row.correlationId, [row])
}
const completed = [...attempts.values()].filter((rows) => rows.at(-1)?.signUpStage === "userCreation")

const healthy = signIns.filter(({ status }) => status.errorCode === 0)
const ways = countBy(
  healthy,
  (row) =>
    `${row.authenticationProtocol} ${row.isInteractive} ${calledOf(row).join().replaceAll("tokenIssuanceStart 0", "token")}`,
)

test("customers shop in the evening rather than in the morning", () => {
  const byHour = countBy(signIns, (row) => new Date(timeOf(row)).getUTCHours())
  expect(byHour.get(19) ?? 0).toBeGreaterThan(2 * (byHour.get(7) ?? 0))
})

test.each([
  ["a password or Google at the hosted pages", "oAuth2 true token"],
  ["a mailed code at the hosted pages", "oAuth2 true emailOtpSend 0,token"],
  ["a password from the old store", "oAuth2 true passwordSubmit 0,token"],
  ["an access token beside", "oAuth2 true token,token"],
  ["a refresh", "oAuth2 false token"],
  ["a password in the app itself", "nativeAuth true token"],
  ["a mailed code in the app itself", "nativeAuth true emailOtpSend 0,token"],
])("people get in with %s", (_, way) => {
  expect(ways.get(way) ?? 0).toBeGreaterThan(0)
})

test("nobody whose password is still in the old store gets in without it", () => {
  const toMigrate = tenant.users.filter(({ id }) => {
    const credential = tenant.credentials.get(id)
    return credential?.kind === "password" && credential.password === null
  })
  expect(toMigrate.length).toBeGreaterThan(0)
  const ids = new Set(toMigrate.map(({ id }) => id))
  expect(signIns.filter(({ userId }) => ids.has(userId))).toEqual([])
})

describe("a completed sign-up", () => {
  test("has its steps in order under one correlation id, with the callouts where they belong", () => {
    const shapes = countBy(completed, (rows) =>
      rows
        .map((row) => `${row.signUpStage} ${row.status.errorCode} ${calledOf(row).join()}`.trim())
        .join(" | "),
    )
    const attributes =
      "attributeCollectionAndValidation 0 attributeCollectionStart 0,attributeCollectionSubmit 0 | userCreation 0"
    expect([...shapes.keys()].toSorted()).toEqual([
      `credentialCollection 0 | credentialFederation 0 | ${attributes}`,
      `credentialCollection 0 | credentialValidation 1002013 emailOtpSend 0 | ${attributes}`,
    ])
  })

  test("ends with a sign-in of the new customer under the same correlation id", () => {
    for (const rows of completed.slice(0, 200)) {
      const created = rows.at(-1)
      const [signIn, ...others] = history.signIns.ofCorrelation(created?.correlationId ?? "")
      expect(others).toEqual([])
      expect(signIn).toMatchObject({ userId: created?.userId, appId: created?.appId })
      expect(Date.parse(signIn?.createdDateTime ?? "")).toBeGreaterThanOrEqual(
        Date.parse(created?.createdDateTime ?? "") - 1000,
      )
      expect(signIn?.signInIdentifier).toBe(created?.signUpIdentity?.signUpIdentifier)
    }
  })

  test("is followed by visits of the same customer, none of them before", () => {
    const createdAt = new Map(completed.map((rows) => [rows.at(-1)?.userId, rows.at(-1)?.createdDateTime]))
    const visits = signIns.filter(({ userId }) => createdAt.has(userId))
    expect(visits.length).toBeGreaterThan(1.5 * completed.length)
    const early = visits.filter((row) => timeOf(row) < Date.parse(createdAt.get(row.userId) ?? "") - 1000)
    expect(early).toEqual([])
  })
})

test("some sign-ups are given up at every step, and never create a user", () => {
  const given = [...attempts.values()].filter((rows) => !completed.includes(rows))
  expect(given.length / attempts.size).toBeGreaterThan(0.15)
  expect(given.length / attempts.size).toBeLessThan(0.5)
  const ends = countBy(given, (rows) => `${rows.at(-1)?.signUpStage} ${rows.at(-1)?.status.errorCode}`)
  for (const end of ["credentialCollection 0", "credentialValidation 1002013"])
    expect(ends.get(end) ?? 0).toBeGreaterThan(0)
  expect(ends.get("attributeCollectionAndValidation 1002013") ?? 0).toBeGreaterThan(0)
  expect(given.flat().filter(({ userId }) => userId !== null)).toEqual([])
})

test("a failed callout ends the sign-up", () => {
  const failed = [...attempts.values()].filter((rows) =>
    rows.some(({ status }) => status.errorCode === 1100001),
  )
  expect(failed.length).toBeGreaterThan(0)
  for (const rows of failed)
    expect(rows.findIndex(({ status }) => status.errorCode === 1100001)).toBe(rows.length - 1)
})

test("every step is found by its id and with the others of its attempt", () => {
  for (const [correlationId, rows] of [...attempts].slice(0, 200)) {
    expect(history.signUps.ofCorrelation(correlationId)).toEqual(rows)
    for (const row of rows) expect(history.signUps.find(row.id)).toEqual(row)
  }
})

test("attribute events are logged with sign-ups only", () => {
  expect(signIns.filter((row) => calledOf(row).some((called) => called.startsWith("attribute")))).toEqual([])
})
