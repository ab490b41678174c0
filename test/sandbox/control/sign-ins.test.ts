import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import type { JourneyAnswer } from "../../../sandbox/control/report"
import { contosoIds } from "../../../sandbox/tenants/ids"
import type { Tenant } from "../../../sandbox/tenants/types"
import { rowsOf } from "../graph/rows"
import { type Sandbox, start } from "./start"

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await start(5410)
})
afterAll(() => sandbox.close())
beforeEach(() => sandbox.world.reset())

function contoso(): Tenant {
  const tenant = sandbox.world.tenants.get(contosoIds.tenant)
  if (!tenant) throw new Error("The world has lost Contoso.")
  return tenant
}

const signIn = (change: Record<string, unknown> = {}) =>
  sandbox.call("POST", "/sign-ins", { user: "casey", app: "Woodgrove Groceries", ...change })
async function answerNext(answer: unknown): Promise<void> {
  const queued = await sandbox.call("POST", "/next", { route: "POST /api/onTokenIssuanceStart", answer })
  expect(queued.status).toBe(200)
}

test("a sign-in answers with the row it wrote and what the app received", async () => {
  const { status, json } = await signIn()
  const row = contoso().signIns.newest
  expect(status).toBe(200)
  expect(json).toMatchObject({
    row: { id: row?.id, correlationId: row?.correlationId, createdDateTime: row?.createdDateTime },
    code: 0,
    attempts: 1,
    httpStatus: 200,
    user: { kind: "tokens", to: "https://groceries.contoso.example/signin-oidc", protocol: "oAuth2" },
  })
  // Of what the API provides, only what the mapping policy names reaches the token, under the name given there.
  const { user } = json as JourneyAnswer
  expect(user.kind === "tokens" && Object.keys(user.claims)).toEqual(["dob", "loyalty_tier", "custom_roles"])
})

test("the API is called with a token for itself and the same correlation id as the row", async () => {
  await signIn()
  const [request] = sandbox.world.log.list("apis")
  expect(request?.headers.authorization).toMatch(/^Bearer [\w-]+\.[\w-]+\.[\w-]+$/)
  const correlationId = contoso().signIns.newest?.correlationId
  expect(JSON.parse(request?.body ?? "")).toMatchObject({
    data: { authenticationContext: { correlationId } },
  })
})

test.each(["casey", "CASEY@contoso.com", "8a7b6c5d-4e3f-4201-9182-736455463728"])(
  "%s names Casey",
  async (user) => {
    await signIn({ user })
    expect(contoso().signIns.newest?.userDisplayName).toBe("Casey Jensen")
  },
)

test("a guest is found by the name of the invitation", async () => {
  await signIn({ user: "john", app: contosoIds.groceriesApp })
  expect(contoso().signIns.newest).toMatchObject({ userType: "guest", appId: contosoIds.groceriesApp })
})

test("a SAML app's failure ends on an error page and is logged as saml20", async () => {
  await sandbox.call("POST", "/specimens/1003021")
  const { json } = await signIn({ app: "Contoso Expenses" })
  expect(json).toMatchObject({ code: 1003021, user: { kind: "error-page" } })
  expect(contoso().signIns.newest?.authenticationProtocol).toBe("saml20")
})

test("a refresh is a non-interactive row", async () => {
  await signIn({ flow: "refresh" })
  expect(contoso().signIns.newest).toMatchObject({ isInteractive: false, incomingTokenType: "refreshToken" })
})

test("an app that no listener names signs in without a callout", async () => {
  const { json } = await signIn({ app: "Calloutscope" })
  expect(json).toMatchObject({
    code: null,
    attempts: null,
    httpStatus: null,
    user: { kind: "tokens", claims: {} },
  })
  expect(sandbox.world.log.list("apis")).toEqual([])
  expect(contoso().signIns.newest?.appliedEventListeners).toEqual([])
})

test("the row carries the sandbox's time, not the machine's", async () => {
  await sandbox.call("POST", "/clock", { offsetMs: -40 * 86_400_000 })
  await signIn()
  const logged = Date.parse(contoso().signIns.newest?.createdDateTime ?? "")
  expect(Math.abs(Date.now() - 40 * 86_400_000 - logged)).toBeLessThan(5000)
})

test("rows of a moved clock fall into their place in the log", async () => {
  await signIn()
  await sandbox.call("POST", "/clock", { offsetMs: -60_000 })
  await signIn({ user: "mona" })
  expect(rowsOf(contoso().signIns).map(({ userDisplayName }) => userDisplayName)).toEqual([
    "Mona Kane",
    "Casey Jensen",
  ])
})

describe("the API's answer decides", () => {
  test.each([
    [1003002, { status: 401 }],
    [1003006, { status: 200, body: "all right" }],
    [1003003, { status: 200, body: { claims: {} } }],
    [1003009, { status: 200, headers: { "content-type": "application/json" } }],
    [1003027, { reset: true }],
  ])("%i", async (code, answer) => {
    await answerNext(answer)
    expect((await signIn()).json).toMatchObject({ code, attempts: 1 })
    expect((await signIn()).json).toMatchObject({ code: 0 })
  })

  test("a slow first attempt is made good by the second", { timeout: 15_000 }, async () => {
    await answerNext({ status: 200, body: "late", delayMs: 2300 })
    expect((await signIn()).json).toMatchObject({ code: 0, attempts: 2, httpStatus: 200 })
    expect(contoso().signIns.newest?.processingTimeInMilliseconds).toBeGreaterThanOrEqual(1990)
  })
})

describe("names that nobody knows are refused in a sentence", () => {
  test.each([
    ["There is no tenant Fabrikam; known are Contoso, Woodgrove.", { tenant: "Fabrikam" }],
    ["Contoso has no user zoe.", { user: "zoe" }],
    ["Contoso has no app Bikes.", { app: "Bikes" }],
    [
      "Authentication events API has no redirect URI, so nobody can sign in to it.",
      { app: "Authentication events API" },
    ],
    [
      "Contoso Expenses uses SAML, which has no refresh tokens.",
      { app: "Contoso Expenses", flow: "refresh" },
    ],
  ])("%s", async (error, change) => {
    expect(await signIn(change)).toEqual({ status: 400, json: { error } })
    expect(contoso().signIns.size).toBe(0)
  })
})
