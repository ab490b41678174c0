import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import type { Browser, BrowserContext, Page } from "playwright-core"
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest"
import { reset } from "../control"
import { contextAs, launchBrowser, type Persona } from "./browser"
import { type RunningConsole, startConsole } from "./console"

type Here = { browser: Browser; app: RunningConsole; folder: string; page: Page }

function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("It is there only while a test runs.")
  return value
}

/** What people do on the page of test tokens; `current` gives the page that is open. */
function actsOn(current: () => Page) {
  const heading = (name: string) => current().getByRole("heading", { name, exact: true })
  const button = (name: string) => current().getByRole("button", { name })
  const openForm = (summary: string) => current().getByText(summary, { exact: true }).click()
  return {
    heading,
    openForm,
    atHand: () => heading("The token at hand").waitFor(),
    takeAsConsole: () => button("Get a token as this console").click(),
    /** Waits for a sentence about the outcome. */
    trouble: (text: string) => current().locator("main p", { hasText: text }).first().waitFor(),
    async choose(name: string): Promise<void> {
      await current().getByLabel("For the API of").selectOption({ label: name })
      await button("Choose").click()
      await current().waitForURL(/extension=/)
      await heading("Entra's token and a test token").waitFor()
      await current().waitForLoadState("networkidle")
    },
    async takeByTemporarySecret(): Promise<void> {
      await openForm("As the API's own app, with a temporary secret")
      await button("Put a temporary secret and get a token").click()
    },
    async forgetHeld(): Promise<void> {
      const forget = button("Forget the token")
      if ((await forget.count()) === 0) return
      await forget.click()
      await forget.waitFor({ state: "detached" })
    },
    /** Presses Tab until a button has the focus. */
    async tabTo(name: string): Promise<void> {
      for (let presses = 0; presses < 40; presses += 1) {
        if (await button(name).evaluate((one) => one === document.activeElement)) return
        await current().keyboard.press("Tab")
      }
      throw new Error(`Tab does not lead to ${name}.`)
    },
    /** Opens everything that is folded. */
    openAll: () =>
      current()
        .locator("main details")
        .evaluateAll((all) => {
          for (const one of all) one.setAttribute("open", "")
        }),
    /** The value of a line of the held token. */
    line: (label: string) =>
      current()
        .locator("dl > div", { has: current().getByText(label, { exact: true }) })
        .locator("dd")
        .first(),
  }
}

/** A console with its personas signed in, for the tests of a file, and the page of test tokens in one of their hands. */
export function testTokenDesk() {
  const here: Partial<Here> = {}
  const contexts = new Map<Persona, BrowserContext>()
  const acts = actsOn(() => present(here.page))
  beforeAll(async () => {
    await reset()
    here.browser = await launchBrowser()
    here.folder = mkdtempSync(path.join(tmpdir(), "calloutscope-e2e-"))
    here.app = await startConsole({ DATA_DIR: here.folder })
    for (const persona of ["reader", "tester", "operator"] as const)
      contexts.set(persona, await contextAs(here.browser, here.app.url, persona))
  })
  afterAll(async () => {
    await here.browser?.close()
    await here.app?.stop()
    if (here.folder) rmSync(here.folder, { recursive: true, force: true })
  })
  beforeEach(() => reset())
  afterEach(async () => {
    if (here.page?.isClosed() === false) await acts.forgetHeld()
    await here.page?.close()
  })
  const contextOf = (persona: Persona) => present(contexts.get(persona))
  return {
    ...acts,
    contextOf,
    /** The page of the tests from here on. */
    use(page: Page): void {
      here.page = page
    },
    async openAs(persona: Persona, name = "Loyalty claims"): Promise<void> {
      here.page = await contextOf(persona).newPage()
      await here.page.goto(`${present(here.app).url}/tokens/test`)
      await acts.choose(name)
    },
    get browser() {
      return present(here.browser)
    },
    get app() {
      return present(here.app)
    },
    get folder() {
      return present(here.folder)
    },
    get page() {
      return present(here.page)
    },
  }
}
