import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import type { CalloutAnswer } from "../../../sandbox/control/report"
import { contosoIds, woodgroveIds } from "../../../sandbox/tenants/ids"
import { applicationOf, calloutsOf, deployTo, go, receivedBy, rowsOf, tenantOf } from "./journey"
import { type Sandbox, start } from "./start"

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await start(5660)
})
afterAll(() => sandbox.close())
beforeEach(() => sandbox.world.reset())

const contoso = () => tenantOf(sandbox, "Contoso")
const atContoso = (body: Record<string, unknown> = {}) =>
  go(sandbox, "/sign-ins", { user: "casey", app: "Woodgrove Groceries", ...body })
const atWoodgrove = (body: Record<string, unknown>) =>
  go(sandbox, "/sign-ins", { tenant: "Woodgrove", app: "Woodgrove Groceries", ...body })
const recover = (body: Record<string, unknown> = {}) =>
  go(sandbox, "/recoveries", { user: "casey", app: "Woodgrove Groceries", ...body })
const behave = (api: string, behaviour: string) => deployTo(sandbox, api, behaviour)

const claimsCallout: CalloutAnswer = {
  eventType: "tokenIssuanceStart",
  listener: contosoIds.listener,
  extension: contosoIds.extension,
  code: 0,
  attempts: 1,
  httpStatus: 200,
  action: "provideClaimsForToken",
}

describe("the answer of a journey", () => {
  test("tells the rows, the callouts and what the app received", async () => {
    const answer = await atContoso()
    const [row] = rowsOf(contoso(), answer)
    const told = {
      log: "signIns",
      id: row?.id,
      correlationId: row?.correlationId,
      createdDateTime: row?.createdDateTime,
    }
    expect(answer).toEqual({
      row: told,
      code: 0,
      attempts: 1,
      httpStatus: 200,
      user: {
        kind: "tokens",
        to: "https://groceries.contoso.example/signin-oidc",
        protocol: "oAuth2",
        claims: {
          dob: expect.any(String),
          loyalty_tier: expect.any(String),
          custom_roles: expect.any(Array),
        },
      },
      rows: [told],
      callouts: [claimsCallout],
    })
  })

  test("of a failure shows the callout that failed, not the last one that went well", async () => {
    await behave("woodgrove-claims", "500")
    const answer = await atWoodgrove({ user: "ravi@adatum.com" })
    expect(calloutsOf(answer)).toEqual(["emailOtpSend 0", "tokenIssuanceStart 1003002"])
    expect(answer).toMatchObject({ code: 1003002, attempts: 1, httpStatus: 500 })
  })
})

describe("after a failed callout", () => {
  beforeEach(async () => {
    await behave("claims", "500")
    await behave("woodgrove-claims", "500")
  })

  test("an app in a browser gets a redirect with the error, and no token", async () => {
    const answer = await atContoso()
    const { user, row } = answer
    if (user.kind !== "redirect") throw new Error(`The app received ${user.kind}.`)
    const location = new URL(user.location)
    expect(location.origin + location.pathname).toBe("https://groceries.contoso.example/signin-oidc")
    expect(location.searchParams.get("error")).toBe("server_error")
    expect(location.searchParams.get("error_description")).toBe(user.errorDescription)
    expect(user.errorDescription).toMatch(/^AADSTS1100001: /)
    expect(user.errorDescription).toContain(`Trace ID: ${row?.id} Correlation ID: ${row?.correlationId} `)
    const [logged] = rowsOf(contoso(), answer)
    expect(logged?.status.errorCode).toBe(1100001)
    expect(logged?.appliedEventListeners[0]?.handlerResult).toMatchObject({
      errorCode: 1003002,
      httpStatus: 500,
      numberOfAttempts: 1,
    })
  })

  test("somebody on the way to a SAML app stays on a page of Microsoft's", async () => {
    const { user } = await atContoso({ app: "Contoso Expenses" })
    expect(user).toMatchObject({ kind: "error-page", at: "login.microsoftonline.com" })
  })

  test.each([
    ["a renewal of tokens", { user: "dana@proseware.com", flow: "refresh" }],
    ["a native app", { user: "dana@proseware.com", flow: "native", app: "Woodgrove Mobile" }],
  ])("%s gets the error as the answer of its own request", async (_, body) => {
    const { user } = await atWoodgrove(body)
    expect(user).toMatchObject({ kind: "token-error", status: 400, error: "server_error" })
  })
})

