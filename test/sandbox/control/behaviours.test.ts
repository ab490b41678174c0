import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { behaviourNames, behaviourOf } from "../../../sandbox/apis/behaviours"
import { type Sandbox, start } from "./start"

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await start(5405)
})
afterAll(() => sandbox.close())
beforeEach(() => sandbox.world.reset())

const signIn = () => sandbox.call("POST", "/sign-ins", { user: "casey", app: "Woodgrove Groceries" })
const behave = (behaviour: string) => sandbox.call("PUT", "/apis/claims/handler", { behaviour })

describe("the handler of an API", () => {
  test("takes another behaviour", async () => {
    expect(await behave("two-actions")).toMatchObject({
      status: 200,
      json: { name: "claims", behaviour: "two-actions" },
    })
    expect((await signIn()).json).toMatchObject({ code: 1003010 })
  })

  test("refuses a behaviour that does not exist, with the list of those that do", async () => {
    const { status, json } = await behave("sleepy")
    expect(status).toBe(400)
    for (const name of behaviourNames) expect(JSON.stringify(json)).toContain(name)
  })

  test("refuses an API that does not exist, and a body without a behaviour", async () => {
    const moon = await sandbox.call("PUT", "/apis/moon/handler", { behaviour: "healthy" })
    expect(moon).toEqual({ status: 400, json: { error: expect.stringMatching(/^There is no API moon;/) } })
    expect((await sandbox.call("PUT", "/apis/claims/handler", {})).status).toBe(400)
  })

  test("can be any that the list names for its event, each with what it does", async () => {
    const { json } = await sandbox.call("GET", "/behaviours")
    const listed = behaviourNames.map((name) => ({
      name,
      told: expect.stringMatching(/^[a-z]/),
      events: [...behaviourOf(name).events],
      externalOnly: name === "wrong-keys",
    }))
    expect(json).toEqual(listed)
    for (const { name, events, externalOnly } of listed) {
      const fits = events.includes("tokenIssuanceStart") && !externalOnly
      expect((await behave(name)).status, name).toBe(fits ? 200 : 400)
    }
  })

  test("refuses a behaviour of another event with a sentence, and stays as it was", async () => {
    await behave("two-actions")
    expect(await behave("wrong-nonce")).toEqual({
      status: 400,
      json: {
        error:
          "wrong-nonce is a behaviour of APIs for passwordSubmit; claims is called for tokenIssuanceStart.",
      },
    })
    expect((await sandbox.call("PUT", "/apis/claims", { behaviour: "inputs-missing" })).status).toBe(400)
    expect(sandbox.world.apis.get("claims")?.behaviour).toBe("two-actions")
  })
})

describe("an API that starts cold", { timeout: 30_000 }, () => {
  test("is rescued by the retry when it is awake in time, and fast after that", async () => {
    await behave("cold-start")
    expect((await signIn()).json).toMatchObject({ code: 0, attempts: 2, httpStatus: 200 })
    expect((await signIn()).json).toMatchObject({ code: 0, attempts: 1 })
  })

  test("fails one sign-in when it takes longer, and is cold again after a quiet time", async () => {
    await behave("long-cold-start")
    expect((await signIn()).json).toMatchObject({ code: 1003005, attempts: 2 })
    expect((await signIn()).json).toMatchObject({ code: 0 })
    await sandbox.call("POST", "/clock", { offsetMs: 30 * 60_000 })
    expect((await signIn()).json).toMatchObject({ code: 1003005, attempts: 2 })
  })
})

describe("what App Service sends instead of the program", () => {
  const answer = async () => {
    await signIn()
    return sandbox.world.log.list("apis").map(({ status }) => status)
  }
  test.each([
    ["easy-auth-401", 401],
    ["easy-auth-403", 403],
    ["host-503", 503],
  ])("%s is %i", async (behaviour, status) => {
    await behave(behaviour)
    expect(await answer()).toEqual([status])
  })
})

describe("the platform", () => {
  test("takes as many callouts in a second as it is set to, and throttles the rest of a burst", async () => {
    await sandbox.call("PUT", "/platform", { calloutsPerSecond: 1 })
    const answers = await Promise.all(Array.from({ length: 12 }, signIn))
    const codes = answers.map(({ json }) => Object(json).code)
    const throttled = codes.filter((code) => code === 1003004).length
    expect(new Set(codes)).toEqual(new Set([0, 1003004]))
    expect(sandbox.world.log.list("apis")).toHaveLength(12 - throttled)
    expect(throttled).toBeLessThan(12)
  })

  test("limits as documented unless it is set otherwise, and keeps what a request does not name", async () => {
    expect((await sandbox.call("GET", "/platform")).json).toEqual({
      calloutsPerSecond: null,
      otherCalloutsPerSecond: 0,
      checksSchemaVersion: false,
      logForm: { status: "null", success: "zero" },
    })
    await sandbox.call("PUT", "/platform", { checksSchemaVersion: true })
    const { json } = await sandbox.call("PUT", "/platform", { calloutsPerSecond: 50 })
    expect(json).toMatchObject({ calloutsPerSecond: 50, checksSchemaVersion: true })
    expect((await sandbox.call("PUT", "/platform", { calloutsPerSecond: -1 })).status).toBe(400)
  })

  test("says 1003008 only of answers that name a schema version", async () => {
    await sandbox.call("PUT", "/platform", { checksSchemaVersion: true })
    await behave("not-json")
    expect((await signIn()).json).toMatchObject({ code: 1003003 })
    await behave("contract-2021")
    expect((await signIn()).json).toMatchObject({ code: 1003008, httpStatus: 200 })
  })
})
