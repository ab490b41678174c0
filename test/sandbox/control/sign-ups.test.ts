import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { collectedProperties } from "../../../sandbox/tenants/ids"
import { calloutsOf, customerOf, deployTo, go, receivedBy, rowsOf, tenantOf } from "./journey"
import { type Sandbox, start } from "./start"

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await start(5670)
})
afterAll(() => sandbox.close())
beforeEach(() => sandbox.world.reset())

const email = "emily@fabrikam.com"
const woodgrove = () => tenantOf(sandbox, "Woodgrove")
const signUp = (body: Record<string, unknown> = {}) =>
  go(sandbox, "/sign-ups", { tenant: "Woodgrove", app: "Woodgrove Groceries", email, ...body })
const stages = ({ rows }: Awaited<ReturnType<typeof signUp>>) => rows.map(({ log, stage }) => stage ?? log)
const codesOf = (answer: Awaited<ReturnType<typeof signUp>>) =>
  rowsOf(woodgrove(), answer).map(({ status }) => status.errorCode)
const isCustomer = (address = email) => woodgrove().users.some(({ mail }) => mail === address)
const answerNext = (path: string, data: unknown) =>
  sandbox.world.next.add(`POST ${path}`, { status: 200, body: { data } })
const startData = (action: string, parameters: object) => ({
  "@odata.type": "microsoft.graph.onAttributeCollectionStartResponseData",
  actions: [{ "@odata.type": `microsoft.graph.attributeCollectionStart.${action}`, ...parameters }],
})
const submitted = () => receivedBy(sandbox, "attributeCollectionSubmit")[0]?.data.userSignUpInfo.attributes

describe("a sign-up with a mailed code", () => {
  test("leaves a row for each step under one correlation id, and that of the sign-in at the end", async () => {
    const answer = await signUp()
    expect(stages(answer)).toEqual([
      "credentialCollection",
      "credentialValidation",
      "attributeCollectionAndValidation",
      "userCreation",
      "signIns",
    ])
    expect(codesOf(answer)).toEqual([0, 1002013, 0, 0, 0])
    const rows = rowsOf(woodgrove(), answer)
    expect(new Set(rows.map(({ correlationId }) => correlationId)).size).toBe(1)
    expect(rows.map((row) => row.appliedEventListeners.map(({ eventType }) => eventType))).toEqual([
      [],
      ["emailOtpSend"],
      ["attributeCollectionStart", "attributeCollectionSubmit"],
      [],
      ["tokenIssuanceStart"],
    ])
  })

  test("knows the app from the second step on, and the user from the moment he exists", async () => {
    const rows = rowsOf(woodgrove(), await signUp())
    const { id } = customerOf(sandbox, email)
    expect(rows.map(({ appDisplayName }) => appDisplayName)).toEqual([
      null,
      ...Array(4).fill("Woodgrove Groceries"),
    ])
    expect(rows.map(({ userId }) => userId)).toEqual([null, null, null, id, id])
  })

  test("writes the times of its steps one after the other, with six digits", async () => {
    const rows = rowsOf(woodgrove(), await signUp()).slice(0, 4)
    const times = rows.map(({ createdDateTime }) => createdDateTime)
    for (const time of times) expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/)
    expect(new Set(times).size).toBe(4)
    expect(times).toEqual(times.toSorted())
  })

  test("ends in tokens for the app and in a customer who can sign in", async () => {
    expect((await signUp()).user).toMatchObject({
      kind: "tokens",
      claims: { loyalty_tier: expect.any(String) },
    })
    const again = await go(sandbox, "/sign-ins", {
      tenant: "Woodgrove",
      app: "Woodgrove Groceries",
      user: email,
    })
    expect(calloutsOf(again)).toEqual(["emailOtpSend 0", "tokenIssuanceStart 0"])
  })

  test("is refused for an address that has an account", async () => {
    await signUp()
    const { status, json } = await sandbox.call("POST", "/sign-ups", {
      tenant: "Woodgrove",
      app: "Woodgrove Groceries",
      email,
    })
    expect({ status, json }).toEqual({
      status: 400,
      json: { error: `Woodgrove has an account for ${email} already.` },
    })
  })
})

test("a sign-up at Google asks for no code and is logged as federation", async () => {
  const answer = await signUp({ method: "google" })
  expect(stages(answer)[1]).toBe("credentialFederation")
  expect(calloutsOf(answer)).not.toContain("emailOtpSend 0")
  expect(rowsOf(woodgrove(), answer)[0]).toMatchObject({
    signUpIdentityProvider: "Google",
    signUpIdentity: { signUpIdentifierType: "federation" },
  })
  expect(sandbox.world.outbox.list()).toEqual([])
})

describe("a native sign-up", () => {
  const native = { app: "Woodgrove Mobile", flow: "native" }

  test("raises no attribute event", async () => {
    const answer = await signUp(native)
    expect(calloutsOf(answer)).toEqual(["emailOtpSend 0", "tokenIssuanceStart 0"])
    expect(answer.user).toMatchObject({ kind: "tokens", protocol: "nativeAuth" })
    expect(isCustomer()).toBe(true)
  })

  test.each([
    ["/sign-ups", { email, method: "google" }],
    ["/sign-ins", { user: "lena@alpineskihouse.com" }],
  ])("cannot go by Google (%s)", async (path, body) => {
    const { status, json } = await sandbox.call("POST", path, { tenant: "Woodgrove", ...native, ...body })
    expect(status).toBe(400)
    expect(JSON.stringify(json)).toContain("Google")
    expect(sandbox.world.log.list("apis")).toEqual([])
  })

  test("needs an app that allows it", async () => {
    const body = { tenant: "Woodgrove", app: "Woodgrove Groceries", flow: "native", email }
    expect((await sandbox.call("POST", "/sign-ups", body)).status).toBe(400)
  })
})

