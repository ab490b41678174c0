import { AxeBuilder } from "@axe-core/playwright"
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from "playwright-core"

const patienceMs = 10_000
const loopbackOnly = "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1"

/** A headless Chromium that cannot leave loopback. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM_PATH || "/usr/bin/chromium",
    args: [
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
      "--disable-dev-shm-usage",
      "--disable-background-networking",
      "--disable-component-update",
      loopbackOnly,
    ],
  })
}

export type Persona = "reader" | "tester" | "operator" | "nobody"

/** A page in a context of its own, without a session, that does not wait long for what is not there. */
export async function newPage(browser: Browser, options?: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext(options)
  context.setDefaultTimeout(patienceMs)
  return context.newPage()
}

/** Signs a persona in through the console's own button and the login page; ends on a page that reads nothing. */
export async function signInAs(page: Page, url: string, persona: Persona): Promise<void> {
  await page.goto(`${url}/signin?callbackUrl=/codes.json`)
  await page.getByRole("button", { name: "Sign in with Microsoft" }).click()
  await page.getByRole("button", { name: new RegExp(`${persona}@`) }).click()
  await page.waitForURL(`${url}/codes.json`)
}

/** A new browser context in which a persona is signed in. */
export async function contextAs(browser: Browser, url: string, persona: Persona): Promise<BrowserContext> {
  const page = await newPage(browser)
  await signInAs(page, url, persona)
  await page.close()
  return page.context()
}

const wcag = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

/** The accessibility violations of a page as it stands: rule and place, empty when there are none. */
export async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).withTags(wcag).analyze()
  return found.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`))
}
