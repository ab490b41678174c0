import type { Browser, Page } from "playwright-core"
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from "vitest"
import { control, next, reset, signInTo } from "../control"
import { contextAs, launchBrowser, newPage, violations } from "./browser"
import { type RunningConsole, startConsole } from "./console"

const signIns = "GET /beta/auditLogs/signIns"
let browser: Browser
let consoleApp: RunningConsole
let page: Page

beforeAll(async () => {
  browser = await launchBrowser()
})
beforeEach(reset)
afterEach(async () => {
  await page?.context().close()
  await consoleApp?.stop()
})
afterAll(() => browser.close())

/** Starts a console with wrong settings and tries to sign in; gives what the sign-in page then says. */
async function signInTrouble(change: Record<string, string | undefined>): Promise<string> {
  consoleApp = await startConsole(change)
  page = await newPage(browser)
  await page.goto(`${consoleApp.url}/signin`)
  await page.getByRole("button", { name: "Sign in with Microsoft" }).click()
  const reader = page.getByRole("button", { name: /reader@/ })
  const notice = page.getByText("The sign-in did not succeed")
  await reader.or(notice).waitFor()
  if (await reader.isVisible()) await reader.click()
  await notice.waitFor()
  return (await page.locator("main").textContent()) ?? ""
}

/** A console with a reader signed in, on a page that is not there yet. */
async function readerPage(change: Record<string, string | undefined> = {}): Promise<void> {
  consoleApp = await startConsole(change)
  page = await (await contextAs(browser, consoleApp.url, "reader")).newPage()
}

const open = async (path = "/callouts") => page.goto(consoleApp.url + path)

describe("a sign-in with wrong settings says which one", () => {
  test("a wrong secret is named by its AADSTS code", async () =>
    expect(await signInTrouble({ AZURE_CLIENT_SECRET: "wrong" })).toContain("AADSTS7000215"))

  test("a tenant that does not exist is named", async () =>
    expect(await signInTrouble({ AZURE_TENANT_ID: "00000000-0000-4000-8000-000000000000" })).toContain(
      "AADSTS90002",
    ))

  test("a certificate that is not trusted is named with the setting that cures it", async () =>
    expect(await signInTrouble({ NODE_EXTRA_CA_CERTS: undefined })).toContain("NODE_EXTRA_CA_CERTS"))

  test("a clock ten minutes off is named with its distance", async () => {
    await control("POST", "/clock", { offsetMs: 600_000 })
    expect(await signInTrouble({})).toMatch(/clock.*10 minutes/i)
  })

  test("a sign-in endpoint that is not there is named", async () =>
    expect(await signInTrouble({ AZURE_AUTHORITY_HOST: "https://localhost:1" })).toContain("refused"))
})

