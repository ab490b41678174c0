import type { Browser, BrowserContext } from "playwright-core"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { reset } from "../control"
import { contextAs, launchBrowser, newPage, type Persona } from "./browser"
import { type RunningConsole, startConsole } from "./console"

const guarded = [
  "/",
  "/consent",
  "/callouts",
  "/callouts/4b9d1a5e-0f0c-4b62-9f0a-6a5d3b7a1f00.0",
  "/tokens",
  "/tokens/test",
  "/refused",
  "/nowhere",
]
const open = [
  "/signin",
  "/codes",
  "/codes/1003021",
  "/codes/AADSTS1100001",
  "/codes.json",
  "/icon.svg",
  "/api/health",
  "/api/auth/providers",
]
const personas = ["reader", "tester", "operator", "nobody"] as const satisfies readonly Persona[]

let browser: Browser
let consoleApp: RunningConsole
const contexts = new Map<Persona, BrowserContext>()

beforeAll(async () => {
  await reset()
  browser = await launchBrowser()
  consoleApp = await startConsole()
  for (const persona of personas) contexts.set(persona, await contextAs(browser, consoleApp.url, persona))
})
afterAll(async () => {
  await browser?.close()
  await consoleApp?.stop()
})

/** The answer of a path for a persona, redirects not followed. */
async function answer(path: string, persona: Persona | null, headers: Record<string, string> = {}) {
  const context = persona ? contexts.get(persona) : await browser.newContext()
  if (!context) throw new Error(`${persona} is not signed in.`)
  return context.request.get(consoleApp.url + path, { maxRedirects: 0, headers })
}

const pathOf = (location: string | undefined) => new URL(location ?? "", consoleApp.url).pathname

describe("without a session", () => {
  test.each(guarded)("%s leads to the sign-in", async (path) => {
    const response = await answer(path, null)
    expect([response.status(), pathOf(response.headers().location)]).toEqual([307, "/signin"])
  })

  test.each(open)("%s is answered", async (path) => expect((await answer(path, null)).status()).toBe(200))

  test("an API path is refused with 401 and says so in JSON", async () => {
    const response = await answer("/api/anything", null)
    expect([response.status(), await response.json()]).toEqual([401, { error: "Sign in first." }])
  })

  test.each<Record<string, string>>([
    { rsc: "1" },
    { "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy" },
    { "next-router-prefetch": "1", rsc: "1" },
  ])("headers %j do not open a page", async (headers) => {
    const response = await answer("/callouts", null, headers)
    expect(response.status()).not.toBe(200)
  })

  test.each([
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example/",
    "/\t/evil.example/",
    "/\n/evil.example/",
  ])("the sign-in does not lead to %j", async (callbackUrl) => {
    const page = await newPage(browser)
    await page.goto(`${consoleApp.url}/signin?callbackUrl=${encodeURIComponent(callbackUrl)}`)
    await page.getByRole("button", { name: "Sign in with Microsoft" }).click()
    await page.getByRole("button", { name: /reader@/ }).click()
    await page.waitForURL(/\/callouts$/)
    expect(new URL(page.url()).origin).toBe(consoleApp.url)
    // Now that there is a session the page redirects by itself.
    const response = await page.goto(
      `${consoleApp.url}/signin?callbackUrl=${encodeURIComponent(callbackUrl)}`,
    )
    expect([response?.status(), new URL(page.url()).origin]).toEqual([200, consoleApp.url])
    await page.context().close()
  })

  test("what somebody puts into the address of the callback is never quoted, to nobody", async () => {
    const page = await newPage(browser)
    await page.goto(
      `${consoleApp.url}/api/auth/callback/entra?error=Call+555-0100&error_description=AADSTS7000222`,
    )
    const text = await page.locator("main").textContent()
    expect(text).toContain("The sign-in did not succeed")
    expect(text).not.toMatch(/555-0100|AADSTS/)
    const stranger = await newPage(browser)
    await stranger.goto(`${consoleApp.url}/signin?error=x`)
    expect(await stranger.locator("main").textContent()).toContain("Microsoft did not complete the sign-in")
    await Promise.all([page.context().close(), stranger.context().close()])
  })
})

