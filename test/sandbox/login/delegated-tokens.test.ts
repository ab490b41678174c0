import { beforeAll, beforeEach, describe, expect, test } from "vitest"
import { directoryRoles, plainUserRoleId } from "../../../sandbox/tenants/directory-roles"
import { contosoIds } from "../../../sandbox/tenants/ids"
import { graphAppId } from "../../../sandbox/tenants/well-known"
import { accessAsUser, consentOnly, consoleUri, graphUri, tokensOf, wholeScope } from "./delegation"
import { type Answer, claimsOf, contosoOf, type Login, principalOf, signIn, startLogin } from "./login"

let login: Login
beforeAll(async () => {
  login = await startLogin()
})
beforeEach(() => login.world.reset())

const consoleApp = contosoIds.consoleApp
const refusal = ({ status, body }: Answer) => ({
  status,
  error: body.error,
  codes: body.error_codes,
  suberror: body.suberror,
})
const scopesOf = (answer: Answer) => `${answer.body.scope}`.split(" ")

const refresh = (answer: Answer, rest: Record<string, string> = {}) =>
  login.token({
    grant_type: "refresh_token",
    client_id: consoleApp,
    client_secret: login.world.consoleSecret,
    refresh_token: `${answer.body.refresh_token}`,
    ...rest,
  })

describe("a code whose request named the console's own API", () => {
  test("gives an access token for that API, of the user and with his roles there", async () => {
    const answer = await tokensOf(login)
    const operator = contosoOf(login.world).users.find(({ mail }) => mail === "operator@contoso.com")
    expect(answer.body.scope).toBe(accessAsUser)
    expect(claimsOf(answer)).toMatchObject({
      aud: consoleApp,
      iss: `https://localhost:5201/${contosoIds.tenant}/v2.0`,
      ver: "2.0",
      azp: consoleApp,
      azpacr: "1",
      scp: "access_as_user",
      oid: operator?.id,
      tid: contosoIds.tenant,
      name: "Oki Operator",
      preferred_username: "operator@contoso.com",
      roles: ["Console.Operator"],
    })
  })

  test("gives an ID token and a refresh token beside it", async () => {
    const answer = await tokensOf(login)
    expect(claimsOf(answer, "id_token")).toMatchObject({ aud: consoleApp, name: "Oki Operator" })
    expect(answer.body.refresh_token).toEqual(expect.any(String))
  })

  test("names the same session in both tokens", async () => {
    const answer = await tokensOf(login)
    expect(claimsOf(answer).sid).toBe(claimsOf(answer, "id_token").sid)
  })

  test("gives no ID token when openid was not asked for", async () => {
    const answer = await tokensOf(login, { scope: accessAsUser })
    expect(Object.keys(answer.body).sort()).toEqual([
      "access_token",
      "expires_in",
      "ext_expires_in",
      "scope",
      "token_type",
    ])
  })

  test("gives a token of version 1 for the URI when the app asks for that version", async () => {
    const app = contosoOf(login.world).applications.find(({ appId }) => appId === consoleApp)
    if (app) app.api.requestedAccessTokenVersion = null
    expect(claimsOf(await tokensOf(login))).toMatchObject({ ver: "1.0", aud: consoleUri, appid: consoleApp })
  })
})

describe("a code whose request named permissions of Graph", () => {
  const ofGraph = (names: string) => tokensOf(login, { scope: `openid ${names}` })

  test("gives a token with everything of Graph that there is consent to, and no app roles", async () => {
    const claims = claimsOf(await ofGraph(`${graphUri}/User.Read`))
    expect(claims).toMatchObject({ aud: graphUri, ver: "1.0", idtyp: "user" })
    expect(`${claims.scp}`.split(" ")).toEqual(
      expect.arrayContaining(["User.Read", "Application.ReadWrite.All"]),
    )
    expect(claims).not.toHaveProperty("roles")
    expect(`${claims.scp}`).not.toContain("offline_access")
  })

  test("tells the directory roles of the user", async () => {
    expect(claimsOf(await ofGraph("User.Read")).wids).toEqual([
      directoryRoles["Application Administrator"],
      plainUserRoleId,
    ])
    const reader = await tokensOf(login, { scope: "openid User.Read", user: "reader@contoso.com" })
    expect(claimsOf(reader).wids).toEqual([plainUserRoleId])
  })

  test("names them in the answer as the request did", async () => {
    const long = await ofGraph(`${graphUri}/User.Read`)
    expect(scopesOf(long)).toContain(`${graphUri}/Application.ReadWrite.All`)
    const short = await ofGraph("User.Read")
    expect(scopesOf(short)).toContain("Application.ReadWrite.All")
    expect(scopesOf(short)).toContain("openid")
    expect(claimsOf(short).aud).toBe(graphAppId)
  })

  test("names .default too when that was asked for", async () => {
    expect(scopesOf(await ofGraph(`${graphUri}/.default`))).toContain(`${graphUri}/.default`)
  })

  test("takes them in any case", async () => {
    expect((await ofGraph("user.read")).status).toBe(200)
  })
})

