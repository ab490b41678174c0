import { request } from "node:http"
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { specimens } from "../../../sandbox/control/specimens"
import { type Sandbox, start } from "./start"

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await start(5430)
})
afterAll(() => sandbox.close())
beforeEach(async () => {
  await sandbox.call("POST", "/reset")
})

/** Posts as a form of the page does, without following the way back. */
const post = (path: string, fields: Record<string, string>) =>
  sandbox.fetchPath(path, { method: "POST", body: new URLSearchParams(fields), redirect: "manual" })
const readPage = async () => (await sandbox.fetchPath("/")).text()

test("the page lists every specimen with a button to break it", async () => {
  const text = await readPage()
  for (const { id, code, title } of specimens) {
    expect(text).toContain(`action="/specimens/${code}"`)
    expect(text).toContain(`value="${id}"`)
    expect(text).toContain(`Break<span class="hidden"> ${code}: ${title}</span>`)
  }
  expect(text).not.toContain("_method")
})

test("the page groups the specimens by code, each code named and linked to", async () => {
  const text = await readPage()
  for (const code of new Set(specimens.map((one) => one.code))) {
    expect(text).toContain(`href="#code-${code}"`)
    expect(text).toMatch(new RegExp(`id="code-${code}"><code>${code}</code> [A-Z]\\w+`))
  }
})

test("the link to a code tells when something of it is broken", async () => {
  await post("/specimens/1003002", { variant: "logic-app-policy" })
  expect(await readPage()).toMatch(/href="#code-1003002">1003002<\/a> <span class="fail">✕ broken/)
})

test("a form breaks a specimen, comes back, and then offers the repair", async () => {
  const broken = await post("/specimens/1003021", { variant: "receive-payload-missing" })
  expect([broken.status, broken.headers.get("location")]).toEqual([303, "/"])
  expect(await readPage()).toContain('name="_method" value="DELETE"')
  await post("/specimens/1003021", { variant: "receive-payload-missing", _method: "DELETE" })
  expect(await readPage()).not.toContain("_method")
})

test("a form signs somebody in and the page shows what came of it", async () => {
  await post("/specimens/1003021", {})
  const { status } = await post("/sign-ins", {
    tenant: "Contoso",
    user: "casey",
    app: "Contoso Expenses",
    flow: "interactive",
  })
  expect(status).toBe(303)
  const text = await readPage()
  expect(text).toContain("Last journey")
  expect(text).toContain("An error page at login.microsoftonline.com")
  expect(text).toContain("AADSTS1100001")
})

test("forms set an API's behaviour and write history", async () => {
  expect((await post("/apis/claims", { behaviour: "slow" })).status).toBe(303)
  expect(sandbox.world.apis.get("claims")?.behaviour).toBe("slow")
  expect((await post("/history", { days: "2", perDay: "10", seed: "1" })).status).toBe(303)
  expect([...sandbox.world.tenants.values()][0]?.signIns.size).toBe(20)
})

test("a form with a wrong name gives the page with the reason, made harmless", async () => {
  const response = await post("/sign-ins", { user: "<b>zoe</b>", app: "Contoso Expenses" })
  expect(response.status).toBe(400)
  const text = await response.text()
  expect(text).toContain("Contoso has no user &lt;b&gt;zoe&lt;/b&gt;.")
})

test("the page runs no script and cannot be framed", async () => {
  const policy = (await sandbox.fetchPath("/")).headers.get("content-security-policy")
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(await readPage()).not.toContain("<script")
})

describe("requests from elsewhere", () => {
  /** The status for a request with headers that fetch would not let us set. */
  const statusFor = (method: string, path: string, headers: Record<string, string>) =>
    new Promise<number | undefined>((resolve, reject) => {
      const { control: port } = sandbox.world.ports
      request({ host: "127.0.0.1", port, method, path, headers }, (response) => {
        response.resume()
        resolve(response.statusCode)
      })
        .on("error", reject)
        .end()
    })

  test.each([
    [200, "the page itself", "GET", "/", { "sec-fetch-site": "same-origin" }],
    [200, "localhost", "GET", "/specimens", { host: "localhost:5430" }],
    [403, "another site's request", "POST", "/reset", { "sec-fetch-site": "cross-site" }],
    [403, "another site reading", "GET", "/tenants", { "sec-fetch-site": "cross-site" }],
    [403, "another origin's form", "POST", "/reset", { origin: "http://localhost:3000" }],
    [403, "a page without an origin", "POST", "/reset", { origin: "null" }],
    [403, "a name bound to loopback", "GET", "/tenants", { host: "evil.example:5430" }],
    [403, "a name that only begins like ours", "GET", "/", { host: "localhost.evil.example" }],
    [
      200,
      "a link that opens the page",
      "GET",
      "/",
      { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" },
    ],
    [
      403,
      "a frame around the page",
      "GET",
      "/",
      { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe" },
    ],
  ])("%i for %s", async (status, _what, method, path, headers) => {
    expect(await statusFor(method, path, headers)).toBe(status)
  })
})