describe("with a session but no role", () => {
  test.each(guarded)("%s is refused with 403", async (path) =>
    expect((await answer(path, "nobody")).status()).toBe(403),
  )
  test.each(open)("%s is answered", async (path) => expect((await answer(path, "nobody")).status()).toBe(200))

  test("an API path is refused with 403", async () =>
    expect((await answer("/api/anything", "nobody")).status()).toBe(403))

  test("the page says which roles to ask for", async () => {
    const page = await contexts.get("nobody")?.newPage()
    await page?.goto(`${consoleApp.url}/callouts`)
    const text = await page?.locator("main").textContent()
    for (const role of ["Console.Reader", "Console.Tester", "Console.Operator"]) expect(text).toContain(role)
    await page?.close()
  })
})

describe.each(["reader", "tester", "operator"] as const)("as %s", (persona) => {
  test("the callouts are shown", async () => expect((await answer("/callouts", persona)).status()).toBe(200))
  test("the header names the role", async () => {
    const page = await contexts.get(persona)?.newPage()
    await page?.goto(`${consoleApp.url}/codes`)
    const role = `Console.${persona[0]?.toUpperCase()}${persona.slice(1)}`
    expect(await page?.getByRole("banner").textContent()).toContain(role)
    await page?.close()
  })
  test("a slash at the end leads to the same page and never to another host", async () => {
    const one = await answer("/callouts/?code=1", persona)
    expect([one.status(), new URL(one.headers().location ?? "", consoleApp.url).href]).toEqual([
      308,
      `${consoleApp.url}/callouts?code=1`,
    ])
    const two = await answer("//evil.example/", persona)
    expect(new URL(two.headers().location ?? "/", consoleApp.url).origin).toBe(consoleApp.url)
  })
  test("a path that does not exist is a 404", async () =>
    expect((await answer("/nowhere", persona)).status()).toBe(404))
})

describe("what every answer carries", () => {
  const paths = [
    "/signin",
    "/codes",
    "/callouts",
    "/callouts/",
    "/_next/staticfoo",
    "/_next/image",
    "/api/anything",
    "/nowhere",
    "/codes.json",
  ]

  test.each(paths)("%s has a policy without unsafe scripts, whoever asks", async (path) => {
    for (const persona of [null, "nobody", "reader"] as const) {
      const policy = (await answer(path, persona)).headers()["content-security-policy"] ?? ""
      const scripts = /script-src ([^;]*)/.exec(policy)?.[1] ?? ""
      expect(scripts).toMatch(/'nonce-[\w+/=]{20,}'/)
      expect(scripts).not.toContain("unsafe")
    }
  })

  test("no answer repeats a nonce", async () => {
    const policies = await Promise.all(
      [1, 2].map(async () => (await answer("/codes", null)).headers()["content-security-policy"]),
    )
    expect(policies[0]).not.toBe(policies[1])
  })

  test("the session cookie is out of reach of scripts and named by tenant", async () => {
    const cookies = (await contexts.get("reader")?.cookies()) ?? []
    expect(cookies.find(({ name }) => name.endsWith(".session"))).toMatchObject({
      name: "calloutscope-3f6b2c1e.session",
      httpOnly: true,
      sameSite: "Lax",
    })
  })
})

describe("leaving", () => {
  test("signing out ends the session", async () => {
    const context = await contextAs(browser, consoleApp.url, "reader")
    const page = await context.newPage()
    await page.goto(`${consoleApp.url}/callouts`)
    await page.getByRole("button", { name: "Sign out" }).click()
    await page.waitForURL(/\/signin/)
    expect((await context.request.get(`${consoleApp.url}/callouts`, { maxRedirects: 0 })).status()).toBe(307)
    await context.close()
  })

  test("a cookie that somebody altered is no session", async () => {
    const context = await contextAs(browser, consoleApp.url, "reader")
    const [session] = (await context.cookies()).filter(({ name }) => name.endsWith(".session"))
    if (!session) throw new Error("The session has a cookie.")
    await context.addCookies([{ ...session, value: `${session.value.slice(0, -4)}AAAA` }])
    expect((await context.request.get(`${consoleApp.url}/callouts`, { maxRedirects: 0 })).status()).toBe(307)
    await context.close()
  })
})

test("a cookie that was copied before its owner signed out is worth nothing afterwards", async () => {
  const context = await contextAs(browser, consoleApp.url, "reader")
  const copied = await context.cookies(consoleApp.url)
  const page = await context.newPage()
  await page.goto(`${consoleApp.url}/callouts`)
  await page.getByRole("button", { name: "Sign out" }).click()
  await page.waitForURL(/\/signin/)
  await context.addCookies(copied)
  await page.goto(`${consoleApp.url}/callouts`)
  expect(pathOf(page.url())).toBe("/signin")
  await context.close()
})
