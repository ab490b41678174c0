import type { Browser, Page } from "playwright-core"
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { control, reset, signInTo } from "../control"
import { contextAs, launchBrowser } from "./browser"
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
  consoleApp = await startConsole()
  page = await (await contextAs(browser, consoleApp.url, "reader")).newPage()
})
afterEach(async () => {
  await page.context().close()
  await consoleApp.stop()
})
afterAll(() => browser.close())

const rowOf = (id: string) =>
  page.locator("tbody tr").filter({ has: page.locator(`a[href="/callouts/${id}.0"]`) })

/** A cell of the evidence table by the fact's name. */
const evidence = (name: string) =>
  page
    .getByRole("row")
    .filter({ has: page.getByRole("rowheader", { name, exact: true }) })
    .getByRole("cell")
    .first()

const specimens = [
  { code: 1003002, attempts: 1, httpStatus: "500", link: "Response", fixedBy: "API developer" },
  { code: 1003005, attempts: 2, httpStatus: "none", link: "API", fixedBy: "API developer" },
  { code: 1003021, attempts: 0, httpStatus: "none", link: "Consent", fixedBy: "Tenant admin" },
] as const

describe("a failed callout in the console", () => {
  test.each(specimens)(
    "$code appears within 5 s, its page names cause and fix, and a repair shows as success",
    async ({ code, attempts, httpStatus, link, fixedBy }) => {
      await page.goto(`${consoleApp.url}/callouts`)
      await control("POST", `/specimens/${code}`)
      const failed = await signInTo("Woodgrove Groceries")
      await rowOf(failed.row.id).waitFor({ timeout: 5000 })
      expect(await rowOf(failed.row.id).textContent()).toContain(String(code))

      await rowOf(failed.row.id).getByRole("link").click()
      await page.getByRole("heading", { level: 1, name: String(code) }).waitFor()
      expect(await page.getByText("Fixes it:").locator("..").textContent()).toContain(fixedBy)
      expect(await page.getByRole("listitem").filter({ hasText: "broke here" }).textContent()).toContain(link)
      expect(await evidence("Attempts").textContent()).toBe(String(attempts))
      expect(await evidence("HTTP status").textContent()).toContain(httpStatus)
      expect(
        await page
          .getByRole("heading", { name: "Fix", exact: true })
          .locator("..")
          .getByRole("listitem")
          .count(),
      ).toBeGreaterThan(1)

      await control("DELETE", `/specimens/${code}`)
      await page.goto(`${consoleApp.url}/callouts`)
      const repaired = await signInTo("Woodgrove Groceries")
      await rowOf(repaired.row.id).waitFor({ timeout: 5000 })
      expect(await rowOf(repaired.row.id).textContent()).toContain("OK")
    },
  )

  test("a SAML app's failure says that the user ended on Microsoft's error page", async () => {
    await control("POST", "/specimens/1003002")
    const { row } = await signInTo("Contoso Expenses")
    await page.goto(`${consoleApp.url}/callouts/${row.id}.0`)
    expect(await evidence("The user saw").textContent()).toContain("error page at Microsoft")
  })

  test("the record view shows every field of the row and its JSON", async () => {
    const { row } = await signInTo("Woodgrove Groceries")
    await page.goto(`${consoleApp.url}/callouts/${row.id}.0?view=record`)
    const fields = await page.getByRole("rowheader").allTextContents()
    expect(fields).toContain("appliedEventListeners[0].handlerResult.numberOfAttempts")
    expect(fields).toContain("deviceDetail.browser")
    expect(await page.getByRole("region", { name: "The row as JSON" }).textContent()).toContain(
      `"id": "${row.id}"`,
    )
  })

  test("a refresh of a token is listed with its source", async () => {
    const { row } = await signInTo("Woodgrove Groceries", "casey", "refresh")
    await page.goto(`${consoleApp.url}/callouts`)
    await rowOf(row.id).waitFor({ timeout: 5000 })
    expect(await rowOf(row.id).textContent()).toContain("non-interactive")
  })

  test("an outcome chosen in the filter lands in the URL and narrows the list", async () => {
    await control("POST", "/specimens/1003021")
    await signInTo("Woodgrove Groceries")
    await control("DELETE", "/specimens/1003021")
    await signInTo("Woodgrove Groceries")
    await page.goto(`${consoleApp.url}/callouts`)
    await page.getByLabel("Outcome").selectOption("pre-call")
    await page.getByRole("button", { name: "Filter", exact: true }).click()
    await page.waitForURL(/layer=pre-call/)
    await page.getByText(/^1 callout in 2 sign-ins/).waitFor()
    expect(await page.locator("tbody tr").count()).toBe(1)
  })

  test("an id that names no callout is a page that says so", async () => {
    const response = await page.goto(`${consoleApp.url}/callouts/4b9d1a5e-0f0c-4b62-9f0a-6a5d3b7a1f00.0`)
    expect(response?.status()).toBe(404)
  })

  test("a parameter that cannot be used is named and nothing else is lost", async () => {
    await page.goto(`${consoleApp.url}/callouts?code=abc&range=7d`)
    await page.getByText("“abc” was not used as code").waitFor()
    expect(await page.getByLabel("Time").inputValue()).toBe("7d")
  })

  test("the whole way from the list to a callout works by keyboard", async () => {
    const { row } = await signInTo("Woodgrove Groceries")
    await page.goto(`${consoleApp.url}/callouts`)
    await rowOf(row.id).waitFor({ timeout: 5000 })
    await page.keyboard.press("Tab")
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Skip to content")
    await rowOf(row.id).getByRole("link").focus()
    await page.keyboard.press("Enter")
    await page.getByRole("heading", { level: 1, name: "Callout succeeded" }).waitFor()
  })
})
