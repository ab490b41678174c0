import { beforeAll, beforeEach, describe, expect, test } from "vitest"
import { contosoIds } from "../../../sandbox/tenants/ids"
import { consentOnly } from "./delegation"
import {
  appOf,
  callback,
  claimsOf,
  contosoOf,
  type Login,
  newVerifier,
  redeem,
  signIn,
  startLogin,
} from "./login"

let login: Login
beforeAll(async () => {
  login = await startLogin()
})
beforeEach(() => login.world.reset())

async function tokensOf(rest: Record<string, string> = {}) {
  const { code, verifier } = await signIn(login, rest)
  return login.token(redeem(login.world, code, verifier))
}

describe("the ID token", () => {
  test("says who signed in, for which app, with the nonce of the request", async () => {
    const claims = claimsOf(await tokensOf({ user: "tester@contoso.com" }), "id_token")
    expect(claims).toMatchObject({
      aud: contosoIds.consoleApp,
      iss: `https://localhost:5201/${contosoIds.tenant}/v2.0`,
      email: "tester@contoso.com",
      name: "Toni Tester",
      nonce: "the-nonce",
      oid: contosoOf(login.world).users[1]?.id,
      preferred_username: "tester@contoso.com",
      roles: ["Console.Tester"],
      tid: contosoIds.tenant,
      ver: "2.0",
    })
    expect(Object.keys(claims)).toEqual(expect.arrayContaining(["rh", "uti", "sid", "iat", "nbf", "exp"]))
    expect(claims.sub).not.toBe(claims.oid)
  })

  test("has no roles for a user who holds none", async () => {
    expect(claimsOf(await tokensOf({ user: "nobody@contoso.com" }), "id_token")).not.toHaveProperty("roles")
  })

  test("names nobody unless profile and email were asked for", async () => {
    const claims = claimsOf(await tokensOf({ scope: "openid" }), "id_token")
    for (const name of ["name", "preferred_username", "email"]) expect(claims).not.toHaveProperty(name)
  })

  test("has a subject of its own for each app and the same one each time", async () => {
    const first = claimsOf(await tokensOf(), "id_token").sub
    expect(claimsOf(await tokensOf(), "id_token").sub).toBe(first)
    const redirect_uri = "https://groceries.contoso.example/signin-oidc"
    const client_id = contosoIds.groceriesApp
    const { code, verifier } = await signIn(login, { client_id, redirect_uri })
    contosoOf(login.world).secrets.set("groceries", "groceries-secret")
    const [credential] = appOf(login.world, contosoIds.consoleApp).passwordCredentials
    if (credential)
      appOf(login.world, client_id).passwordCredentials.push({ ...credential, keyId: "groceries" })
    const form = redeem(login.world, code, verifier, {
      client_id,
      redirect_uri,
      client_secret: "groceries-secret",
    })
    expect(claimsOf(await login.token(form), "id_token").sub).not.toBe(first)
  })
})

describe("the answer for a code", () => {
  test("has the granted scopes and an access token of the user for Graph", async () => {
    const answer = await tokensOf()
    expect(answer.body.scope).toBe("openid profile email")
    expect(answer.body).not.toHaveProperty("refresh_token")
    expect(claimsOf(answer)).toMatchObject({
      aud: "https://localhost:5203",
      ver: "1.0",
      scp: "openid profile email",
      upn: "reader@contoso.com",
    })
  })
})

