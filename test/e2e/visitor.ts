import type { Browser, BrowserContextOptions, Page } from "playwright-core"
import { afterAll, beforeAll, beforeEach } from "vitest"
import { launchBrowser, newPage } from "./browser"
import { type RunningConsole, startConsole } from "./console"

/** Somebody without a session at a console: a new page for each test of the file, and the console's address. */
export type Visitor = {
  readonly browser: Browser
  readonly page: Page
  readonly url: string
  /** What the console has printed so far. */
  output(): string
  /** Replaces the page by one of another context, such as one without script. */
  reopen(options: BrowserContextOptions): Promise<void>
}

/** Starts a console and a browser for the tests of a file and ends them afterwards. */
export function visitor(): Visitor {
  const here: { browser?: Browser; page?: Page; console?: RunningConsole } = {}
  beforeAll(async () => {
    here.browser = await launchBrowser()
    here.console = await startConsole()
  })
  afterAll(async () => {
    await here.browser?.close()
    await here.console?.stop()
  })
  const reopen = async (options?: BrowserContextOptions) => {
    await here.page?.context().close()
    here.page = await newPage(present(here.browser), options)
  }
  beforeEach(() => reopen())
  return {
    reopen,
    output: () => present(here.console).output(),
    get browser() {
      return present(here.browser)
    },
    get page() {
      return present(here.page)
    },
    get url() {
      return present(here.console).url
    },
  }
}

function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("It is there only while a test runs.")
  return value
}
