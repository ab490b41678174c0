import { beforeAll, beforeEach, describe, expect, test } from "vitest"
import { contosoIds } from "../../../sandbox/tenants/ids"
import {
  appOf,
  authorizeParameters,
  authorizePath,
  callback,
  contosoOf,
  type Login,
  pick,
  principalOf,
  signIn,
  startLogin,
} from "./login"

let login: Login
beforeAll(async () => {
  login = await startLogin()
})
beforeEach(() => login.world.reset())

const visit = (rest: Record<string, string>, omit: string[] = []) => {
  const parameters = Object.entries(authorizeParameters(rest)).filter(([name]) => !omit.includes(name))
  return login.visit(authorizePath(Object.fromEntries(parameters)))
}

const redirected = (response: Response) => new URL(response.headers.get("location") ?? "about:blank")
const namesOn = (page: string) => [...page.matchAll(/<span>([^<]+@[^<]+)<\/span>/g)].map(([, name]) => name)

describe("the page", () => {
  test("offers the four personas for the app by name", async () => {
    const response = await visit({})
    const page = await response.text()
    expect(response.status).toBe(200)
    expect(page).toContain("<h1>Pick an account</h1>")
    expect(page).toContain("Calloutscope")
    expect(namesOn(page)).toEqual([
      "reader@contoso.com",
      "tester@contoso.com",
      "operator@contoso.com",
      "nobody@contoso.com",
    ])
  })

  test("puts the user of the login hint first", async () => {
    expect(namesOn(await (await visit({ login_hint: "Mona@contoso.com" })).text())[0]).toBe(
      "mona@contoso.com",
    )
    expect(namesOn(await (await visit({ login_hint: "operator@contoso.com" })).text())).toEqual([
      "operator@contoso.com",
      "reader@contoso.com",
      "tester@contoso.com",
      "nobody@contoso.com",
    ])
  })

  test("runs no script, cannot be framed and may send its form only here and to the app", async () => {
    const response = await visit({})
    expect(await response.text()).not.toContain("<script")
    const policy = response.headers.get("content-security-policy")
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("form-action 'self' http://localhost:3000;")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain("script-src")
    expect(response.headers.get("cache-control")).toContain("no-store")
  })

  test("shows names as text, whatever they contain", async () => {
    appOf(login.world, contosoIds.consoleApp).displayName = "<script>alert(1)</script>"
    expect(await (await visit({})).text()).toContain("&lt;script&gt;alert(1)&lt;/script&gt;")
  })
})