describe("a recovery", () => {
  test("that the API lets pass ends on the page that says so", async () => {
    const answer = await recover()
    expect(answer.callouts).toEqual([
      {
        ...claimsCallout,
        eventType: "verifiedIdClaimValidation",
        listener: contosoIds.verifiedIdListener,
        extension: contosoIds.verifiedIdExtension,
        action: "pass",
      },
    ])
    expect(answer.user).toMatchObject({ kind: "hosted-page", title: "Identity verified" })
    expect(rowsOf(contoso(), answer).map(({ status }) => status.errorCode)).toEqual([0])
  })

  test("with somebody else's claims does not succeed, although the callout does", async () => {
    const answer = await recover({ claims: { lastName: "Somebody" } })
    expect(answer.callouts).toMatchObject([{ code: 0, action: "failed" }])
    expect(answer.user).toMatchObject({ kind: "hosted-page", title: "Identity not verified" })
    expect(rowsOf(contoso(), answer).map(({ status }) => status.errorCode)).toEqual([1002013])
  })

  test("that nobody listens to succeeds in the log and on the page", async () => {
    const { authenticationEventListeners: listeners } = contoso()
    listeners.splice(
      0,
      listeners.length,
      ...listeners.filter(({ id }) => id !== contosoIds.verifiedIdListener),
    )
    const answer = await recover()
    expect(answer.callouts).toEqual([])
    expect(answer.user).toMatchObject({ title: "Identity verified" })
    expect(rowsOf(contoso(), answer).map(({ status }) => status.errorCode)).toEqual([0])
  })

  test("is refused in an external tenant", async () => {
    const refused = recover({ tenant: "Woodgrove", user: "dana@proseware.com" })
    await expect(refused).rejects.toThrow("Woodgrove is an external tenant")
  })

  test("fails as a sign-in does when the callout fails", async () => {
    await behave("verified-id", "500")
    const answer = await recover()
    expect(calloutsOf(answer)).toEqual(["verifiedIdClaimValidation 1003002"])
    expect(answer.user).toMatchObject({ kind: "redirect", error: "server_error" })
  })
})

describe("mapped claims", () => {
  test("only those of the policy reach the token, under the names that it gives them", async () => {
    const { user } = await atContoso()
    expect(user.kind === "tokens" && Object.keys(user.claims).sort()).toEqual([
      "custom_roles",
      "dob",
      "loyalty_tier",
    ])
  })

  test("an id in another case than the API's maps nothing", async () => {
    for (const policy of contoso().claimsMappingPolicies)
      policy.definition = policy.definition.map((text) =>
        text.replace('"ID":"DateOfBirth"', '"ID":"dateOfBirth"'),
      )
    const { user } = await atContoso()
    expect(user.kind === "tokens" && Object.keys(user.claims).sort()).toEqual([
      "custom_roles",
      "loyalty_tier",
    ])
  })

  test("without a policy for the app the API is called and nothing reaches the token", async () => {
    for (const policy of contoso().claimsMappingPolicies) policy.appliesTo = []
    const answer = await atContoso()
    expect(calloutsOf(answer)).toEqual(["tokenIssuanceStart 0"])
    expect(answer.user).toMatchObject({ kind: "tokens", claims: {} })
  })

  test("an app that does not accept them is refused by 50146, and nobody is called", async () => {
    applicationOf(contoso(), contosoIds.groceriesApp).api.acceptMappedClaims = false
    const answer = await atContoso()
    expect(answer).toMatchObject({ code: null, callouts: [] })
    expect(answer.user).toMatchObject({
      kind: "redirect",
      errorDescription: expect.stringMatching(/^AADSTS50146: /),
    })
    expect(rowsOf(contoso(), answer).map(({ status }) => status.errorCode)).toEqual([50146])
    expect(sandbox.world.log.list("apis")).toEqual([])
  })
})

describe("an access token for an API", () => {
  const withToken = () => atContoso({ resource: "Contoso Orders API" })
  const listenFor = (...appIds: string[]) => {
    const listener = contoso().authenticationEventListeners.find(({ id }) => id === contosoIds.listener)
    if (!listener) throw new Error("Contoso has no listener.")
    listener.conditions.applications.includeApplications = appIds.map((appId) => ({ appId }))
  }
  const sources = () =>
    receivedBy(sandbox, "tokenIssuanceStart").map(({ source }) => String(source).split("/").at(-1))

  test("raises the event for the API beside that for the ID token", async () => {
    expect(calloutsOf(await withToken())).toEqual(["tokenIssuanceStart 0", "tokenIssuanceStart 0"])
    expect(sources()).toEqual([contosoIds.groceriesApp, contosoIds.ordersApp])
  })

  test("a listener for the client alone hears of the ID token only", async () => {
    listenFor(contosoIds.groceriesApp)
    await withToken()
    expect(sources()).toEqual([contosoIds.groceriesApp])
  })

  test("a listener for the API alone hears of the access token only", async () => {
    listenFor(contosoIds.ordersApp)
    await withToken()
    expect(sources()).toEqual([contosoIds.ordersApp])
  })

  test("is named in the row as the resource", async () => {
    expect(rowsOf(contoso(), await withToken())).toMatchObject([
      {
        appId: contosoIds.groceriesApp,
        resourceId: contosoIds.ordersApp,
        resourceDisplayName: "Contoso Orders API",
      },
    ])
  })
})

test("a customer's native sign-in is logged as nativeAuth, with his code and his token", async () => {
  const answer = await atWoodgrove({ user: "ravi@adatum.com", app: "Woodgrove Mobile", flow: "native" })
  expect(calloutsOf(answer)).toEqual(["emailOtpSend 0", "tokenIssuanceStart 0"])
  expect(rowsOf(tenantOf(sandbox, "Woodgrove"), answer)).toMatchObject([
    {
      authenticationProtocol: "nativeAuth",
      appId: woodgroveIds.mobileApp,
      appliedEventListeners: [{ eventType: "emailOtpSend" }, { eventType: "tokenIssuanceStart" }],
    },
  ])
})
