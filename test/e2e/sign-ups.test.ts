import type { Browser, Page } from "playwright-core"
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { control, next, reset } from "../control"
import { signUpFor } from "../remote/woodgrove"
import { contextAs, launchBrowser, violations } from "./browser"
import { type RunningConsole, startConsole } from "./console"

let browser: Browser
let consoleApp: RunningConsole
let page: Page

beforeAll(async () => {
  browser = await launchBrowser()
})
// A console of its own for each test, since Microsoft's budget of 5 requests in 10 s counts per process.
beforeEach(async () => {
  await reset()
  consoleApp = await startConsole({}, "woodgrove")
  page = await (await contextAs(browser, consoleApp.url, "reader")).newPage()
})
afterEach(async () => {
  await page.context().close()
  await consoleApp.stop()
})
afterAll(() => browser.close())

const rowOf = (id: string) =>
  page.locator("tbody tr").filter({ has: page.locator(`a[href="/callouts/${id}"]`) })
const section = (name: string) =>
  page.locator("section").filter({ has: page.getByRole("heading", { level: 2, name }) })

/** The id of the callout at a stage of a sign-up. */
async function signUpTo(stage: string, position = 0): Promise<string> {
  const { rows } = await signUpFor("mila@proseware.com")
  const row = rows.find((one) => one.stage === stage)
  if (!row) throw new Error(`The sign-up has no row of ${stage}.`)
  return `signup.${row.id}.${position}`
}

describe("a sign-up in the console", () => {
  test("appears within 5 s with its step, and its page shows the whole attempt", async () => {
    await page.goto(`${consoleApp.url}/callouts`)
    const id = await signUpTo("credentialValidation")
    await rowOf(id).waitFor({ timeout: 5000 })
    expect(await rowOf(id).textContent()).toContain("sign-up · identity proven")
    expect(await rowOf(id).textContent()).toContain("mila@proseware.com")

    await rowOf(id).getByRole("link").click()
    await page.getByRole("heading", { level: 1, name: "Callout succeeded" }).waitFor()
    const attempt = section("The same attempt")
    await attempt.getByText("account created").waitFor({ timeout: 20_000 })
    expect(await attempt.locator("ol > li").count()).toBe(5)
    await attempt.getByRole("link", { name: "Token issuance start" }).click()
    await page.getByText("· interactive · Token issuance start").waitFor()
  })

  test("that failed at the attributes names the user flow, the broken link and what the user saw", async () => {
    await control("PUT", "/apis/sign-up-submit", { behaviour: "block-with-400" })
    const id = await signUpTo("attributeCollectionAndValidation", 1)
    await page.goto(`${consoleApp.url}/callouts/${id}`)
    await page.getByRole("heading", { level: 1, name: "1003002" }).waitFor()
    expect(await page.getByRole("listitem").filter({ hasText: "broke here" }).textContent()).toContain(
      "Response",
    )
    expect(await section("Where it broke").textContent()).toContain("User flow: passedGroceries sign-up")
    expect(await section("Evidence").textContent()).toContain("An error on the sign-up page")
    expect(await section("Wiring of this app").textContent()).toContain("signup.woodgrove.example")
    await section("The same attempt").locator("ol > li").first().waitFor({ timeout: 20_000 })
    expect(await violations(page)).toEqual([])
  })

  test("is found by its source and its event, which land in the URL", async () => {
    await signUpTo("credentialValidation")
    await page.goto(`${consoleApp.url}/callouts`)
    await page.getByLabel("Source").selectOption("sign-up")
    await page.getByLabel("Event").selectOption("emailOtpSend")
    await page.getByRole("button", { name: "Filter", exact: true }).click()
    await page.waitForURL(/event=emailOtpSend.*source=sign-up|source=sign-up.*event=emailOtpSend/)
    await page.getByText(/^1 callout in 1 sign-in and 4 sign-up steps/).waitFor()
    expect(await page.locator("tbody tr").count()).toBe(1)
    expect(await violations(page)).toEqual([])
  })
})

describe("when sign-ups cannot be read", () => {
  test("the sign-ins stay, and the list names the permission and the consent page", async () => {
    await signUpTo("credentialValidation")
    await next("GET /beta/auditLogs/signUps", {
      status: 403,
      body: { error: { code: "Authorization_RequestDenied" } },
    })
    await page.goto(`${consoleApp.url}/callouts`)
    await page.getByText("Sign-ups are missing from this list").waitFor()
    expect(await page.locator("tbody tr").count()).toBe(1)
    await page.getByRole("link", { name: "Open the consent page" }).waitFor()
  })

  test("a callout's page stands all the same and offers to ask again for the rest of the attempt", async () => {
    const id = await signUpTo("credentialValidation")
    await next("GET /beta/auditLogs/signUps", { status: 500 })
    await page.goto(`${consoleApp.url}/callouts/${id}`)
    await page.getByText("The sign-up log was not asked for more rows").waitFor({ timeout: 20_000 })
    await page.getByRole("link", { name: "Read again" }).click()
    await section("The same attempt").getByText("account created").waitFor({ timeout: 20_000 })
  })
})

describe("an event that the console does not know", () => {
  test("is listed by its name, can be filtered by it, and shows its JSON", async () => {
    const row = {
      id: "4b9d1a5e-0f0c-4b62-9f0a-6a5d3b7a1f00",
      createdDateTime: new Date().toISOString(),
      signInEventTypes: ["interactiveUser"],
      status: { errorCode: 0 },
      appliedEventListeners: [
        { eventType: "livenessCheckStart", handlerResult: { errorCode: 0, httpStatus: 200, mood: "calm" } },
      ],
    }
    await next("GET /beta/auditLogs/signIns", { body: { value: [row] } })
    await next(`GET /beta/auditLogs/signIns/${row.id}`, { body: row })
    await page.goto(`${consoleApp.url}/callouts?event=livenessCheckStart`)
    await rowOf(`${row.id}.0`).waitFor()
    expect(await rowOf(`${row.id}.0`).textContent()).toContain("livenessCheckStart")
    await page.goto(`${consoleApp.url}/callouts/${row.id}.0`)
    const entry = page.getByRole("region", { name: "The listener's entry in the row" })
    expect(await entry.textContent()).toContain('"mood": "calm"')
  })
})
