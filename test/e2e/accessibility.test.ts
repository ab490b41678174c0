import type { Browser, BrowserContext, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { control, reset, signInTo } from "../control"
import { contextAs, launchBrowser, newPage, violations } from "./browser"
import { type RunningConsole, startConsole } from "./console"

let browser: Browser
let consoleApp: RunningConsole
let reader: BrowserContext
let nobody: BrowserContext
let calloutPath: string

beforeAll(async () => {
  await reset()
  browser = await launchBrowser()
  consoleApp = await startConsole()
  reader = await contextAs(browser, consoleApp.url, "reader")
  nobody = await contextAs(browser, consoleApp.url, "nobody")
  await control("POST", "/specimens/1003002")
  calloutPath = `/callouts/${(await signInTo("Woodgrove Groceries")).row.id}.0`
  await control("DELETE", "/specimens/1003002")
  await control("POST", "/history", { days: 1, perDay: 300, seed: 3 })
})
afterAll(async () => {
  await browser?.close()
  await consoleApp?.stop()
})

type View = {
  name: string
  path: () => string
  who?: "nobody" | "reader"
  settled: (page: Page) => Promise<unknown>
}

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 16)
const heading = (name: string | RegExp) => (page: Page) =>
  page.getByRole("heading", { level: 1, name }).waitFor()
const table = (page: Page) => page.locator("tbody tr").first().waitFor()

const views: readonly View[] = [
  { name: "sign-in", path: () => "/signin", settled: heading("Sign in") },
  { name: "codes", path: () => "/codes", settled: table },
  {
    name: "codes without a match",
    path: () => "/codes?q=zzzzzz",
    settled: (page) => page.getByText("No code fits").waitFor(),
  },
  { name: "one code", path: () => "/codes/1003002", settled: heading(/1003002/) },
  { name: "an outer code", path: () => "/codes/AADSTS1100001", settled: heading(/1100001/) },
  { name: "codes by words", path: () => "/codes?q=slow", settled: table },
  { name: "a code for the Azure CLI", path: () => "/codes/1003021?as=az", settled: heading(/1003021/) },
  { name: "a word of the native API", path: () => "/codes/invalid_grant", settled: heading(/invalid_grant/) },
  { name: "no code yet", path: () => "/codes/decide", settled: heading(/No code yet/) },
  { name: "a symptom", path: () => "/codes/decide?saw=attempts-2", settled: table },
  { name: "the answer check", path: () => "/codes/judge", settled: heading("Answer check") },
  {
    name: "the answer check with a fault",
    path: () => "/codes/judge?example=1003003",
    settled: (page) => page.getByRole("heading", { name: /Refused/ }).waitFor(),
  },
  {
    name: "the answer check without an answer",
    path: () => "/codes/judge?example=1003027",
    settled: (page) => page.getByRole("heading", { name: /Failed/ }).waitFor(),
  },
  { name: "callouts", path: () => "/callouts", who: "reader", settled: table },
  {
    name: "callouts, empty by filter",
    path: () => "/callouts?code=1003026",
    who: "reader",
    settled: (page) => page.getByText("No callout matches").waitFor(),
  },
  {
    name: "callouts, empty range",
    path: () => `/callouts?from=${daysAgo(29)}&to=${daysAgo(28)}`,
    who: "reader",
    settled: (page) => page.getByText("No sign-ins in this range").waitFor(),
  },
  {
    name: "callouts, a custom range that starts too early",
    path: () => `/callouts?range=custom&from=${daysAgo(60)}&to=${daysAgo(1)}`,
    who: "reader",
    settled: (page) => page.getByText("Graph keeps sign-ins for 30 days at most").first().waitFor(),
  },
  { name: "a callout", path: () => calloutPath, who: "reader", settled: heading(/1003002/) },
  {
    name: "a callout's record",
    path: () => `${calloutPath}?view=record`,
    who: "reader",
    settled: (page) => page.getByText("Every field of the row").first().waitFor(),
  },
  {
    name: "tokens",
    path: () => "/tokens",
    who: "reader",
    settled: (page) => page.getByText("No token yet").waitFor(),
  },
  { name: "a page that does not exist", path: () => "/nowhere", who: "reader", settled: heading(/./) },
  { name: "no role", path: () => "/callouts", who: "nobody", settled: heading(/role/) },
]

describe.each(["light", "dark"] as const)("in %s", (colorScheme) => {
  test.each(views)(
    "$name has no accessibility violation and does not overflow at 320 px",
    async ({ path, who, settled }) => {
      const context = who === "reader" ? reader : nobody
      const page = who ? await context.newPage() : await newPage(browser)
      await page.emulateMedia({ colorScheme })
      await page.setViewportSize({ width: 1280, height: 800 })
      await page.goto(consoleApp.url + path())
      await settled(page)
      expect(await violations(page)).toEqual([])
      await page.setViewportSize({ width: 320, height: 720 })
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
      expect(await violations(page)).toEqual([])
      await page.close()
    },
  )
})

test("no page writes an error to the browser's console", async () => {
  const page = await reader.newPage()
  const errors: string[] = []
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()))
  page.on("pageerror", (error) => errors.push(error.message))
  for (const path of [
    "/codes",
    "/codes/1003021",
    "/codes/judge",
    "/codes/decide",
    "/callouts",
    calloutPath,
    "/tokens",
  ]) {
    await page.goto(consoleApp.url + path)
    await page.waitForLoadState("networkidle")
  }
  expect(errors).toEqual([])
  await page.close()
})
