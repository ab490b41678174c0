import { beforeAll, beforeEach, describe, expect, test } from "vitest"
import { createSigningKeys } from "../../../sandbox/login/keys"
import { contosoIds, woodgroveIds } from "../../../sandbox/tenants/ids"
import { accessAsUser, actingFor, consentOnly, graphUri, tokensOf } from "./delegation"
import { type Answer, appOnly, claimsOf, contosoOf, type Login, startLogin } from "./login"

let login: Login
beforeAll(async () => {
  login = await startLogin()
})
beforeEach(() => login.world.reset())

const consoleApp = contosoIds.consoleApp

async function assertionOf(rest: Record<string, string> = {}): Promise<string> {
  return `${(await tokensOf(login, rest)).body.access_token}`
}

const act = async (rest: Record<string, string> = {}, assertion?: string) =>
  login.token(actingFor(login.world, assertion ?? (await assertionOf()), rest))

const refusal = ({ status, body }: Answer) => ({ status, error: body.error, codes: body.error_codes })

/** A token like the console's, with other claims and, if wanted, other keys. */
async function forged(change: Record<string, unknown>, keys = login.world.signingKeys): Promise<string> {
  return keys.sign({ ...claimsOf(await tokensOf(login)), ...change })
}

describe("acting for a user", () => {
  test("gives a token of Graph that names the user, the app and what it may", async () => {
    const answer = await act()
    const assertion = await tokensOf(login)
    expect(answer.status).toBe(200)
    expect(claimsOf(answer)).toMatchObject({
      aud: graphUri,
      ver: "1.0",
      appid: consoleApp,
      idtyp: "user",
      oid: claimsOf(assertion).oid,
      upn: "operator@contoso.com",
      tid: contosoIds.tenant,
    })
    expect(`${claimsOf(answer).scp}`.split(" ")).toContain("Application.ReadWrite.All")
    expect(claimsOf(answer)).not.toHaveProperty("roles")
  })

  test("with .default gives all that there is consent to", async () => {
    const answer = await act({ scope: `${graphUri}/.default` })
    expect(`${answer.body.scope}`.split(" ")).toEqual(
      expect.arrayContaining([`${graphUri}/.default`, `${graphUri}/EventListener.ReadWrite.All`]),
    )
  })

  test("gives neither ID token nor refresh token unless asked", async () => {
    const { body: plain } = await act()
    expect(plain).not.toHaveProperty("id_token")
    expect(plain).not.toHaveProperty("refresh_token")
    const scope = `openid profile offline_access ${graphUri}/User.Read`
    const { body } = await act({ scope })
    expect(body).toHaveProperty("id_token")
    expect(body).toHaveProperty("refresh_token")
  })

  test("gives a refresh token that goes on with Graph", async () => {
    const { body } = await act({ scope: `offline_access ${graphUri}/User.Read` })
    const next = await login.token({
      grant_type: "refresh_token",
      client_id: consoleApp,
      client_secret: login.world.consoleSecret,
      refresh_token: `${body.refresh_token}`,
    })
    expect(claimsOf(next)).toMatchObject({ aud: graphUri, upn: "operator@contoso.com" })
  })

  test("goes on in the session of the sign-in", async () => {
    const assertion = await tokensOf(login)
    const answer = await act({}, `${assertion.body.access_token}`)
    expect(claimsOf(answer).sid).toBe(claimsOf(assertion).sid)
  })

  test("works with a token of version 1 for the app's URI", async () => {
    const app = contosoOf(login.world).applications.find(({ appId }) => appId === consoleApp)
    if (app) app.api.requestedAccessTokenVersion = null
    expect((await act()).status).toBe(200)
  })
})

