import { describe, expect, inject, test } from "vitest"
import { contosoIds } from "@/sandbox/tenants/ids"
import { received, setting } from "../remote/border"
import { withDelay } from "../remote/test-token-session"
import { newPage, signInAs, violations } from "./browser"
import { startConsole } from "./console"
import { testTokenDesk } from "./test-token-desk"

const desk = testTokenDesk()
const { openAs, choose, heading, atHand, takeAsConsole } = desk
const { openForm, openAll, trouble, line, tabTo, forgetHeld } = desk

describe("as a tester", () => {
  test("a token comes with one click; its request and its judgement are shown", async () => {
    await openAs("tester")
    await takeAsConsole()
    await atHand()
    expect(await line("Client").textContent()).toBe(setting("AZURE_CLIENT_ID"))
    expect(await line("Scope").textContent()).toMatch(/^api:\/\/claims\.contoso\.example\/.*\/\.default$/)
    expect(await line("Endpoint").textContent()).toContain("/oauth2/v2.0/token")
    expect(await line("Last use").textContent()).toBe("fresh from Microsoft")
    const claims = desk.page.getByRole("table", { name: "Claims that were judged" })
    const row = (name: string) =>
      claims.getByRole("row").filter({ has: desk.page.getByRole("rowheader", { name, exact: true }) })
    expect(await row("signature").textContent()).toContain("Fits")
    expect(await row("azp").textContent()).toContain("a well-protected API refuses this token")
    expect(await desk.page.locator("main").textContent()).toContain("99045fe1-7639-4a75-9d4a-577b6ca3810f")
  })

  test("the second click serves it again, and forgetting it asks anew", async () => {
    await openAs("tester")
    await takeAsConsole()
    await atHand()
    await takeAsConsole()
    await line("Last use").getByText("from the cache").waitFor()
    await forgetHeld()
    await heading("Get a token").waitFor()
    await takeAsConsole()
    await line("Last use").getByText("fresh").waitFor()
  })

  test("what stands in the address after it is the extension alone", async () => {
    await openAs("tester")
    await takeAsConsole()
    await atHand()
    expect(new URL(desk.page.url()).search).toMatch(/^\?extension=[0-9a-f-]{36}$/)
  })

  test("a wrong credential is told beside its field, and the secret has to be given again", async () => {
    await openAs("tester")
    await openForm("As another app, with a secret or certificate for this one request")
    await desk.page.getByLabel("Client id").fill("no guid")
    await desk.page.getByLabel("Client secret").fill("canary")
    await desk.page.getByRole("button", { name: "Get a token as this app" }).click()
    await desk.page.getByText("A client id is a GUID").waitFor()
    expect(await desk.page.getByLabel("Client id").inputValue()).toBe("no guid")
    expect(await desk.page.getByLabel("Client secret").inputValue()).toBe("")
    await desk.page.getByLabel("Client id").fill(contosoIds.apiApp)
    await desk.page.getByLabel("Client secret").fill("wrong")
    await desk.page.getByRole("button", { name: "Get a token as this app" }).click()
    await trouble("Client secret is wrong (AADSTS7000215)")
    expect(await desk.page.getByRole("listitem").allTextContents()).toContain(
      "Paste the secret's value, not its id; the value is shown only when the secret is created.",
    )
  })

  test("a temporary secret is not for this role, and that is said", async () => {
    await openAs("tester")
    await openForm("As the API's own app, with a temporary secret")
    await desk.page.getByText("It takes the role Console.Operator").waitFor()
    expect(
      await desk.page.getByRole("button", { name: "Put a temporary secret and get a token" }).count(),
    ).toBe(0)
  })

  test("the whole of it works by keyboard", async () => {
    await openAs("tester")
    await desk.page.getByRole("button", { name: "Choose" }).focus()
    await tabTo("Get a token as this console")
    await desk.page.keyboard.press("Enter")
    await atHand()
    await desk.page.locator("section[aria-label=Outcome]:focus").waitFor()
    await tabTo("Forget the token")
    await desk.page.keyboard.press("Enter")
    await heading("Get a token").waitFor()
  })
})

describe("as a reader", () => {
  test("the page is there without its buttons, and says why", async () => {
    await openAs("reader")
    await desk.page.getByText("Your role sees this page and takes no tokens").waitFor()
    expect(await desk.page.locator("main form[action], main button[type=submit]").allTextContents()).toEqual([
      "Choose",
    ])
  })

  test("a form that a tester was given takes none either", async () => {
    await openAs("tester")
    const url = desk.page.url()
    const html = await (await desk.contextOf("tester").request.get(url))?.text()
    const names = [...(html ?? "").matchAll(/name="(\$ACTION_ID_[0-9a-f]+)"/g)].map(([, name = ""]) => name)
    expect(names.length).toBeGreaterThan(1)
    const before = (await received("login")).length
    const extension = new URL(url).searchParams.get("extension") ?? ""
    for (const name of names) {
      const answer = await desk.contextOf("reader").request.post(url, {
        multipart: { [name]: "", extension, token: "x" },
        headers: { origin: desk.app.url },
        maxRedirects: 0,
      })
      // Next answers 404 to a form without script whose action is forbidden.
      expect([403, 404]).toContain(answer?.status())
    }
    expect((await received("login")).length).toBe(before)
    const seen = await (await desk.contextOf("reader").request.get(url))?.text()
    expect(seen).not.toContain("The token at hand")
  })
})

describe.each(["light", "dark"] as const)("in the %s", (colorScheme) => {
  const check = async () => expect(await violations(desk.page)).toEqual([])

  test("every face is accessible", async () => {
    await withDelay(600_000)
    const state = await desk.contextOf("operator").storageState()
    desk.use(await newPage(desk.browser, { colorScheme, storageState: state }))
    await desk.page.goto(`${desk.app.url}/tokens/test`)
    await check()
    await choose("Loyalty claims")
    await openAll()
    await check()
    await desk.page.getByRole("button", { name: "Get a token as this app" }).click()
    await desk.page.getByText("A client id is a GUID").waitFor()
    await check()
    await desk.page.getByRole("button", { name: "Put a temporary secret and get a token" }).click()
    await trouble("The sign-in service does not know the secret yet")
    await check()
    await desk.page.getByRole("button", { name: "Cancel the run" }).click()
    await trouble("The run was cancelled")
    await check()
    await takeAsConsole()
    await atHand()
    await openAll()
    await check()
  })

  test("a narrow window needs no sideways scrolling", async () => {
    const state = await desk.contextOf("tester").storageState()
    desk.use(
      await newPage(desk.browser, {
        colorScheme,
        storageState: state,
        viewport: { width: 320, height: 700 },
      }),
    )
    await desk.page.goto(`${desk.app.url}/tokens/test`)
    await choose("Loyalty claims")
    await takeAsConsole()
    await atHand()
    await openAll()
    const over = await desk.page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(over).toBe(0)
  })
})

test("Woodgrove's token comes from its customers' endpoint and names that issuer", async () => {
  const woodgrove = await startConsole({ DATA_DIR: desk.folder }, "woodgrove")
  try {
    desk.use(await newPage(desk.browser))
    await signInAs(desk.page, woodgrove.url, "tester")
    await desk.page.goto(`${woodgrove.url}/tokens/test`)
    await choose("Customer claims")
    await takeAsConsole()
    await atHand()
    const { AZURE_CIAM_HOST: host = "" } = inject("cloud").woodgrove
    expect(await line("Endpoint").textContent()).toContain(host)
    expect(await line("Issued by").textContent()).toContain(host)
  } finally {
    await desk.page.context().close()
    await woodgrove.stop()
  }
})
