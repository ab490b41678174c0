import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { toMigrateProperty, woodgroveIds } from "../../../sandbox/tenants/ids"
import { calloutsOf, customerOf, deployTo, go, rowsOf, tenantOf } from "./journey"
import { type Sandbox, start } from "./start"

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await start(5680)
})
afterAll(() => sandbox.close())
beforeEach(() => sandbox.world.reset())

type Answer = Awaited<ReturnType<typeof signIn>>

const signIn = (user: string, body: Record<string, unknown> = {}) =>
  go(sandbox, "/sign-ins", { tenant: "Woodgrove", app: "Woodgrove Groceries", user, ...body })
const codesOf = (answer: Answer) =>
  rowsOf(tenantOf(sandbox, "Woodgrove"), answer).map(({ status }) => status.errorCode)
const mailsTo = (address: string) => sandbox.world.outbox.list(address)

function listenerOf(id: string) {
  const listener = tenantOf(sandbox, "Woodgrove").authenticationEventListeners.find((one) => one.id === id)
  if (!listener) throw new Error(`Woodgrove has no listener ${id}.`)
  return listener
}

describe("a mailed code", () => {
  const ravi = "ravi@adatum.com"
  const fallBack = () => {
    listenerOf(woodgroveIds.otpListener).handler.configuration = {
      behaviorOnError: { "@odata.type": "#microsoft.graph.fallbackToMicrosoftProviderOnError" },
      clientConfiguration: null,
    }
  }

  test("comes by the customer's own API, and once", async () => {
    const answer = await signIn(ravi)
    expect(calloutsOf(answer)).toEqual(["emailOtpSend 0", "tokenIssuanceStart 0"])
    expect(mailsTo(ravi)).toMatchObject([
      { via: "api", api: "mail", correlationId: answer.row?.correlationId },
    ])
  })

  test("comes from Microsoft when nobody listens", async () => {
    const tenant = tenantOf(sandbox, "Woodgrove")
    tenant.authenticationEventListeners = tenant.authenticationEventListeners.filter(
      ({ id }) => id !== woodgroveIds.otpListener,
    )
    const answer = await signIn(ravi)
    expect(calloutsOf(answer)).toEqual(["tokenIssuanceStart 0"])
    expect(mailsTo(ravi)).toMatchObject([{ via: "microsoft", api: null }])
  })

  test("without a fallback a failed callout ends the sign-in with 1100001 and no mail", async () => {
    await deployTo(sandbox, "mail", "500")
    const answer = await signIn(ravi)
    expect(calloutsOf(answer)).toEqual(["emailOtpSend 1003002"])
    expect(answer.user).toMatchObject({
      kind: "error-page",
      at: "woodgrove.ciamlogin.com",
      message: "There was an issue looking up your account.",
    })
    expect(codesOf(answer)).toEqual([1100001])
    expect(mailsTo(ravi)).toEqual([])
  })

  test("with a fallback Microsoft's mail comes, and the row has status 0 and the code inside", async () => {
    fallBack()
    await deployTo(sandbox, "mail", "500")
    const answer = await signIn(ravi)
    expect(calloutsOf(answer)).toEqual(["emailOtpSend 1003002", "tokenIssuanceStart 0"])
    expect(answer).toMatchObject({ code: 1003002, httpStatus: 500, user: { kind: "tokens" } })
    expect(codesOf(answer)).toEqual([0])
    const [row] = rowsOf(tenantOf(sandbox, "Woodgrove"), answer)
    expect(row?.appliedEventListeners[0]?.handlerResult?.errorCode).toBe(1003002)
    expect(mailsTo(ravi)).toMatchObject([{ via: "microsoft", api: null }])
  })

  test("with a fallback a sign-up goes on as well", async () => {
    fallBack()
    await deployTo(sandbox, "mail", "500")
    const answer = await go(sandbox, "/sign-ups", {
      tenant: "Woodgrove",
      app: "Woodgrove Groceries",
      email: "emily@fabrikam.com",
    })
    expect(answer).toMatchObject({ code: 1003002, user: { kind: "tokens" } })
    expect(codesOf(answer)).toEqual([0, 1002013, 0, 0, 0])
    expect(mailsTo("emily@fabrikam.com")).toMatchObject([{ via: "microsoft", requestType: "signUp" }])
  })

  test("a fallback that the extension names counts where the listener names none", async () => {
    const extension = tenantOf(sandbox, "Woodgrove").customAuthenticationExtensions.find(
      ({ id }) => id === woodgroveIds.otpExtension,
    )
    if (extension)
      extension.behaviorOnError = { "@odata.type": "#microsoft.graph.fallbackToMicrosoftProviderOnError" }
    await deployTo(sandbox, "mail", "500")
    expect((await signIn(ravi)).user.kind).toBe("tokens")
  })

  test("that an API only says it has sent never arrives, although the callout went well", async () => {
    await deployTo(sandbox, "mail", "mail-not-sent")
    const answer = await signIn(ravi)
    expect(calloutsOf(answer)).toEqual(["emailOtpSend 0"])
    expect(answer.user).toMatchObject({ kind: "hosted-page", title: "Enter code" })
    expect(codesOf(answer)).toEqual([1002013])
    expect(mailsTo(ravi)).toEqual([])
  })

  test("a sign-up without the mail goes no further", async () => {
    await deployTo(sandbox, "mail", "mail-not-sent")
    const answer = await go(sandbox, "/sign-ups", {
      tenant: "Woodgrove",
      app: "Woodgrove Groceries",
      email: "emily@fabrikam.com",
    })
    expect(answer.rows.map(({ stage }) => stage)).toEqual(["credentialCollection", "credentialValidation"])
    expect(answer.user).toMatchObject({ kind: "hosted-page", title: "Enter code" })
  })
})