describe("the assertion is refused", () => {
  const expired = async () => {
    const assertion = await assertionOf()
    login.world.clock.setOffset(3_600_000)
    return assertion
  }
  const refused: [why: string, error: string, code: number, assertion: () => Promise<string>][] = [
    ["when it has expired", "invalid_grant", 500133, expired],
    ["when other keys signed it", "invalid_grant", 50013, async () => forged({}, await createSigningKeys())],
    ["when ciamlogin.com signed it", "invalid_grant", 50013, async () => forged({}, login.world.ciamKeys)],
    [
      "when somebody changed it",
      "invalid_grant",
      50013,
      async () => {
        const [header, , signature] = (await assertionOf()).split(".")
        const claims = Buffer.from(JSON.stringify({ aud: consoleApp })).toString("base64url")
        return [header, claims, signature].join(".")
      },
    ],
    [
      "when it belongs to another tenant",
      "invalid_grant",
      50013,
      () =>
        forged({
          iss: `https://localhost:5201/${woodgroveIds.tenant}/v2.0`,
          tid: woodgroveIds.tenant,
        }),
    ],
    [
      "when it is for another API, such as Graph",
      "invalid_grant",
      500131,
      () => assertionOf({ scope: `openid ${graphUri}/User.Read` }),
    ],
    [
      "when it is an ID token",
      "invalid_grant",
      240002,
      async () => `${(await tokensOf(login)).body.id_token}`,
    ],
    [
      "when an app got it for itself",
      "unauthorized_client",
      7000114,
      async () => {
        const scope = `${consoleApp}/.default`
        return `${(await login.token(appOnly(login.world, { scope }))).body.access_token}`
      },
    ],
    ["when it is no JWT", "invalid_request", 50027, async () => "not-a-token"],
  ]
  test.each(refused)("%s: %s and AADSTS%i", async (_, error, code, assertion) => {
    const answer = await act({}, await assertion())
    expect(refusal(answer)).toEqual({ status: 400, error, codes: [code] })
  })

  test("not a second after its end, and taken until then", async () => {
    const assertion = await assertionOf()
    const { exp = 0 } = claimsOf({ ...(await tokensOf(login)), body: { access_token: assertion } })
    login.world.clock.setOffset(exp * 1000 - Date.now() - 2000)
    expect((await act({}, assertion)).status).toBe(200)
    login.world.clock.setOffset(exp * 1000 - Date.now() + 1)
    const { body } = await act({}, assertion)
    expect(body.error_description).toContain(`expiry time of assertion ${new Date(exp * 1000).toISOString()}`)
  })
})

describe("the request is refused", () => {
  test.each([
    ["requested_token_use", 900144],
    ["assertion", 900144],
    ["scope", 900144],
  ])("without %s: AADSTS%i", async (name, code) => {
    expect(refusal(await act({ [name]: "" }))).toMatchObject({ error: "invalid_request", codes: [code] })
  })

  test("for another use", async () => {
    expect(refusal(await act({ requested_token_use: "logon_cert" }))).toMatchObject({
      error: "invalid_request",
    })
  })

  test("with a wrong secret: AADSTS7000215", async () => {
    expect(refusal(await act({ client_secret: "wrong" }))).toMatchObject({ status: 401, codes: [7000215] })
  })

  test("for two resources: AADSTS700022", async () => {
    const scope = `${graphUri}/User.Read ${accessAsUser}`
    expect(refusal(await act({ scope }))).toMatchObject({ error: "invalid_scope", codes: [700022] })
  })

  test("for a user who was disabled meanwhile: AADSTS50057", async () => {
    const assertion = await assertionOf()
    for (const user of contosoOf(login.world).users) user.accountEnabled = false
    expect(refusal(await act({}, assertion))).toMatchObject({ error: "invalid_grant", codes: [50057] })
  })

  test("without consent: AADSTS65001 with the suberror by which libraries know it", async () => {
    consentOnly(login.world, ["User.Read"])
    const answer = await act()
    expect(refusal(answer)).toEqual({ status: 400, error: "invalid_grant", codes: [65001] })
    expect(answer.body.suberror).toBe("consent_required")
    expect(answer.body.error_description).toContain(
      "Send an interactive authorization request for this user and resource.",
    )
    expect((await act({ scope: `${graphUri}/User.Read` })).status).toBe(200)
  })

  test("without any consent: .default is AADSTS65001 too", async () => {
    consentOnly(login.world, [])
    expect(refusal(await act({ scope: `${graphUri}/.default` }))).toMatchObject({ codes: [65001] })
  })

  test("at ciamlogin.com, where nobody of the console signs in, as a gap of the sandbox", async () => {
    const form = actingFor(login.world, await assertionOf())
    expect((await login.token(form, { segment: woodgroveIds.tenant, host: "ciam" })).status).toBe(501)
  })
})

describe("a policy that wants a second factor", () => {
  const policy = "9ab03e19-ed42-4168-b6b7-7001fb3e933a"

  test("is AADSTS50076 with the claims that the next sign-in has to bring", async () => {
    const assertion = await assertionOf()
    contosoOf(login.world).multifactorPolicy = policy
    const answer = await act({}, assertion)
    expect(refusal(answer)).toEqual({ status: 400, error: "invalid_grant", codes: [50076] })
    expect(answer.body.suberror).toBe("basic_action")
    expect(JSON.parse(`${answer.body.claims}`)).toEqual({
      access_token: { capolids: { essential: true, values: [policy] } },
    })
  })

  test("is satisfied by a person's next sign-in", async () => {
    contosoOf(login.world).multifactorPolicy = policy
    expect((await act()).status).toBe(200)
  })
})