describe("several resources in one request", () => {
  const scope = `${wholeScope} ${graphUri}/User.Read`

  test("give a token for the first", async () => {
    expect(claimsOf(await tokensOf(login, { scope })).aud).toBe(consoleApp)
  })

  test("give a token for the one that the code is redeemed for", async () => {
    expect(claimsOf(await tokensOf(login, { scope }, { scope: `${graphUri}/User.Read` })).aud).toBe(graphUri)
  })

  test("are AADSTS700022 at the token endpoint", async () => {
    expect(refusal(await tokensOf(login, { scope }, { scope }))).toMatchObject({
      error: "invalid_scope",
      codes: [700022],
    })
  })
})

describe("a refresh token", () => {
  test("goes on with the API when the request names it again", async () => {
    const second = await refresh(await tokensOf(login), { scope: accessAsUser })
    expect(claimsOf(second)).toMatchObject({ aud: consoleApp, scp: "access_as_user" })
    expect(second.body.refresh_token).toEqual(expect.any(String))
  })

  test("gives tokens for another resource that there is consent to", async () => {
    expect(claimsOf(await refresh(await tokensOf(login), { scope: `${graphUri}/.default` })).aud).toBe(
      graphUri,
    )
  })

  test("of the app's own URI is AADSTS90009 when the request names nothing", async () => {
    expect(refusal(await refresh(await tokensOf(login)))).toMatchObject({
      status: 400,
      error: "invalid_request",
      codes: [90009],
    })
  })

  test("of the app's own id goes on without a name", async () => {
    const scope = `openid offline_access ${consoleApp}/access_as_user`
    const second = await refresh(await tokensOf(login, { scope }))
    expect(claimsOf(second)).toMatchObject({ aud: consoleApp, scp: "access_as_user" })
  })

  test("is AADSTS65001 with the suberror consent_required once the consent is gone", async () => {
    const first = await tokensOf(login)
    consentOnly(login.world, [], consoleApp)
    expect(refusal(await refresh(first, { scope: accessAsUser }))).toEqual({
      status: 400,
      error: "invalid_grant",
      codes: [65001],
      suberror: "consent_required",
    })
  })

  test("for a permission that the resource has not is AADSTS70011", async () => {
    const answer = await refresh(await tokensOf(login), { scope: `${graphUri}/Mail.Send.All` })
    expect(refusal(answer)).toMatchObject({ error: "invalid_scope", codes: [70011] })
    expect(answer.body.error_description).toContain(`The scope ${graphUri}/Mail.Send.All is not valid.`)
  })

  test("for a resource that the tenant has not is AADSTS500011", async () => {
    expect(refusal(await refresh(await tokensOf(login), { scope: "api://absent/x" }))).toMatchObject({
      error: "invalid_resource",
      codes: [500011],
    })
  })
})

describe("consent", () => {
  test("of one user is good for him alone", async () => {
    consentOnly(login.world, [], consoleApp)
    const contoso = contosoOf(login.world)
    const [reader] = contoso.users
    const client = principalOf(login.world, consoleApp)
    contoso.oauth2PermissionGrants.push({
      id: "of-the-reader",
      clientId: client.id,
      consentType: "Principal",
      principalId: reader?.id ?? "",
      resourceId: client.id,
      scope: "access_as_user",
    })
    expect((await tokensOf(login, { user: "reader@contoso.com" })).status).toBe(200)
    const { response } = await signIn(login, { scope: wholeScope, user: "tester@contoso.com" })
    expect(await response.text()).toContain("AADSTS90094")
  })

  test("that is missing stops a person on a page, who can only ask an administrator", async () => {
    consentOnly(login.world, [], consoleApp)
    const { response } = await signIn(login, { scope: wholeScope })
    expect(response.status).toBe(400)
    expect(await response.text()).toContain("only an admin can grant")
  })

  test("comes back with an administrator's, which also covers what was missing of Graph", async () => {
    consentOnly(login.world, [], consoleApp)
    consentOnly(login.world, ["openid"])
    await login.visit(`/${contosoIds.tenant}/adminconsent`, {
      method: "POST",
      body: new URLSearchParams({
        client_id: consoleApp,
        redirect_uri: "http://localhost:3000/consent",
        answer: "accept",
      }).toString(),
    })
    expect((await tokensOf(login)).status).toBe(200)
    const claims = claimsOf(await tokensOf(login, { scope: "openid User.Read" }))
    expect(claims.scp).toContain("Application.ReadWrite.All")
  })

  test("is asked of an administrator by the names of both kinds of permissions", async () => {
    const query = new URLSearchParams({
      client_id: consoleApp,
      redirect_uri: "http://localhost:3000/consent",
    })
    const page = await (await login.visit(`/${contosoIds.tenant}/adminconsent?${query}`)).text()
    expect(page).toContain("AuditLog.Read.All, CustomAuthenticationExtension.Read.All")
    expect(page).toContain("access_as_user")
  })
})
