import type { Browser, BrowserContext } from "playwright-core"
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from "vitest"
import { reset } from "../control"
import { launchBrowser, newPage, signInAs, violations } from "./browser"
import { type RunningConsole, startConsole } from "./console"

let browser: Browser
let context: BrowserContext
let contoso: RunningConsole
let woodgrove: RunningConsole

beforeAll(async () => {
  await reset()
  browser = await launchBrowser()
  woodgrove = await startConsole({}, "woodgrove")
  contoso = await startConsole({
    OTHER_CONSOLES: `Woodgrove=${woodgrove.url},Third=https://third.contoso.com`,
  })
})
beforeEach(async () => {
  context = await browser.newContext()
  context.setDefaultTimeout(10_000)
})
afterEach(() => context.close())
afterAll(async () => {
  await browser?.close()
  await Promise.all([contoso?.stop(), woodgrove?.stop()])
})

/** A page of the context on which a reader of Contoso sees the codes, which read nothing. */
async function codesOfContoso(options: { javaScriptEnabled?: boolean } = {}) {
  const page = await context.newPage()
  await signInAs(page, contoso.url, "reader")
  if (options.javaScriptEnabled === undefined) {
    await page.goto(`${contoso.url}/codes`)
    return page
  }
  const other = await newPage(browser, { ...options, storageState: await context.storageState() })
  await other.goto(`${contoso.url}/codes`)
  return other
}

describe("one console per tenant", () => {
  test("a session at one is none at the other, and neither ends the other's", async () => {
    const page = await codesOfContoso()
    const statusOf = async ({ url }: RunningConsole) =>
      (await context.request.get(`${url}/callouts`, { maxRedirects: 0 })).status()
    expect([await statusOf(contoso), await statusOf(woodgrove)]).toEqual([200, 307])
    await signInAs(page, woodgrove.url, "reader")
    expect([await statusOf(contoso), await statusOf(woodgrove)]).toEqual([200, 200])
    await page.goto(`${woodgrove.url}/codes`)
    await page.getByRole("button", { name: "Sign out" }).click()
    await page.waitForURL(/\/signin/)
    expect([await statusOf(contoso), await statusOf(woodgrove)]).toEqual([200, 307])
  })

  test("each names its own tenant", async () => {
    const page = await codesOfContoso()
    await page.getByRole("banner").getByText("Contoso · workforce").waitFor()
    await signInAs(page, woodgrove.url, "reader")
    await page.goto(`${woodgrove.url}/codes`)
    await page.getByRole("banner").getByText("Woodgrove · external").waitFor()
  })

  test("the settings that the sandbox writes link each to the other and share no data", () => {
    const { settings, woodgrove: others } = inject("cloud")
    expect(settings.OTHER_CONSOLES).toBe(`Woodgrove=${others.NEXTAUTH_URL}`)
    expect(others.OTHER_CONSOLES).toBe(`Contoso=${settings.NEXTAUTH_URL}`)
    for (const name of ["AZURE_TENANT_ID", "AZURE_CLIENT_ID", "NEXTAUTH_SECRET", "DATA_DIR"])
      expect(settings[name]).not.toBe(others[name])
    expect(settings.NODE_EXTRA_CA_CERTS).toBe(others.NODE_EXTRA_CA_CERTS)
  })
})

describe("the list of other consoles", () => {
  test("leads to the other one by keyboard alone", async () => {
    const page = await codesOfContoso()
    const opener = page.getByRole("button", { name: /other consoles/ })
    await opener.focus()
    await page.keyboard.press("Enter")
    const links = page.getByRole("navigation", { name: "Other consoles" }).getByRole("link")
    expect(await links.allTextContents()).toEqual(["Woodgrove", "Third"])
    await page.keyboard.press("Escape")
    await links.first().waitFor({ state: "hidden" })
    await page.keyboard.press("Enter")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await page.waitForURL(`${woodgrove.url}/signin`)
  })

  test("opens without script", async () => {
    const page = await codesOfContoso({ javaScriptEnabled: false })
    await page.getByRole("button", { name: /other consoles/ }).click()
    await page.getByRole("link", { name: "Woodgrove" }).click()
    await page.waitForURL(`${woodgrove.url}/signin`)
    await page.context().close()
  })

  test.each(["light", "dark"] as const)(
    "has no accessibility violation in %s, in any width",
    async (scheme) => {
      const page = await codesOfContoso()
      await page.emulateMedia({ colorScheme: scheme })
      for (const width of [1280, 640, 320]) {
        await page.setViewportSize({ width, height: 720 })
        const opener = page.getByRole("button", { name: /other consoles/ })
        await opener.click()
        const link = page.getByRole("link", { name: "Woodgrove" })
        await link.waitFor()
        expect(await violations(page)).toEqual([])
        const [below, above] = [await link.boundingBox(), await opener.boundingBox()]
        expect(below?.y).toBeGreaterThan((above?.y ?? 0) + (above?.height ?? 0) - 1)
        expect((below?.x ?? 0) + (below?.width ?? 0)).toBeLessThanOrEqual(width)
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
        await page.keyboard.press("Escape")
      }
    },
  )

  test("is not there where nothing is to be linked", async () => {
    const alone = await startConsole({ OTHER_CONSOLES: undefined })
    const page = await context.newPage()
    await signInAs(page, alone.url, "reader")
    await page.goto(`${alone.url}/codes`)
    await page.getByRole("banner").getByText("Contoso · workforce").waitFor()
    expect(await page.getByRole("button", { name: /other consoles/ }).count()).toBe(0)
    await alone.stop()
  })
})
