import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { calloutsOf, deployTo, go, rowsOf, tenantOf } from "./journey"
import { type Sandbox, start } from "./start"

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await start(5750)
})
afterAll(() => sandbox.close())
beforeEach(() => sandbox.world.reset())

const email = "emily@fabrikam.com"
const woodgrove = () => tenantOf(sandbox, "Woodgrove")
const signUp = (body: Record<string, unknown> = {}) =>
  go(sandbox, "/sign-ups", { tenant: "Woodgrove", app: "Woodgrove Groceries", email, ...body })

describe("two sign-ups with one address at once", () => {
  test("make one account; the other ends on a page that says so, and its log tells no failed callout", async () => {
    const answers = await Promise.all([signUp(), signUp()])
    expect(woodgrove().users.filter(({ mail }) => mail === email)).toHaveLength(1)
    expect(answers.map(({ user }) => user.kind).toSorted()).toEqual(["hosted-page", "tokens"])
    const late = answers.find(({ user }) => user.kind === "hosted-page")
    if (!late) throw new Error("Both sign-ups made an account.")
    expect(rowsOf(woodgrove(), late).map(({ status }) => status.errorCode)).toEqual([0, 1002013, 0, 1003037])
    expect(calloutsOf(late)).toEqual([
      "emailOtpSend 0",
      "attributeCollectionStart 0",
      "attributeCollectionSubmit 0",
    ])
  })

  test("tell a native app by an error of its own", async () => {
    const native = { app: "Woodgrove Mobile", flow: "native" }
    const answers = await Promise.all([signUp(native), signUp(native)])
    expect(answers.map(({ user }) => ("error" in user ? user.error : user.kind)).toSorted()).toEqual([
      "tokens",
      "user_already_exists",
    ])
  })
})

describe("the row of a step", () => {
  test.each([{}, { method: "google" }, { app: "Woodgrove Mobile", flow: "native" }])(
    "has a time before its callouts, also for %j",
    async (body) => {
      for (const row of rowsOf(woodgrove(), await signUp(body)))
        for (const { handlerResult } of row.appliedEventListeners)
          expect(Date.parse(handlerResult?.calloutDateTime ?? "")).toBeGreaterThanOrEqual(
            Date.parse(row.createdDateTime),
          )
    },
  )

  test("has a time before its callouts when one of them failed", async () => {
    await deployTo(sandbox, "sign-up-submit", "500")
    const row = rowsOf(woodgrove(), await signUp()).at(-1)
    for (const { handlerResult } of row?.appliedEventListeners ?? [])
      expect(Date.parse(handlerResult?.calloutDateTime ?? "")).toBeGreaterThanOrEqual(
        Date.parse(row?.createdDateTime ?? ""),
      )
    expect(row?.appliedEventListeners).toHaveLength(2)
  })
})

describe("a reset in the middle of a journey", () => {
  test("leaves nothing of the journey in the new world", async () => {
    await deployTo(sandbox, "sign-up-start", "slow")
    const answer = signUp()
    await expect.poll(() => sandbox.world.outbox.list(email).length).toBe(1)
    await sandbox.call("POST", "/reset")
    await answer
    expect(woodgrove().signUps.size).toBe(0)
    expect(woodgrove().users.some(({ mail }) => mail === email)).toBe(false)
    expect(await (await sandbox.fetchPath("/")).text()).not.toContain("Last journey")
  })
})