describe("the list stays up and says what is wrong", () => {
  test.each([
    [
      "500",
      { status: 500, body: { error: { code: "InternalServerError", message: "" } } },
      "Graph could not answer",
    ],
    [
      "an HTML page with 502",
      { status: 502, body: "<html>Bad gateway</html>", headers: { "content-type": "text/html" } },
      "Graph could not answer",
    ],
    [
      "an HTML page with 200",
      { body: "<html>Sign in</html>", headers: { "content-type": "text/html" } },
      "could not be read",
    ],
    [
      "JSON that is cut off",
      { body: '{"value":[{"id":"a"', headers: { "content-type": "application/json" } },
      "could not be read",
    ],
    ["a cut connection", { reset: true, times: 3 }, "cannot be reached"],
    [
      "429",
      {
        status: 429,
        headers: { "retry-after": "3" },
        body: { error: { code: "TooManyRequests", message: "" } },
      },
      "request budget",
    ],
  ])("when Graph answers %s", async (_, answer, words) => {
    await readerPage()
    await next(signIns, answer)
    await open()
    await page.locator("main").getByText(words).first().waitFor()
    expect(await violations(page)).toEqual([])
  })

  test("when Graph recovers the rows come by themselves", async () => {
    await readerPage()
    await signInTo("Woodgrove Groceries")
    await next(signIns, { status: 500, body: {} })
    await open()
    await page.getByText("Graph could not answer").waitFor()
    await page.locator("tbody tr").first().waitFor({ timeout: 10_000 })
  })

  test("when a later read fails the earlier rows stay with a notice", async () => {
    await readerPage()
    await signInTo("Woodgrove Groceries")
    await open()
    await page.locator("tbody tr").first().waitFor()
    await next(signIns, { status: 503, body: {}, times: 20 })
    await page.getByText("These rows are from an earlier read").waitFor({ timeout: 10_000 })
    expect(await page.locator("tbody tr").count()).toBe(1)
  })

  test("when a row has an unknown event type, null fields and no id beside it", async () => {
    await readerPage()
    const row = {
      id: "4b9d1a5e-0f0c-4b62-9f0a-6a5d3b7a1f00",
      createdDateTime: "2026-11-19T14:03:21Z",
      appDisplayName: null,
      userDisplayName: null,
      status: null,
      appliedEventListeners: [{ eventType: "somethingNew", executedListenerId: null, handlerResult: null }],
    }
    await next(signIns, {
      body: { value: [row, { createdDateTime: null }] },
      headers: { "content-type": "application/json" },
    })
    await open()
    await page.getByText("1 row could not be read").waitFor()
    expect(await page.locator("tbody tr").first().textContent()).toContain("Not known")
  })
})

describe("what the tenant refuses is told with its cure", () => {
  test("without AuditLog.Read.All the list names the permission, and consent brings the rows", async () => {
    await control("PUT", "/grants", {
      tenant: "Contoso",
      app: "Calloutscope",
      permissions: ["Organization.Read.All"],
    })
    await readerPage()
    await signInTo("Woodgrove Groceries")
    await open()
    await page.getByText("The console may not read this yet").waitFor()
    expect(await page.locator("main").textContent()).toContain("AuditLog.Read.All")
    await page.getByRole("button", { name: /parts not read|refused/ }).click()
    expect(await page.locator("#connection").textContent()).toContain(
      "CustomAuthenticationExtension.Read.All",
    )
    expect(await violations(page)).toEqual([])

    await page.keyboard.press("Escape")
    await page.getByRole("link", { name: "Open the consent page" }).click()
    await page.getByRole("button", { name: "Accept" }).click()
    await page.getByRole("heading", { name: "Consent was given" }).waitFor()
    await page.getByRole("link", { name: "Back to the callouts" }).click()
    await page.locator("tbody tr").first().waitFor({ timeout: 45_000 })
  })

  test("consent that was cancelled is told as that", async () => {
    await readerPage()
    await open("/consent")
    await page.getByRole("button", { name: "Cancel" }).click()
    await page.getByRole("heading", { name: "Consent was not given" }).waitFor()
    expect(await violations(page)).toEqual([])
  })

  test("without a premium licence the list says so and not that a permission is missing", async () => {
    await control("PUT", "/tenants/Contoso", { premium: false })
    await readerPage()
    await open()
    await page.getByText("licence does not include this log").waitFor()
  })

  test("a secret that ended after the start is named on the list", async () => {
    await readerPage()
    await next("POST /*/oauth2/v2.0/token", {
      status: 401,
      body: {
        error: "invalid_client",
        error_description: "AADSTS7000222: The provided client secret keys are expired.",
        error_codes: [7000222],
      },
      times: 20,
    })
    await open()
    await page.locator("main").getByText("AADSTS7000222").first().waitFor()
  })
})

test("with a certificate instead of a secret, signing in and reading work the same", async () => {
  const { settings } = inject("cloud")
  const certificate = (settings.NODE_EXTRA_CA_CERTS ?? "").replace("ca.pem", "console-certificate.pem")
  await readerPage({ AZURE_CLIENT_SECRET: undefined, AZURE_CLIENT_CERTIFICATE_PATH: certificate })
  await signInTo("Woodgrove Groceries")
  await open()
  await page.locator("tbody tr").first().waitFor()
})
