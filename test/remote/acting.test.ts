import { InteractionRequiredAuthError, ServerError } from "@azure/msal-node"
import { decodeJwt } from "jose"
import { beforeEach, describe, expect, test } from "vitest"
import { control, next, reset } from "../control"
import { received, setting } from "./border"
import { visit } from "./person"
import { addressFor, accessAsUser as api, type Msal, msal, redeem, signIn } from "./sdk"

beforeEach(() => reset())

const ofGraph = (permission: string) => `${setting("GRAPH_ENDPOINT")}/${permission}`

async function act(client: Msal, assertion: string, permission = "Application.ReadWrite.All") {
  const result = await client.acquireTokenOnBehalfOf({
    oboAssertion: assertion,
    scopes: [ofGraph(permission)],
  })
  if (!result) throw new Error("MSAL gave no token.")
  return result
}

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => "no failure",
    (error: unknown) => error,
  )

const tokenRequests = async () => (await received("login")).filter(({ method }) => method === "POST")

async function askGraph(token: string, path: string, body?: unknown) {
  const response = await fetch(`${setting("GRAPH_ENDPOINT")}/v1.0/${path}`, {
    method: body === undefined ? "GET" : "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  // Safe: each test names the members that it expects.
  return { status: response.status, json: (text ? JSON.parse(text) : {}) as Record<string, unknown> }
}

describe("MSAL, unmodified, signs somebody in", () => {
  test("with a code, for the console's own API", async () => {
    const { result } = await signIn(msal())
    expect(result.account?.username).toBe("operator@contoso.com")
    expect(result.scopes).toEqual([api()])
    expect(decodeJwt(result.accessToken)).toMatchObject({
      aud: setting("AZURE_CLIENT_ID"),
      scp: "access_as_user",
      roles: ["Console.Operator"],
    })
  })

  test("and goes on from its cache", async () => {
    const client = msal()
    const { result } = await signIn(client)
    const before = await tokenRequests()
    const account = result.account
    if (!account) throw new Error("MSAL names no account.")
    expect((await client.acquireTokenSilent({ account, scopes: [api()] })).accessToken).toBe(
      result.accessToken,
    )
    expect(await tokenRequests()).toEqual(before)
  })

  test("and renews the token with the refresh token that it got", async () => {
    const client = msal()
    const { result } = await signIn(client)
    const account = result.account
    if (!account) throw new Error("MSAL names no account.")
    const renewed = await client.acquireTokenSilent({ account, scopes: [api()], forceRefresh: true })
    expect(renewed.accessToken).not.toBe(result.accessToken)
    expect(decodeJwt(renewed.accessToken).oid).toBe(decodeJwt(result.accessToken).oid)
  })

  test("silently, once the browser has a session", async () => {
    const client = msal()
    const { cookie } = await signIn(client)
    const { address, verifier } = await addressFor(client, {
      prompt: "none",
      loginHint: "operator@contoso.com",
    })
    const { parameters } = await visit(address, cookie)
    expect((await redeem(client, parameters.code, verifier)).account?.username).toBe("operator@contoso.com")
  })

  test("not silently without one", async () => {
    const { address } = await addressFor(msal(), { prompt: "none" })
    expect((await visit(address)).parameters).toMatchObject({ error: "login_required" })
  })
})

describe("MSAL, unmodified, acts for whoever signed in", () => {
  test("with a token of Graph that Graph takes", async () => {
    const client = msal()
    const { result } = await signIn(client)
    const { accessToken } = await act(client, result.accessToken)
    const { status, json } = await askGraph(accessToken, "me")
    expect({ status, name: json.userPrincipalName }).toEqual({ status: 200, name: "operator@contoso.com" })
  })

  test("asks once: another permission of Graph comes from its cache", async () => {
    const client = msal()
    const { result } = await signIn(client)
    const first = await act(client, result.accessToken, "User.Read")
    const before = await tokenRequests()
    expect((await act(client, result.accessToken, "EventListener.ReadWrite.All")).accessToken).toBe(
      first.accessToken,
    )
    expect((await act(client, result.accessToken, "User.Read")).accessToken).toBe(first.accessToken)
    expect(await tokenRequests()).toEqual(before)
  })

  test("keeps .default in its cache too", async () => {
    const client = msal()
    const { result } = await signIn(client)
    const first = await act(client, result.accessToken, ".default")
    const before = await tokenRequests()
    expect((await act(client, result.accessToken, ".default")).accessToken).toBe(first.accessToken)
    expect(await tokenRequests()).toEqual(before)
  })

  test("and the audit log names the person", async () => {
    const client = msal()
    const { result } = await signIn(client)
    const { accessToken } = await act(client, result.accessToken)
    const path = `applications(appId='${setting("AZURE_CLIENT_ID")}')`
    const added = await askGraph(accessToken, `${path}/addPassword`, {})
    const clientSecret = String(added.json.secretText)
    const scopes = [ofGraph(".default")]
    expect(await msal({ clientSecret }).acquireTokenByClientCredential({ scopes })).not.toBeNull()
    const removed = await askGraph(accessToken, `${path}/removePassword`, { keyId: added.json.keyId })
    expect([added.status, removed.status]).toEqual([200, 204])
    const { json } = await askGraph(accessToken, "auditLogs/directoryAudits?$top=1")
    expect(json.value).toMatchObject([
      { initiatedBy: { user: { userPrincipalName: "operator@contoso.com" } } },
    ])
  })

  test("not as one without a directory role", async () => {
    const client = msal()
    const { result } = await signIn(client, "tester")
    const { accessToken } = await act(client, result.accessToken)
    const path = `applications(appId='${setting("AZURE_CLIENT_ID")}')/addPassword`
    expect((await askGraph(accessToken, path, {})).status).toBe(403)
  })
})

describe("MSAL, unmodified, tells that a person has to act", () => {
  test("when consent is missing", async () => {
    const client = msal()
    const { result } = await signIn(client)
    await control("PUT", "/consents", { app: "Calloutscope", scopes: ["User.Read"] })
    const error = await failureOf(act(client, result.accessToken))
    expect(error).toBeInstanceOf(InteractionRequiredAuthError)
    expect(error).toMatchObject({ errorCode: "invalid_grant", subError: "consent_required" })
  })

  test("when a policy wants a second factor, with the claims for the next sign-in", async () => {
    const client = msal()
    const { result } = await signIn(client)
    const { policy } = await control<{ policy: string }>("PUT", "/conditional-access", { multifactor: true })
    const error = await failureOf(act(client, result.accessToken))
    expect(error).toBeInstanceOf(InteractionRequiredAuthError)
    expect(error).toMatchObject({ errorCode: "invalid_grant", subError: "basic_action" })
    expect(error).toHaveProperty("claims", expect.stringContaining(policy))
  })

  test("and the next sign-in satisfies the policy", async () => {
    const client = msal()
    await control("PUT", "/conditional-access", { multifactor: true })
    const { result } = await signIn(client)
    expect((await act(client, result.accessToken)).accessToken).toMatch(/^eyJ/)
  })

  test("when a queued answer says so in Microsoft's own words", async () => {
    const client = msal()
    const { result } = await signIn(client)
    const claims = '{"access_token":{"polids":{"essential":true,"values":["9ab03e19"]}}}'
    await next("POST */oauth2/v2.0/token", {
      status: 400,
      body: {
        error: "interaction_required",
        error_description: "AADSTS50079: You must enroll in multifactor authentication.",
        error_codes: [50079],
        claims,
      },
    })
    const error = await failureOf(act(client, result.accessToken))
    expect(error).toBeInstanceOf(InteractionRequiredAuthError)
    expect(error).toMatchObject({ errorCode: "interaction_required", claims })
  })

  test("but not when the token that it presents has expired: it must get another", async () => {
    const client = msal()
    const { result } = await signIn(client)
    await control("POST", "/clock", { offsetMs: 2 * 3_600_000 })
    const error = await failureOf(act(client, result.accessToken))
    expect(error).toBeInstanceOf(ServerError)
    expect(error).not.toBeInstanceOf(InteractionRequiredAuthError)
    expect(error).toMatchObject({ errorCode: "invalid_grant", errorNo: 500133 })
  })
})
