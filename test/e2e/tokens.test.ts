import type { Browser, BrowserContext, Page, Request } from "playwright-core"
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from "vitest"
import { control, reset } from "../control"
import { contextAs, launchBrowser, newPage, violations } from "./browser"
import { type RunningConsole, startConsole } from "./console"

let browser: Browser
let contoso: RunningConsole
let woodgrove: RunningConsole
let reader: BrowserContext
let page: Page

beforeAll(async () => {
  await reset()
  browser = await launchBrowser()
  contoso = await startConsole()
  woodgrove = await startConsole({}, "woodgrove")
  reader = await contextAs(browser, contoso.url, "reader")
})
afterAll(async () => {
  await browser?.close()
  await contoso?.stop()
  await woodgrove?.stop()
})
beforeEach(async () => {
  page = await reader.newPage()
})
afterEach(() => page.close())

/** The token that Entra would send to the API of an extension. */
async function calloutToken(tenant = "Contoso", extension = "Loyalty claims"): Promise<string> {
  const { token } = await control<{ token: string }>("POST", "/callout-tokens", { tenant, extension })
  return token
}

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url")
const partsOf = (token: string): [string, string, string] => {
  const [header = "", payload = "", signature = ""] = token.split(".")
  return [header, payload, signature]
}

/** The token with members of its claims replaced; its signature does not fit any more. */
function altered(token: string, change: object, header: object = {}): string {
  const [head, payload, signature] = partsOf(token)
  const read = (text: string) => JSON.parse(Buffer.from(text, "base64url").toString())
  return `${part({ ...read(head), ...header })}.${part({ ...read(payload), ...change })}.${signature}`
}

const field = () => page.getByLabel("Token", { exact: true })
const result = () => page.getByRole("region", { name: "Result" })
const claim = (name: string) =>
  page
    .getByRole("table", { name: "Claims that were judged" })
    .getByRole("row")
    .filter({ has: page.getByRole("rowheader", { name, exact: true }) })

async function open(query = "", url = contoso.url): Promise<void> {
  await page.goto(`${url}/tokens${query}`)
  await field().waitFor()
  await page.waitForLoadState("networkidle")
}

async function paste(text: string): Promise<void> {
  await field().fill(text)
}

const checkSignature = () => page.getByRole("button", { name: "Check the signature" }).click()

/** Everything that a request says. */
async function wordsOf(request: Request): Promise<string> {
  return `${request.url()} ${JSON.stringify(await request.allHeaders())} ${request.postData() ?? ""}`
}

describe("what was pasted", () => {
  test("is in no request, document, address, cookie or store, and not in the console's log", async () => {
    await open()
    const requests: Request[] = []
    page.on("request", (request) => requests.push(request))
    const token = await calloutToken()
    await paste(`Authorization: Bearer ${token}`)
    await claim("aud").waitFor()
    await checkSignature()
    await claim("signature").getByText("Fits").waitFor()
    await page.getByText("Header and payload as JSON").click()
    await page.getByLabel("Judged as").selectOption("access-token-v2")
    await page.getByLabel("For the API of").selectOption({ label: "Loyalty claims" })
    await claim("azp").or(claim("appid")).first().waitFor()
    const held = await page.evaluate(async () => ({
      local: JSON.stringify({ ...localStorage }),
      session: JSON.stringify({ ...sessionStorage }),
      databases: JSON.stringify(await indexedDB.databases()),
      caches: JSON.stringify(await caches.keys()),
      history: JSON.stringify(history.state),
      address: location.href,
      name: window.name,
    }))
    const seen = [
      ...(await Promise.all(requests.map(wordsOf))),
      ...Object.values(held),
      await page.content(),
      JSON.stringify(await page.context().cookies()),
      contoso.output(),
    ].join("\n")
    expect(requests.map((request) => new URL(request.url()).pathname)).toContain("/api/signing-keys")
    for (const secret of [token, ...partsOf(token)]) expect(seen.includes(secret)).toBe(false)
  })

  test("is gone after leaving the page, by a link and back, and by loading it again", async () => {
    await open()
    await paste(await calloutToken())
    await claim("aud").waitFor()
    await page.getByRole("link", { name: "Codes", exact: true }).first().click()
    await page.waitForURL(/\/codes$/)
    await page.goBack()
    await field().waitFor()
    expect([await field().inputValue(), await claim("aud").count()]).toEqual(["", 0])
    await paste(await calloutToken())
    await page.goto(`${contoso.url}/codes`)
    await page.goBack()
    await field().waitFor()
    expect([await field().inputValue(), await claim("aud").count()]).toEqual(["", 0])
    await paste(await calloutToken())
    await page.reload()
    expect(await field().inputValue()).toBe("")
  })

  test("is gone after Clear", async () => {
    await open()
    await paste(await calloutToken())
    await page.getByRole("button", { name: "Clear" }).click()
    await page.getByText("No token yet").waitFor()
    expect(await field().inputValue()).toBe("")
  })

  test("is in no form, and the field has no name", async () => {
    await open()
    expect(await field().evaluate((one) => [one.closest("form"), one.getAttribute("name")])).toEqual([
      null,
      null,
    ])
    expect(await field().getAttribute("autocomplete")).toBe("off")
  })
})

