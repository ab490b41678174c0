import { beforeEach, describe, expect, test } from "vitest"
import { violations } from "./browser"
import { visitor } from "./visitor"

const visit = visitor()

const type = "microsoft.graph.tokenIssuanceStart.provideClaimsForToken"
const bodyWith = (action: object) =>
  JSON.stringify({
    data: { "@odata.type": "microsoft.graph.onTokenIssuanceStartResponseData", actions: [action] },
  })
const accepted = bodyWith({ "@odata.type": type, claims: { CustomRoles: ["Writer"] } })
const hashed = `HTTP/1.1 200 OK\nContent-Type: application/json\n\n${bodyWith({ "@odata.type": `#${type}`, claims: {} })}`

const field = (name: string) => visit.page.getByLabel(name, { exact: true })
const verdict = () => visit.page.getByRole("region", { name: "Verdict" })
const open = (query = "") => visit.page.goto(`${visit.url}/codes/judge${query}`)

async function check(text: string): Promise<void> {
  await field("Answer of the API").fill(text)
  await visit.page.getByRole("button", { name: "Check the answer" }).click()
}

describe.each([
  ["with script", true],
  ["without script", false],
])("the answer check %s", (_, javaScriptEnabled) => {
  beforeEach(async () => {
    await visit.reopen({ javaScriptEnabled })
    await open()
  })

  test("names the code, the place and the answer put right, without a session", async () => {
    await check(hashed)
    await verdict()
      .getByRole("heading", { name: /Refused.*1003003/ })
      .waitFor()
    expect(await verdict().locator("[data-caret]").isVisible()).toBe(true)
    const corrected = await verdict()
      .getByRole("region", { name: /Corrected body/ })
      .textContent()
    expect(corrected).toContain(`"${type}"`)
    expect(corrected).not.toContain("#")
    expect(
      await verdict()
        .getByRole("link", { name: /1003003/ })
        .getAttribute("href"),
    ).toBe("/codes/1003003")
  })

  test("takes a body alone as 200, takes the event from it, and says both", async () => {
    await check(accepted)
    await verdict().getByRole("heading", { name: "Accepted", exact: true }).waitFor()
    const text = await verdict().textContent()
    expect(text).toContain("Only a body was pasted")
    expect(text).toContain("The event is taken from the answer: Token issuance start")
    expect(text).toContain("What it does to the user")
  })

  test("keeps everything that was typed when something is wrong", async () => {
    await visit.page.getByText("More about the call").click()
    await field("The API took (ms)").fill("soon")
    await field("Attributes of the request").fill("age: number-ish\ncity string")
    await field("Event").selectOption("emailOtpSend")
    await check("{ not json")
    await visit.page.getByText("Give the time in milliseconds").waitFor()
    expect(await visit.page.getByText('"age: number-ish" is not a name and a type').isVisible()).toBe(true)
    expect(await field("Answer of the API").inputValue()).toBe("{ not json")
    expect(await field("The API took (ms)").inputValue()).toBe("soon")
    expect(await field("Event").inputValue()).toBe("emailOtpSend")
    expect(await field("Attributes of the request").inputValue()).toBe("age: number-ish\ncity string")
    if (javaScriptEnabled) expect(await violations(visit.page)).toEqual([])
  })

  test("asks for the event when the answer names none", async () => {
    await check('{"data":1}')
    await visit.page.getByText("Choose the event").waitFor()
    expect(await field("Event").getAttribute("aria-invalid")).toBe("true")
  })

  test("refuses what is too large in words, keeps it, and still works afterwards", async () => {
    const large = "\u20ac".repeat(205_000)
    await check(large)
    await visit.page.getByText("larger than 200 KB").waitFor()
    expect((await field("Answer of the API").inputValue()).length).toBe(large.length)
    await check(large)
    await visit.page.getByText("larger than 200 KB").waitFor()
    await check(accepted)
    await verdict().getByRole("heading", { name: "Accepted", exact: true }).waitFor()
  })

  test("judges the time and the claims mapping of the details", async () => {
    await visit.page.getByText("More about the call").click()
    await field("The API took (ms)").fill("1900")
    await field("Mapped claim ids").fill("CustomRole")
    await check(accepted)
    await verdict().getByText("LATENCY_HEADROOM").waitFor()
    expect(await verdict().textContent()).toContain("CustomRoles")
  })

  test("puts nothing that was pasted into an address, a cookie or the log", async () => {
    const addresses: string[] = []
    visit.page.on("request", (request) => addresses.push(request.url()))
    await check(accepted.replace("Writer", "s3cret-role"))
    await verdict().getByRole("heading", { name: "Accepted", exact: true }).waitFor()
    expect(visit.page.url()).toBe(`${visit.url}/codes/judge`)
    expect(addresses.join("\n")).not.toContain("s3cret")
    expect(JSON.stringify(await visit.page.context().cookies())).not.toContain("s3cret")
    expect(visit.output()).not.toContain("s3cret")
    await open()
    expect(await visit.page.content()).not.toContain("s3cret")
  })
})