describe("a password", () => {
  const dana = "dana@proseware.com"

  test("that is right needs no callout of its own", async () => {
    expect(calloutsOf(await signIn(dana))).toEqual(["tokenIssuanceStart 0"])
  })

  test("that is wrong ends in 50126 without any callout", async () => {
    const answer = await signIn(dana, { password: "guessed" })
    expect(answer).toMatchObject({
      code: null,
      callouts: [],
      user: { kind: "hosted-page", message: "Your password is incorrect." },
    })
    expect(codesOf(answer)).toEqual([50126])
    expect(sandbox.world.log.list("apis")).toEqual([])
  })

  test("that is wrong in a native app is told to the app", async () => {
    const answer = await signIn(dana, { password: "guessed", app: "Woodgrove Mobile", flow: "native" })
    expect(answer.user).toMatchObject({ kind: "token-error", error: "invalid_grant" })
    expect(codesOf(answer)).toEqual([50126])
  })
})

describe("a password in the old store", () => {
  const otto = "otto@tailwindtraders.com"
  const isMarked = (address: string) => customerOf(sandbox, address).extensions[toMigrateProperty]

  test("is asked for once: the first sign-in moves it, the second finds it", async () => {
    const first = await signIn(otto)
    expect(calloutsOf(first)).toEqual(["passwordSubmit 0", "tokenIssuanceStart 0"])
    expect(first.callouts[0]?.action).toBe("MigratePassword")
    expect(isMarked(otto)).toBe(false)
    expect(calloutsOf(await signIn(otto))).toEqual(["tokenIssuanceStart 0"])
  })

  test("both callouts stand in the one row of the sign-in", async () => {
    const answer = await signIn(otto)
    const [row] = rowsOf(tenantOf(sandbox, "Woodgrove"), answer)
    expect(row?.appliedEventListeners.map(({ eventType }) => eventType)).toEqual([
      "passwordSubmit",
      "tokenIssuanceStart",
    ])
  })

  test.each([
    ["Retry", otto, "guessed", "Sign in"],
    ["Block", "chloe@firstupconsultants.com", undefined, "Your account is locked"],
    ["UpdatePassword", "bjorn@treyresearch.net", undefined, "Update your password"],
  ])("%s gives no tokens and moves nothing", async (action, user, password, title) => {
    const answer = await signIn(user, { password })
    expect(answer.callouts).toMatchObject([{ eventType: "passwordSubmit", code: 0, action }])
    expect(answer.user).toMatchObject({ kind: "hosted-page", title })
    expect(codesOf(answer)).toEqual([1002013])
    expect(isMarked(user)).toBe(true)
  })

  test("is not asked for when Entra has the right one already, and the mark goes", async () => {
    const user = customerOf(sandbox, otto)
    tenantOf(sandbox, "Woodgrove").credentials.set(user.id, { kind: "password", password: "set by hand" })
    expect(calloutsOf(await signIn(otto, { password: "set by hand" }))).toEqual(["tokenIssuanceStart 0"])
    expect(isMarked(otto)).toBe(false)
  })

  test("keeps its mark where the app's listener names none, although Entra has the password", async () => {
    const dana = customerOf(sandbox, "dana@proseware.com")
    dana.extensions[toMigrateProperty] = true
    await signIn("dana@proseware.com", { app: "Woodgrove Mobile" })
    expect(dana.extensions[toMigrateProperty]).toBe(true)
    await signIn("dana@proseware.com")
    expect(dana.extensions[toMigrateProperty]).toBe(false)
  })

  test("is not moved when the callout fails, and the app hears of it", async () => {
    await deployTo(sandbox, "migration", "wrong-nonce")
    const answer = await signIn(otto)
    expect(answer.code).not.toBe(0)
    expect(codesOf(answer)).toEqual([1100001])
    expect(isMarked(otto)).toBe(true)
  })

  test("is not asked for in an app that no listener of the kind names", async () => {
    const answer = await signIn(otto, { app: "Woodgrove Mobile", flow: "native" })
    expect(answer.callouts).toEqual([])
    expect(codesOf(answer)).toEqual([50126])
  })

  test("without a key to encrypt it to nothing is sent", async () => {
    const api = tenantOf(sandbox, "Woodgrove").applications.find(
      ({ appId }) => appId === woodgroveIds.migrationApiApp,
    )
    if (api) api.tokenEncryptionKeyId = null
    const answer = await signIn(otto)
    expect(answer.callouts).toMatchObject([{ eventType: "passwordSubmit", attempts: 0, httpStatus: null }])
    expect(sandbox.world.log.list("apis")).toEqual([])
  })
})

test("a customer at Google signs in without a code or a password", async () => {
  const answer = await signIn("lena@alpineskihouse.com")
  expect(calloutsOf(answer)).toEqual(["tokenIssuanceStart 0"])
  expect(rowsOf(tenantOf(sandbox, "Woodgrove"), answer)).toMatchObject([{ authenticationProtocol: "oAuth2" }])
})