describe("what an API asks for on the page", () => {
  test("a block before the page keeps somebody out, with the API's own words", async () => {
    const answer = await signUp({ email: "kim@blocked.example" })
    expect(calloutsOf(answer)).toEqual(["emailOtpSend 0", "attributeCollectionStart 0"])
    expect(answer.callouts.at(-1)?.action).toBe("showBlockPage")
    expect(answer.user).toMatchObject({
      kind: "hosted-page",
      at: "woodgrove.ciamlogin.com",
      title: "You cannot sign up here",
      message: expect.stringContaining("address of this domain"),
    })
    expect(stages(answer).at(-1)).toBe("attributeCollectionAndValidation")
    expect(codesOf(answer).at(-1)).toBe(1002013)
    expect(isCustomer("kim@blocked.example")).toBe(false)
  })

  test("a block after the page does the same", async () => {
    const answer = await signUp({ attributes: { city: "Atlantis" } })
    expect(answer.callouts.at(-1)).toMatchObject({
      eventType: "attributeCollectionSubmit",
      action: "showBlockPage",
    })
    expect(answer.user).toMatchObject({ kind: "hosted-page", title: "We do not deliver there" })
    expect(isCustomer()).toBe(false)
  })

  test("a validation error stands beside the field that it is about", async () => {
    const answer = await signUp({ attributes: { postalCode: "somewhere" } })
    expect(answer).toMatchObject({ code: 0, httpStatus: 200 })
    expect(answer.callouts.at(-1)?.action).toBe("showValidationError")
    expect(answer.user).toMatchObject({
      kind: "hosted-page",
      message: "Please check your address.",
      attributeErrors: { postalCode: expect.any(String) },
    })
    expect(isCustomer()).toBe(false)
  })

  test("prefilled values are what somebody leaves in the fields that he does not touch", async () => {
    answerNext(
      "/api/onAttributeCollectionStart",
      startData("setPrefillValues", {
        inputs: { city: "Basel", displayName: "E. B.", notOnThePage: "x" },
      }),
    )
    await signUp({ attributes: { displayName: "Emily" } })
    expect(submitted()).toMatchObject({ city: { value: "Basel" }, displayName: { value: "Emily" } })
    expect(submitted()).not.toHaveProperty("notOnThePage")
    expect(customerOf(sandbox, email).displayName).toBe("Emily")
  })

  test("modified values are what the directory keeps, not what was typed", async () => {
    const loyalty = collectedProperties.loyaltyNumber
    const answer = await signUp({ attributes: { displayName: "  Emily ", [loyalty]: "WG-1 , WG-2" } })
    expect(answer.callouts[2]?.action).toBe("modifyAttributeValues")
    expect(submitted()).toMatchObject({ displayName: { value: "  Emily " } })
    const user = customerOf(sandbox, email)
    expect(user.displayName).toBe("Emily")
    expect(user.extensions[loyalty]).toBe("WG-1,WG-2")
  })

  test("values of another type than the attribute's are not taken", async () => {
    answerNext(
      "/api/onAttributeCollectionStart",
      startData("setPrefillValues", {
        inputs: { [collectedProperties.newsletter]: "yes" },
      }),
    )
    await signUp()
    expect(submitted()[collectedProperties.newsletter]).toMatchObject({ value: false })
  })
})

test.each([
  ["colour", "red"],
  ["displayName", 7],
  ["displayName", "x".repeat(251)],
  ["country", "Atlantis"],
])("what the page has no field for is refused: %s %j", async (name, value) => {
  const body = { tenant: "Woodgrove", app: "Woodgrove Groceries", email, attributes: { [name]: value } }
  const { status, json } = await sandbox.call("POST", "/sign-ups", body)
  expect(status).toBe(400)
  expect(JSON.stringify(json)).toContain(`has no field ${name}`)
  expect(woodgrove().signUps.size).toBe(0)
})

describe("a failed callout on the page", () => {
  test.each([
    ["sign-up-start", ["attributeCollectionStart 1003002"]],
    ["sign-up-submit", ["attributeCollectionStart 0", "attributeCollectionSubmit 1003002"]],
  ])("of %s ends the sign-up there, at Microsoft", async (api, callouts) => {
    await deployTo(sandbox, api, "500")
    const answer = await signUp()
    expect(calloutsOf(answer)).toEqual(["emailOtpSend 0", ...callouts])
    expect(answer.user).toMatchObject({
      kind: "error-page",
      at: "woodgrove.ciamlogin.com",
      message: "Something went wrong",
    })
    expect(codesOf(answer).at(-1)).toBe(1100001)
    expect(isCustomer()).toBe(false)
  })

  test("of the token ends after the account was made, and with the app", async () => {
    await deployTo(sandbox, "woodgrove-claims", "500")
    const answer = await signUp()
    expect(answer).toMatchObject({ code: 1003002, user: { kind: "redirect", error: "server_error" } })
    expect(codesOf(answer)).toEqual([0, 1002013, 0, 0, 1100001])
    expect(isCustomer()).toBe(true)
  })
})