describe("a token", () => {
  test("of Entra's own fits, claim by claim, and its signature is checked when asked for", async () => {
    await open()
    await paste(await calloutToken())
    await result().getByText("Everything that was judged fits").waitFor()
    expect(await result().textContent()).toContain("Its signature is not checked")
    for (const name of ["iss", "tid", "aud", "exp", "alg header", "kid header"])
      expect(await claim(name).textContent()).toContain("Fits")
    await checkSignature()
    await claim("signature").getByText("Fits").waitFor()
    expect(await result().textContent()).not.toContain("Its signature is not checked")
    expect(await result().getByText("Published here").count()).toBe(1)
  })

  test("of a customer's tenant needs the keys of ciamlogin, and that is said", async () => {
    const context = await contextAs(browser, woodgrove.url, "reader")
    page = await context.newPage()
    await open("", woodgrove.url)
    await paste(await calloutToken("Woodgrove", "Customer claims"))
    await checkSignature()
    await claim("signature").getByText("Fits").waitFor()
    expect(await claim("signature").textContent()).toContain("1003002")
    expect(await claim("iss").textContent()).toContain("Fits")
    expect([
      await result().getByText("Published here").count(),
      await result().getByText("Not here").count(),
    ]).toEqual([1, 1])
    await context.close()
  })

  test("that was altered does not fit its signature", async () => {
    await open()
    await paste(altered(await calloutToken(), { roles: ["Everything"] }))
    await checkSignature()
    await claim("signature").getByText("Does not fit").waitFor()
  })

  test("with a key that is not known makes the console ask for new keys once", async () => {
    await open()
    const asked: string[] = []
    page.on("request", (request) => asked.push(request.url().slice(contoso.url.length)))
    await paste(altered(await calloutToken(), {}, { kid: "unheard-of" }))
    await checkSignature()
    await claim("signature").getByText("No key of this id is published").waitFor()
    expect(asked).toEqual(["/api/signing-keys", "/api/signing-keys?renew"])
  })

  test("of the console is refused as Entra's, with the way to let it in", async () => {
    await open()
    const { AZURE_CLIENT_ID: consoleApp } = inject("cloud").settings
    await paste(altered(await calloutToken(), { azp: consoleApp, appid: undefined, ver: "2.0" }))
    await page.getByLabel("Judged as").selectOption("callout-token")
    await claim("azp").getByText("rightly so").waitFor()
    await page.getByText("Allow it in App Service authentication").click()
    const lines = page.getByRole("region", { name: /authsettingsV2/ })
    expect(await lines.textContent()).toContain(consoleApp)
  })

  test("that is over says so", async () => {
    await open()
    const endS = Math.floor(Date.now() / 1000) - 3600
    await paste(altered(await calloutToken(), { exp: endS, nbf: endS - 3600, iat: endS - 3600 }))
    await claim("exp").getByText("The token is over").waitFor()
    expect(await claim("exp").textContent()).toContain("1 hr. ago")
  })

  test("of another API is told from that of the chosen extension", async () => {
    await open()
    const { id } = await page
      .getByLabel("For the API of")
      .locator("option")
      .nth(2)
      .evaluate((option) => ({ id: option.getAttribute("value") ?? "" }))
    await open(`?extension=${id}`)
    expect(await page.getByLabel("For the API of").inputValue()).toBe(id)
    await paste(await calloutToken())
    await claim("aud").getByText("Does not fit").waitFor()
    await page.getByLabel("For the API of").selectOption({ label: "Loyalty claims" })
    await claim("aud").getByText("Fits", { exact: true }).waitFor()
    expect(new URL(page.url()).search).toMatch(/^\?extension=[0-9a-f-]{36}$/)
    expect(await field().inputValue()).not.toBe("")
  })
})