describe("a code", () => {
  const refused = async (form: Record<string, string>) => {
    const { status, body } = await login.token(form)
    return { status, error: body.error, codes: body.error_codes }
  }

  test("works once: the second time is AADSTS54005", async () => {
    const { code, verifier } = await signIn(login)
    expect((await login.token(redeem(login.world, code, verifier))).status).toBe(200)
    expect(await refused(redeem(login.world, code, verifier))).toEqual({
      status: 400,
      error: "invalid_grant",
      codes: [54005],
    })
  })

  test("works for ten minutes of the sandbox's clock, then is AADSTS70008", async () => {
    const { code, verifier } = await signIn(login)
    login.world.clock.setOffset(601_000)
    expect(await refused(redeem(login.world, code, verifier))).toMatchObject({ codes: [70008] })
    login.world.clock.setOffset(590_000)
    expect((await login.token(redeem(login.world, code, verifier))).status).toBe(200)
  })

  test("without its verifier is AADSTS50148", async () => {
    const { code } = await signIn(login)
    expect(await refused(redeem(login.world, code, ""))).toEqual({
      status: 400,
      error: "invalid_grant",
      codes: [50148],
    })
  })

  test("with another verifier is AADSTS501481, and stays good for the right one", async () => {
    const { code, verifier } = await signIn(login)
    expect(await refused(redeem(login.world, code, newVerifier()))).toEqual({
      status: 400,
      error: "invalid_grant",
      codes: [501481],
    })
    expect((await login.token(redeem(login.world, code, verifier))).status).toBe(200)
  })

  test("for another redirect URI is AADSTS500112, even when only the port differs", async () => {
    const { code, verifier } = await signIn(login)
    const redirect_uri = callback.replace("3000", "3001")
    expect(await refused(redeem(login.world, code, verifier, { redirect_uri }))).toMatchObject({
      codes: [500112],
    })
  })

  test("of another client is refused", async () => {
    const redirect_uri = "https://groceries.contoso.example/signin-oidc"
    const { code, verifier } = await signIn(login, { client_id: contosoIds.groceriesApp, redirect_uri })
    expect(await refused(redeem(login.world, code, verifier, { redirect_uri }))).toMatchObject({
      error: "invalid_grant",
    })
  })

  test("that was never issued is refused", async () => {
    expect(await refused(redeem(login.world, "made-up", newVerifier()))).toMatchObject({
      error: "invalid_grant",
      codes: [9002313],
    })
  })

  test("is worth nothing without the client's secret", async () => {
    const { code, verifier } = await signIn(login)
    expect(await refused(redeem(login.world, code, verifier, { client_secret: "" }))).toEqual({
      status: 401,
      error: "invalid_client",
      codes: [7000218],
    })
  })

  test("of a user who was disabled meanwhile is AADSTS50057", async () => {
    const { code, verifier } = await signIn(login)
    const [reader] = contosoOf(login.world).users
    if (reader) reader.accountEnabled = false
    expect(await refused(redeem(login.world, code, verifier))).toMatchObject({ codes: [50057] })
  })
})

describe("a refresh token", () => {
  const refresh = (refresh_token: unknown, rest: Record<string, string> = {}) =>
    login.token({
      grant_type: "refresh_token",
      client_id: contosoIds.consoleApp,
      client_secret: login.world.consoleSecret,
      refresh_token: `${refresh_token}`,
      ...rest,
    })

  test("comes with offline_access and gives new tokens, with the roles of the moment", async () => {
    const first = await tokensOf({ scope: "openid profile offline_access" })
    const contoso = contosoOf(login.world)
    contoso.appRoleAssignments = contoso.appRoleAssignments.filter(
      ({ principalType }) => principalType !== "User",
    )
    const second = await refresh(first.body.refresh_token)
    expect(second.status).toBe(200)
    expect(second.body.refresh_token).not.toBe(first.body.refresh_token)
    expect(claimsOf(first, "id_token").roles).toEqual(["Console.Reader"])
    expect(claimsOf(second, "id_token")).not.toHaveProperty("roles")
    expect(claimsOf(second, "id_token")).not.toHaveProperty("nonce")
  })

  test("ends after ninety days with AADSTS700082", async () => {
    const { body } = await tokensOf({ scope: "openid offline_access" })
    login.world.clock.setOffset(91 * 86_400_000)
    expect((await refresh(body.refresh_token)).body.error_codes).toEqual([700082])
  })

  test("gives no scope that the user did not grant: AADSTS65001", async () => {
    const { body } = await tokensOf({ scope: "openid offline_access" })
    consentOnly(login.world, [])
    const answer = await refresh(body.refresh_token, { scope: "https://graph.microsoft.com/.default" })
    expect(answer.body.error_codes).toEqual([65001])
  })

  test("that was never issued is refused", async () => {
    expect((await refresh("made-up")).body.error_codes).toEqual([9002313])
  })
})
