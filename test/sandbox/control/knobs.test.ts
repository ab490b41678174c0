import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { type Sandbox, start } from "./start"

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await start(5700)
})
afterAll(() => sandbox.close())
beforeEach(() => sandbox.world.reset())

const places = [
  ["claims", "tokenIssuanceStart", "claims.contoso.example", "/api/onTokenIssuanceStart"],
  ["verified-id", "verifiedIdClaimValidation", "people.contoso.example", "/api/onVerifiedIdClaimValidation"],
  ["woodgrove-claims", "tokenIssuanceStart", "claims.woodgrove.example", "/api/onTokenIssuanceStart"],
  [
    "sign-up-start",
    "attributeCollectionStart",
    "signup.woodgrove.example",
    "/api/onAttributeCollectionStart",
  ],
  [
    "sign-up-submit",
    "attributeCollectionSubmit",
    "signup.woodgrove.example",
    "/api/onAttributeCollectionSubmit",
  ],
  ["mail", "emailOtpSend", "mail.woodgrove.example", "/api/onOtpSend"],
  ["migration", "passwordSubmit", "legacy.woodgrove.example", "/api/onPasswordSubmit"],
] as const

describe("the customers' APIs", () => {
  test("are listed with their events and addresses, all healthy", async () => {
    const { json } = await sandbox.call("GET", "/apis")
    expect(json).toMatchObject(
      places.map(([name, event, host, path]) => ({
        name,
        event,
        host,
        path,
        behaviour: "healthy",
        extraCallers: [],
      })),
    )
  })

  test.each(places.map(([name]) => name))("%s takes another behaviour and other callers", async (name) => {
    const changes = { behaviour: "slow", extraCallers: ["11111111-2222-4333-8444-555555555555"] }
    expect(await sandbox.call("PUT", `/apis/${name}`, changes)).toMatchObject({
      status: 200,
      json: { name, ...changes },
    })
    const others = [...sandbox.world.apis.values()].filter((api) => api.name !== name)
    expect(new Set(others.map(({ behaviour }) => behaviour))).toEqual(new Set(["healthy"]))
  })

  test("keep what the request does not name", async () => {
    await sandbox.call("PUT", "/apis/claims", { behaviour: "500" })
    await sandbox.call("PUT", "/apis/claims", { extraCallers: [] })
    expect(sandbox.world.apis.get("claims")?.behaviour).toBe("500")
  })

  test("refuse a behaviour that there is not, and an unknown name", async () => {
    expect((await sandbox.call("PUT", "/apis/claims", { behaviour: "sleepy" })).status).toBe(400)
    expect((await sandbox.call("PUT", "/apis/moon", {})).json).toEqual({
      error: `There is no API moon; there are ${places.map(([name]) => name).join(", ")}.`,
    })
  })

  test("change neither behaviour nor callers by a request that is refused", async () => {
    const extraCallers = ["11111111-2222-4333-8444-555555555555"]
    await sandbox.call("PUT", "/apis/mail", { behaviour: "null-claims", extraCallers })
    expect(sandbox.world.apis.get("mail")).toMatchObject({ behaviour: "healthy", extraCallers: [] })
  })

  test("offer on the page what their event has, and nothing else", async () => {
    const text = await (await sandbox.fetchPath("/")).text()
    const formOf = (name: string) => text.split(`action="/apis/${name}"`)[1]?.split("</form>")[0] ?? ""
    expect(formOf("mail")).toContain('value="mail-not-sent"')
    expect(formOf("mail")).toContain('value="wrong-keys"')
    expect(formOf("mail")).not.toContain('value="null-claims"')
    expect(formOf("claims")).toContain('value="null-claims"')
    expect(formOf("claims")).not.toContain('value="wrong-keys"')
  })
})

describe("the outbox", () => {
  const mail = (to: string, code: string) => ({
    at: "2026-11-20T12:00:00.000Z",
    to,
    subject: "Your code",
    text: `Use the code ${code}.`,
    code,
    requestType: "signIn",
    correlationId: "20af61be-2d64-4d70-a5b3-2f2c1d3e4f50",
    via: "api" as const,
    api: "mail",
  })
  const codes = async (path: string) => {
    const { json } = await sandbox.call("GET", path)
    return Array.isArray(json) ? json.map(({ code }) => code) : json
  }
  beforeEach(() => {
    sandbox.world.outbox.add(mail("ravi@adatum.com", "11111111"))
    sandbox.world.outbox.add(mail("wei@graphicdesigninstitute.com", "22222222"))
    sandbox.world.outbox.add(mail("ravi@adatum.com", "33333333"))
  })

  test("is listed with everything that is known of a mail, newest last", async () => {
    const { json } = await sandbox.call("GET", "/outbox")
    expect(json).toEqual([
      mail("ravi@adatum.com", "11111111"),
      mail("wei@graphicdesigninstitute.com", "22222222"),
      mail("ravi@adatum.com", "33333333"),
    ])
  })

  test("is listed for one address", async () => {
    expect(await codes("/outbox?to=Ravi@adatum.com")).toEqual(["11111111", "33333333"])
    expect(await codes("/outbox?to=nobody@adatum.com")).toEqual([])
  })

  test("is empty once it was deleted, and after a reset", async () => {
    expect(await sandbox.call("DELETE", "/outbox")).toEqual({ status: 200, json: { mails: 0 } })
    expect(await codes("/outbox")).toEqual([])
    sandbox.world.outbox.add(mail("ravi@adatum.com", "44444444"))
    await sandbox.call("POST", "/reset")
    expect(await codes("/outbox")).toEqual([])
  })
})

describe("a knob", () => {
  test.each([
    ["/clock", { offsetMs: 9e15 }],
    ["/clock", { offsetMs: -9e15 }],
    ["/next", { route: "GET /x", answer: { headers: { "no name": "x" } } }],
    ["/next", { route: "GET /x", answer: { headers: { "x-text": "two\nlines" } } }],
  ])("%s refuses what could not be kept to: %j", async (path, body) => {
    expect((await sandbox.call("POST", path, body)).status).toBe(400)
    expect((await sandbox.fetchPath("/")).status).toBe(200)
  })
})