describe("the choice", () => {
  test("sends code, state and session_state to the app", async () => {
    const { response, location } = await signIn(login)
    expect(response.status).toBe(302)
    expect(location.origin + location.pathname).toBe(callback)
    expect([...location.searchParams.keys()]).toEqual(["code", "state", "session_state"])
    expect(location.searchParams.get("state")).toBe("the-state")
  })

  test("sends them by a self-submitting form when the app asked for form_post", async () => {
    const { response } = await signIn(login, { response_mode: "form_post" })
    const page = await response.text()
    expect(response.status).toBe(200)
    expect(page).toContain(`action="${callback}"`)
    expect(page).toMatch(/name="code" value="[^"]+"/)
    expect(page).toContain('name="state" value="the-state"')
    expect(response.headers.get("content-security-policy")).toMatch(/script-src 'sha256-/)
  })

  test("counts only for a sign-in that is under way", async () => {
    const body = new URLSearchParams({ ctx: "made-up", user: contosoOf(login.world).users[0]?.id ?? "" })
    const response = await login.visit(`/${contosoIds.tenant}/login`, { method: "POST", body: `${body}` })
    expect(response.status).toBe(400)
    expect(await response.text()).toContain("AADSTS165000")
  })

  test("of a disabled user is AADSTS50057", async () => {
    const [reader] = contosoOf(login.world).users
    if (reader) reader.accountEnabled = false
    const { response } = await signIn(login)
    expect(await response.text()).toContain("AADSTS50057")
  })

  test("of a user without assignment is AADSTS50105 when the app requires one", async () => {
    principalOf(login.world, contosoIds.consoleApp).appRoleAssignmentRequired = true
    expect(await (await signIn(login, { user: "nobody@contoso.com" })).response.text()).toContain(
      "AADSTS50105",
    )
    expect((await signIn(login, { user: "reader@contoso.com" })).code).not.toBe("")
  })
})

describe("the redirect URI", () => {
  test.each([
    "http://localhost/api/auth/callback/entra",
    "http://localhost:3000/api/auth/callback/entra",
    "http://localhost:51234/api/auth/callback/entra",
  ])("%s is taken, since Entra ignores the port of localhost", async (redirect_uri) => {
    const { location } = await signIn(login, { redirect_uri })
    expect(location.href.startsWith(redirect_uri)).toBe(true)
  })

  test.each([
    "http://localhost:3000/api/auth/callback/other",
    "http://localhost:3000/api/auth/callback/entra?next=x",
    "http://localhost:3000/api/auth/callback/entra/",
    "https://localhost/api/auth/callback/entra",
    "http://127.0.0.1:3000/api/auth/callback/entra",
    "http://me@localhost:3000/api/auth/callback/entra",
    "http://localhost.evil.example/api/auth/callback/entra",
    "javascript:alert(1)",
    "nonsense",
  ])("%s is refused on a page, with AADSTS50011", async (redirect_uri) => {
    const response = await visit({ redirect_uri })
    expect(response.status).toBe(400)
    expect(await response.text()).toContain("AADSTS50011")
  })

  test("of a public host must match to the port", async () => {
    const client_id = contosoIds.groceriesApp
    const at = (redirect_uri: string) => visit({ client_id, redirect_uri })
    expect((await at("https://groceries.contoso.example/signin-oidc")).status).toBe(200)
    expect((await at("https://groceries.contoso.example:8443/signin-oidc")).status).toBe(400)
  })
})

describe("a request that must not be answered to the app", () => {
  const cases: [fact: string, code: number, rest: Record<string, string>, omit: string[]][] = [
    ["names an unknown app", 700016, { client_id: crypto.randomUUID() }, []],
    ["names no app", 900144, {}, ["client_id"]],
    ["names no redirect URI", 900971, {}, ["redirect_uri"]],
    ["asks for an unknown response mode", 70007, { response_mode: "pigeon" }, []],
  ]
  test.each(cases)("because it %s shows AADSTS%i on a page", async (_, code, rest, omit) => {
    const response = await visit(rest, omit)
    expect(response.headers.get("location")).toBeNull()
    expect(await response.text()).toContain(`AADSTS${code}`)
  })

  test("because its app is disabled shows AADSTS7000112 on a page", async () => {
    appOf(login.world, contosoIds.consoleApp).isDisabled = true
    expect(await (await visit({})).text()).toContain("AADSTS7000112")
  })

  test("because its tenant is unknown shows AADSTS90002 on a page", async () => {
    const response = await login.visit(authorizePath(authorizeParameters(), "fabrikam.com"))
    expect(await response.text()).toContain("AADSTS90002")
  })
})

describe("a request that is answered to the app", () => {
  const cases: [fact: string, error: string, code: number, rest: Record<string, string>, omit: string[]][] = [
    ["has no response type", "invalid_request", 900144, {}, ["response_type"]],
    ["asks for an ID token", "unsupported_response_type", 700054, { response_type: "code id_token" }, []],
    ["asks for a token", "unsupported_response_type", 70005, { response_type: "token" }, []],
    ["has no scope", "invalid_request", 900144, {}, ["scope"]],
    ["lacks openid", "invalid_scope", 70011, { scope: "profile" }, []],
    ["has no challenge", "invalid_request", 9002325, {}, ["code_challenge"]],
    ["has a plain challenge", "invalid_request", 9002325, { code_challenge_method: "plain" }, []],
    ["has a short challenge", "invalid_request", 501491, { code_challenge: "short" }, []],
    ["has an unknown prompt", "invalid_request", 90023, { prompt: "maybe" }, []],
    ["may not ask and nobody is signed in", "login_required", 50058, { prompt: "none" }, []],
    ["asks for a permission that Graph has not", "invalid_client", 650053, { scope: "openid Mail.Fly" }, []],
    ["asks for an API that is not there", "invalid_resource", 500011, { scope: "openid api://x/y" }, []],
  ]
  test.each(cases)("because it %s carries %s and AADSTS%i", async (_, error, code, rest, omit) => {
    const response = await visit(rest, omit)
    const { searchParams } = redirected(response)
    expect(response.status).toBe(302)
    expect(searchParams.get("error")).toBe(error)
    expect(searchParams.get("error_description")).toMatch(new RegExp(`^AADSTS${code}: .+ Trace ID: `))
    expect(searchParams.get("state")).toBe("the-state")
  })

  test("because the API is disabled carries AADSTS500014", async () => {
    principalOf(login.world, contosoIds.ordersApp).accountEnabled = false
    const { searchParams } = redirected(await visit({ scope: `openid api://${contosoIds.ordersApp}/read` }))
    expect(searchParams.get("error_description")).toMatch(/^AADSTS500014: /)
  })
})

describe("a silent request", () => {
  const silently = (cookie: string, rest: Record<string, string> = {}) =>
    login.visit(authorizePath(authorizeParameters({ prompt: "none", ...rest })), { headers: { cookie } })
  const cookieOf = async () => {
    const { response } = await signIn(login)
    return (response.headers.get("set-cookie") ?? "").split(";")[0] ?? ""
  }

  test("goes on with the choice that the browser made before", async () => {
    expect(redirected(await silently(await cookieOf())).searchParams.get("code")).not.toBeNull()
  })

  test("is refused for another user than the one who is signed in", async () => {
    const { searchParams } = redirected(await silently(await cookieOf(), { login_hint: "mona@contoso.com" }))
    expect(searchParams.get("error")).toBe("login_required")
  })

  test("is refused after sign-out", async () => {
    const cookie = await cookieOf()
    await login.visit(`/${contosoIds.tenant}/oauth2/v2.0/logout`, { headers: { cookie } })
    expect(redirected(await silently(cookie)).searchParams.get("error")).toBe("login_required")
  })
})

describe("sign-out", () => {
  const logout = (target: string) =>
    login.visit(
      `/${contosoIds.tenant}/oauth2/v2.0/logout?${new URLSearchParams({ post_logout_redirect_uri: target })}`,
    )

  test("goes back to a registered origin", async () => {
    const response = await logout("http://localhost:3000/signed-out")
    expect(response.status).toBe(302)
    expect(response.headers.get("location")).toBe("http://localhost:3000/signed-out")
  })

  test.each(["https://evil.example/", "javascript:alert(1)", "http://user@localhost:3000/"])(
    "stays here instead of going to %s",
    async (target) => {
      const response = await logout(target)
      expect(response.status).toBe(200)
      expect(await response.text()).toContain("You are signed out")
    },
  )
})

test("the page is reached by POST too", async () => {
  const path = `/${contosoIds.tenant}/oauth2/v2.0/authorize`
  const page = await login.visit(path, {
    method: "POST",
    body: `${new URLSearchParams(authorizeParameters())}`,
  })
  const response = await pick(login, await page.text(), "tester@contoso.com")
  expect(response.status).toBe(302)
})
