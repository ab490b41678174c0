import { beforeAll, beforeEach, describe, expect, test } from "vitest"
import { contosoIds } from "../../../sandbox/tenants/ids"
import { consentOnly, tokensOf, wholeScope } from "./delegation"
import {
  authorizeParameters,
  authorizePath,
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

async function cookieOf(user = "operator@contoso.com"): Promise<string> {
  const { response } = await signIn(login, { user })
  return response.headers.get("set-cookie")?.split(";")[0] ?? ""
}

/** What the redirect of a silent request carries, with the verifier of its code. */
async function silently(cookie: string, rest: Record<string, string> = {}) {
  const verifier = newVerifier()
  const parameters = authorizeParameters({ scope: wholeScope, prompt: "none", ...rest }, verifier)
  const response = await login.visit(authorizePath(parameters), { headers: { cookie } })
  const { searchParams } = new URL(response.headers.get("location") ?? "about:blank")
  return { status: response.status, verifier, answer: Object.fromEntries(searchParams) }
}

const minuteMs = 60_000

describe("a silent request", () => {
  test("gets a code for the API after one sign-in for nothing but the ID token", async () => {
    const { answer, verifier } = await silently(await cookieOf(), { login_hint: "operator@contoso.com" })
    const tokens = await login.token(redeem(login.world, answer.code ?? "", verifier))
    expect(claimsOf(tokens)).toMatchObject({
      scp: "access_as_user",
      preferred_username: "operator@contoso.com",
    })
  })

  test("belongs to the session that it goes on with", async () => {
    const cookie = await cookieOf()
    const [first, second] = [await silently(cookie), await silently(cookie)]
    expect(first.answer.session_state).toBe(second.answer.session_state)
    const { code, verifier } = { code: first.answer.code ?? "", verifier: first.verifier }
    const tokens = await login.token(redeem(login.world, code, verifier))
    expect(claimsOf(tokens, "id_token").sid).toBe(first.answer.session_state)
  })

  const refused: [fact: string, error: string, code: number, ask: () => ReturnType<typeof silently>][] = [
    ["without a session", "login_required", 50058, () => silently("")],
    [
      "for another persona than the session's",
      "login_required",
      50058,
      async () => silently(await cookieOf("reader@contoso.com"), { login_hint: "operator@contoso.com" }),
    ],
    [
      "a day after the sign-in",
      "login_required",
      50058,
      async () => {
        const cookie = await cookieOf()
        login.world.clock.setOffset(24 * 60 * minuteMs + 1)
        return silently(cookie)
      },
    ],
    [
      "for an older sign-in than max_age allows",
      "login_required",
      50058,
      async () => {
        const cookie = await cookieOf()
        login.world.clock.setOffset(11 * minuteMs)
        return silently(cookie, { max_age: "600" })
      },
    ],
    [
      "for what there is no consent to",
      "consent_required",
      65001,
      async () => {
        const cookie = await cookieOf()
        consentOnly(login.world, [], contosoIds.consoleApp)
        return silently(cookie)
      },
    ],
    [
      "under a policy that wants a second factor",
      "interaction_required",
      50076,
      async () => {
        const cookie = await cookieOf()
        contosoOf(login.world).multifactorPolicy = crypto.randomUUID()
        return silently(cookie)
      },
    ],
  ]
  test.each(refused)("%s is sent back with %s and AADSTS%i", async (_, error, code, ask) => {
    const { status, answer } = await ask()
    expect(status).toBe(302)
    expect(answer.error).toBe(error)
    expect(answer.error_description).toMatch(new RegExp(`^AADSTS${code}: `))
    expect(answer.state).toBe("the-state")
    expect(answer).not.toHaveProperty("code")
  })

  test("goes on when a person has signed in under the policy", async () => {
    contosoOf(login.world).multifactorPolicy = crypto.randomUUID()
    expect((await silently(await cookieOf())).answer.code).toEqual(expect.any(String))
  })

  test("is good within max_age", async () => {
    const cookie = await cookieOf()
    login.world.clock.setOffset(9 * minuteMs)
    expect((await silently(cookie, { max_age: "600" })).answer.code).toEqual(expect.any(String))
  })
})

describe("max_age", () => {
  test("makes the ID token tell when the person signed in", async () => {
    const claims = claimsOf(await tokensOf(login, { max_age: "600" }), "id_token")
    expect(claims.auth_time).toBeCloseTo(Math.floor(login.world.clock.now() / 1000), -1)
    expect(claimsOf(await tokensOf(login), "id_token")).not.toHaveProperty("auth_time")
  })

  test("that is no number of seconds is refused", async () => {
    const { answer } = await silently(await cookieOf(), { max_age: "soon" })
    expect(answer.error).toBe("invalid_request")
  })
})