test("an address that names no extension of the tenant says so and chooses none", async () => {
  await open("?extension=nothing")
  await page.getByText("names an extension that the tenant does not have").waitFor()
  expect(await page.getByLabel("For the API of").inputValue()).toBe("")
})

describe("what is no token that can be read", () => {
  test.each([
    ["plain text", "hello there", "This is not a token"],
    ["a token without its end", "eyJhbGciOiJSUzI1NiJ9.e30", "cut off before its signature"],
    ["broken base64url", "eyJhbGciOiJSUzI1NiJ9.e3+0.AA", "character 24"],
    [
      "an encrypted token",
      `${part({ alg: "RSA-OAEP", enc: "A256GCM" })}.AA.AA.AA.AA`,
      "This token is encrypted",
    ],
    ["a huge text", "a".repeat(69_000), "larger than 64 KB"],
  ])("%s", async (_, text, words) => {
    await open()
    await paste(text)
    await result().getByText(words).waitFor()
    expect(await violations(page)).toEqual([])
  })
})

describe.each(["light", "dark"] as const)("in %s", (colorScheme) => {
  test("the page has no accessibility violation, with and without a token, and fits 320 px", async () => {
    await page.emulateMedia({ colorScheme })
    await open()
    expect(await violations(page)).toEqual([])
    await paste(altered(await calloutToken(), { ver: "1.0", scp: "a", email: "zoë@contoso.com" }))
    await checkSignature()
    await claim("signature").getByText("Does not fit").waitFor()
    for (const summary of await page.locator("main summary").all()) await summary.click()
    expect(await violations(page)).toEqual([])
    await page.setViewportSize({ width: 320, height: 720 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
    expect(await violations(page)).toEqual([])
  })
})

test("the whole way works by keyboard, and the result is announced", async () => {
  await open()
  await field().focus()
  await page.keyboard.insertText(await calloutToken())
  await claim("aud").waitFor()
  expect(await page.getByText("The token was read").count()).toBe(1)
  const check = page.getByRole("button", { name: "Check the signature" })
  const isThere = () => check.evaluate((one) => one === document.activeElement)
  for (let tabs = 0; tabs < 60 && !(await isThere()); tabs += 1) await page.keyboard.press("Tab")
  await page.keyboard.press("Enter")
  await claim("signature").getByText("Fits").waitFor()
})

describe("who may see it", () => {
  test("nobody without a session, nobody without a role, every role", async () => {
    const stranger = await newPage(browser)
    const nobody = await contextAs(browser, contoso.url, "nobody")
    const status = async (context: BrowserContext, path: string) =>
      (await context.request.get(contoso.url + path, { maxRedirects: 0 })).status()
    expect(await status(stranger.context(), "/tokens")).toBe(307)
    expect(await status(stranger.context(), "/api/signing-keys")).toBe(401)
    expect(await status(nobody, "/tokens")).toBe(403)
    expect(await status(nobody, "/api/signing-keys")).toBe(403)
    expect(await status(reader, "/tokens")).toBe(200)
    expect(await status(reader, "/api/signing-keys")).toBe(200)
    await Promise.all([stranger.context().close(), nobody.close()])
  })

  test("the page may connect to the console alone and says that it needs script", async () => {
    const response = await reader.request.get(`${contoso.url}/tokens`)
    const policy = response.headers()["content-security-policy"] ?? ""
    expect(policy).toContain("connect-src 'self';")
    expect(policy).toContain("form-action 'self'")
    expect(await response.text()).toContain("This page needs JavaScript")
  })
})