test("the whole check works by keyboard, and the verdict gets the focus", async () => {
  await open()
  await field("Answer of the API").focus()
  await visit.page.keyboard.insertText(hashed)
  for (let tabs = 0; tabs < 6; tabs += 1) {
    await visit.page.keyboard.press("Tab")
    if (
      await visit.page
        .getByRole("button", { name: "Check the answer" })
        .evaluate((one) => one === document.activeElement)
    )
      break
  }
  await visit.page.keyboard.press("Enter")
  const heading = verdict().getByRole("heading", { name: /Refused/ })
  await heading.waitFor()
  expect(await heading.evaluate((one) => one === document.activeElement)).toBe(true)
  await visit.page.keyboard.press("Tab")
  expect(await visit.page.evaluate(() => document.activeElement?.textContent)).toContain("1003003")
})

test("the field that is wrong gets the focus", async () => {
  await open()
  await check("   ")
  await visit.page.getByText("Paste the answer first").waitFor()
  expect(await field("Answer of the API").evaluate((one) => one === document.activeElement)).toBe(true)
})

test("the caret stands under the character of the fault, in a wide window and on a telephone", async () => {
  const long = JSON.stringify({
    filler: "z".repeat(2000),
    ...JSON.parse(bodyWith({ "@odata.type": `#${type}`, claims: {} })),
  })
  for (const width of [1280, 320]) {
    await visit.page.setViewportSize({ width, height: 720 })
    await open()
    await check(long)
    await verdict()
      .getByRole("heading", { name: /Refused/ })
      .waitFor()
    const seen = await visit.page.locator("[data-caret]").evaluate((caret) => {
      const line = caret.previousElementSibling
      const words = line?.lastChild?.previousSibling ?? line?.lastChild
      const mark = caret.lastElementChild?.getBoundingClientRect()
      const box = caret.closest("section")?.getBoundingClientRect()
      if (!words || !mark || !box) return null
      const range = document.createRange()
      const text = words.textContent ?? ""
      const at = [...text].findIndex((_, index) => {
        range.setStart(words, index)
        range.setEnd(words, index + 1)
        return Math.abs(range.getBoundingClientRect().left - mark.left) < 1
      })
      return { under: text.slice(at, at + 12), inSight: mark.left >= box.left && mark.right <= box.right + 1 }
    })
    expect(seen).toEqual({ under: '"#microsoft.', inSight: true })
    expect(await visit.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    expect(await violations(visit.page)).toEqual([])
  }
})

describe("the address", () => {
  test("of a code's example shows the example and its verdict", async () => {
    await open("?example=1003007")
    expect(await field("Answer of the API").inputValue()).toContain('"claims": null')
    expect(
      await verdict()
        .getByRole("heading", { name: /1003007/ })
        .isVisible(),
    ).toBe(true)
  })
  test("can choose the event", async () => {
    await open("?event=emailOtpSend")
    expect(await field("Event").inputValue()).toBe("emailOtpSend")
    expect(await visit.page.getByText("The mail is on its way").first().isVisible()).toBe(true)
  })
  test.each(["?example=1003021", "?example=x&example=y", "?event=nothing", "?example=__proto__"])(
    "with %s opens an empty check",
    async (query) => {
      await open(query)
      expect(await field("Answer of the API").inputValue()).toBe("")
    },
  )
})

test("a server that is away is told without losing the text", async () => {
  await open()
  await visit.page.route("**/codes/judge", (route) =>
    route.request().method() === "POST" ? route.abort() : route.continue(),
  )
  await check(accepted)
  await visit.page.getByText("could not be reached").waitFor()
  expect(await field("Answer of the API").inputValue()).toBe(accepted)
})

describe("the schema of an event's answer", () => {
  test("needs no session and has an id", async () => {
    const response = await fetch(`${visit.url}/codes/schemas/emailOtpSend`)
    expect(response.headers.get("content-type")).toContain("application/schema+json")
    expect(await response.json()).toMatchObject({
      $id: expect.stringContaining("emailOtpSend"),
      type: "object",
    })
  })
  test("of an unknown event is 404 in JSON", async () => {
    const response = await fetch(`${visit.url}/codes/schemas/nothing`)
    expect(response.status).toBe(404)
    expect(await response.json()).toEqual({ error: expect.stringContaining("tokenIssuanceStart") })
  })
})

test("the navigation marks the answer check and not the codes", async () => {
  await open()
  const current = visit.page.getByRole("navigation", { name: "Main" }).locator("[aria-current]")
  expect(await current.allTextContents()).toEqual(["Answer check"])
  await visit.page.goto(`${visit.url}/codes/1003021`)
  expect(await current.allTextContents()).toEqual(["Codes"])
})
