import type { Page } from "playwright-core"
import { describe, expect, test } from "vitest"
import { eventTypes } from "@/lib/events/index"
import { buildPayload } from "@/lib/events/payload"
import { newPage, violations } from "./browser"
import { visitor } from "./visitor"

const visit = visitor()

const get = (path: string) => fetch(visit.url + path, { redirect: "manual" })
const request = (page: Page) => page.getByRole("region", { name: /^Request of/ })

async function open(path: string): Promise<Page> {
  const page = await newPage(visit.browser)
  await page.goto(visit.url + path)
  await page.getByRole("heading", { level: 1 }).waitFor()
  return page
}

test("the list names every event and leads to its page without a session", async () => {
  const page = await open("/codes/events")
  for (const { id, title } of eventTypes) {
    const link = page.locator("tbody").getByRole("link", { name: title, exact: true })
    expect(await link.getAttribute("href")).toBe(`/codes/events/${id}`)
    expect((await get(`/codes/events/${id}`)).status).toBe(200)
  }
  await page.context().close()
})

const paths = ["/codes/events", ...eventTypes.map(({ id }) => `/codes/events/${id}`), "/codes/events/nothing"]

// One event has every part that the others have, so that it stands for them in the dark.
const darkPaths = ["/codes/events", "/codes/events/attributeCollectionSubmit", "/codes/events/nothing"]

describe.each([
  ["light", paths],
  ["dark", darkPaths],
] as const)("in %s", (colorScheme, shown) => {
  test.each(shown)("%s has no accessibility violation and does not overflow at 320 px", async (path) => {
    const page = await newPage(visit.browser)
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize({ width: 1280, height: 800 })
    await page.goto(visit.url + path)
    await page.getByRole("heading", { level: 1 }).waitFor()
    expect(await violations(page)).toEqual([])
    await page.setViewportSize({ width: 320, height: 720 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
    expect(await violations(page)).toEqual([])
    await page.context().close()
  })
})

test.each(eventTypes)("$id shows each variant's request at its own address", async (event) => {
  const page = await newPage(visit.browser)
  for (const variant of event.variants) {
    await page.goto(`${visit.url}/codes/events/${event.id}?variant=${variant.id}`)
    const tab = page.getByRole("navigation", { name: "Variants of the request" }).locator("[aria-current]")
    expect(await tab.textContent()).toBe(variant.title)
    const { origins } = buildPayload(event, variant.id, {})
    const madeUp = origins.filter(({ origin }) => origin === "invented").length
    expect(await request(page).locator("[data-origin=invented]").count()).toBe(madeUp)
    const command = `npm run -s cli -- payload ${event.id} --variant ${variant.id}`
    expect(await page.getByText(command, { exact: true }).count()).toBe(1)
  }
  await page.context().close()
})

test("a tab leads to the variant by its address", async () => {
  const page = await open("/codes/events/tokenIssuanceStart")
  await page.getByRole("link", { name: "Guest of a workforce tenant" }).click()
  await page.waitForURL(`${visit.url}/codes/events/tokenIssuanceStart?variant=guest`)
  expect(await request(page).textContent()).toContain("#EXT#")
  await page.context().close()
})

test("a variant that the event does not have is said, and the first one is shown", async () => {
  const page = await open("/codes/events/passwordSubmit?variant=guest")
  expect(await page.getByText("a variant that this event does not have").count()).toBe(1)
  expect(await request(page).getAttribute("aria-label")).toContain("As documented")
  await page.context().close()
})

test("codes for claims alone are on the page of tokens and on no other", async () => {
  for (const { id } of eventTypes) {
    const text = await (await get(`/codes/events/${id}`)).text()
    expect(text.includes('href="/codes/1003002"')).toBe(true)
    expect(text.includes('href="/codes/1003007"')).toBe(id === "tokenIssuanceStart")
  }
})

test("an event that does not exist answers 404 with the list of those that do", async () => {
  const page = await newPage(visit.browser)
  const response = await page.goto(`${visit.url}/codes/events/pageRenderStart`)
  expect(response?.status()).toBe(404)
  await page.getByRole("heading", { level: 1, name: "not an event" }).waitFor()
  for (const { id } of eventTypes) expect(await page.getByRole("link", { name: id }).count()).toBe(1)
  await page.context().close()
})

test("an event in another case leads to its own address and keeps the variant", async () => {
  const response = await get("/codes/events/EMAILOTPSEND?variant=sign-up")
  expect(response.status).toBe(308)
  expect(response.headers.get("location")).toBe("/codes/events/emailOtpSend?variant=sign-up")
})
