import { describe, expect, test } from "vitest"
import { catalogue } from "@/lib/codes/catalogue"
import { symptoms } from "@/lib/codes/decide"
import { nativeErrors } from "@/lib/codes/native"
import { visitor } from "./visitor"

const visit = visitor()

const open = (path: string) => visit.page.goto(visit.url + path)
const main = () => visit.page.locator("main")

test("every code has a page, and every link to a part of a page or to another code leads somewhere", async () => {
  const paths = [
    ...catalogue.map(({ code }) => `/codes/${code}`),
    ...nativeErrors.map(({ code }) => `/codes/${code}`),
    ...symptoms.map(({ id }) => `/codes/decide?saw=${id}`),
    "/codes/AADSTS1100001",
    "/codes/AADSTS1100007",
  ]
  const known = new Map<string, boolean>()
  const isThere = async (path: string) => {
    const seen = known.get(path) ?? (await fetch(visit.url + path)).ok
    known.set(path, seen)
    return seen
  }
  for (const path of paths) {
    const html = await (await fetch(visit.url + path)).text()
    const links = [...html.matchAll(/href="(\/codes[^"#]*|#[^"]+)"/g)].map(([, href = ""]) => href)
    const anchors = links.filter((href) => href.startsWith("#") && !html.includes(`id="${href.slice(1)}"`))
    expect(anchors, path).toEqual([])
    for (const href of links.filter((one) => one.startsWith("/")))
      expect(await isThere(href.replaceAll("&amp;", "&")), `${path} -> ${href}`).toBe(true)
  }
})

describe("a code's page", () => {
  test("shows meaning, who fixes it, the first check and the first step of the fix without scrolling", async () => {
    await visit.page.setViewportSize({ width: 1280, height: 800 })
    await open("/codes/1003021")
    const record = catalogue.find(({ code }) => code === 1003021)
    const texts = [record?.meaning, record?.fixedBy, record?.checks[0]?.text, record?.fix[0]?.text]
    for (const text of texts) {
      const box = await main()
        .getByText(text ?? "missing", { exact: true })
        .first()
        .boundingBox()
      expect(box && box.y + box.height, text).toBeLessThan(800)
    }
  })

  test("writes its requests for the Azure CLI and PowerShell, chosen by the address", async () => {
    await open("/codes/1003021")
    await visit.page.getByRole("link", { name: "Azure CLI" }).click()
    await visit.page.waitForURL("**/codes/1003021?as=az")
    expect(await main().textContent()).toContain("az rest --method get")
    await visit.page.getByRole("link", { name: "PowerShell" }).click()
    await visit.page.waitForURL("**/codes/1003021?as=powershell")
    expect(await main().textContent()).toContain("Invoke-MgGraphRequest -Method GET")
    expect(await main().textContent()).toContain("Connect-MgGraph")
  })

  test("marks the lines that differ by signs, not by colour alone", async () => {
    await open("/codes/1003007")
    const repaired = main().getByRole("region", { name: "Repaired answer" })
    expect(await repaired.getByText("New:").count()).toBe(1)
    expect(await main().getByRole("region", { name: "Broken answer" }).getByText("Goes:").count()).toBe(1)
    await main().getByRole("link", { name: "Open in the answer check" }).click()
    await visit.page.getByRole("heading", { name: /Refused.*1003007/ }).waitFor()
  })

  test("has the query for the log and what users of each kind of app see", async () => {
    await open("/codes/1003005")
    expect(await main().getByRole("region", { name: /KQL/ }).textContent()).toContain(
      "CalloutError == 1003005",
    )
    const table = main().getByRole("table", { name: /What the user sees/ })
    expect(await table.getByRole("rowheader").allTextContents()).toContain("SAML app")
  })

  test("links to the codes that its texts mention", async () => {
    await open("/codes/AADSTS1100001")
    expect(await main().getByRole("link", { name: "AADSTS1100001" }).count()).toBe(0)
    await open("/codes/issue-looking-up-your-account")
    expect(await main().getByRole("link", { name: "1003011" }).getAttribute("href")).toBe("/codes/1003011")
  })

  test("prints without navigation and buttons, with whole blocks and nothing beyond the edge", async () => {
    await visit.page.setViewportSize({ width: 700, height: 900 })
    await visit.page.emulateMedia({ media: "print" })
    await open("/codes/1003002")
    expect(await visit.page.getByRole("navigation").filter({ visible: true }).count()).toBe(0)
    expect(await visit.page.getByRole("button", { name: "Copy" }).filter({ visible: true }).count()).toBe(0)
    const cut = await visit.page
      .locator("main section")
      .evaluateAll(
        (boxes) =>
          boxes.filter(
            (box) => box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1,
          ).length,
      )
    expect(cut).toBe(0)
  })
})

describe("without a code", () => {
  test("the list leads to the decision helper, which leads to codes", async () => {
    await open("/codes")
    await main().getByRole("link", { name: "No code yet?" }).click()
    await main()
      .getByRole("link", { name: /Attempts 0/ })
      .click()
    await visit.page.waitForURL("**/codes/decide?saw=attempts-0")
    await main().getByRole("heading", { name: "What to do, in order" }).waitFor()
    await main()
      .getByRole("link", { name: /1003021/ })
      .first()
      .click()
    await visit.page.waitForURL("**/codes/1003021")
  })

  test.each(["?saw=nothing", "?saw=__proto__", "?saw=a&saw=b", ""])(
    "%j shows the choices only",
    async (query) => {
      await open(`/codes/decide${query}`)
      expect(await main().getByRole("listitem").count()).toBe(symptoms.length)
    },
  )
})

describe("a search by words", () => {
  test("shows the best code first", async () => {
    await open("/codes?q=too+slow")
    expect(await main().locator("tbody tr").first().textContent()).toContain("1003005")
  })
  test("finds words of the native API and texts that users report", async () => {
    await open("/codes?q=invalid_oob_value")
    expect(
      await main()
        .getByRole("link", { name: /invalid_oob_value/ })
        .count(),
    ).toBe(1)
    await open("/codes?q=There+was+an+issue+looking+up+your+account")
    expect(
      await main()
        .getByRole("link", { name: /issue looking up your account/ })
        .count(),
    ).toBe(1)
  })
})
