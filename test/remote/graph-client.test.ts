import { GraphError, PageIterator, RetryHandlerOptions } from "@microsoft/microsoft-graph-client"
import { beforeEach, describe, expect, test } from "vitest"
import { control, next, reset, signInTo } from "../control"
import { auditRequests, received, setting, startBorder, takeAway, writeHistory } from "./border"
import { graph } from "./sdk"

const bothKinds = "signInEventTypes/any(t: t eq 'interactiveUser' or t eq 'nonInteractiveUser')"
const signIns = "/auditLogs/signIns"
const atOnce = [new RetryHandlerOptions(0, 0)]

type Page = { value: { id: string; createdDateTime: string }[]; "@odata.nextLink"?: string }

const failureOf = async (work: Promise<unknown>): Promise<GraphError> => {
  const error = await work.then(
    () => "no failure",
    (reason: unknown) => reason,
  )
  if (error instanceof GraphError) return error
  throw new Error(`This is no GraphError: ${error}`)
}

beforeEach(() => reset())

describe("paging over 2,300 sign-ins with Microsoft's Graph client, unmodified", () => {
  const firstPage = (client = graph()): Promise<Page> =>
    client.api(signIns).version("beta").filter(bothKinds).top(1000).get()

  beforeEach(async () => {
    expect(await writeHistory(5, 460)).toMatchObject({ rows: 2300 })
  })

  test("following @odata.nextLink until it is absent gives every row once", async () => {
    const client = graph()
    const pages: Page[] = []
    for (let page = await firstPage(client); ; page = await client.api(page["@odata.nextLink"] ?? "").get()) {
      pages.push(page)
      if (!page["@odata.nextLink"]) break
    }
    expect(pages.map(({ value }) => value.length)).toEqual([1000, 1000, 300])
    expect(new Set(pages.flatMap(({ value }) => value.map(({ id }) => id))).size).toBe(2300)
  })

  test("the rows come newest first across the pages", async () => {
    const client = graph()
    const one = await firstPage(client)
    const two: Page = await client.api(one["@odata.nextLink"] ?? "").get()
    const times = [...one.value, ...two.value].map(({ createdDateTime }) => createdDateTime)
    expect(times).toEqual(times.toSorted().reverse())
  })

  test("a sign-in between two pages neither doubles nor hides a row", async () => {
    const client = graph()
    const one = await firstPage(client)
    const { row } = await signInTo("Woodgrove Groceries")
    const two: Page = await client.api(one["@odata.nextLink"] ?? "").get()
    const three: Page = await client.api(two["@odata.nextLink"] ?? "").get()
    const ids = [one, two, three].flatMap(({ value }) => value.map(({ id }) => id))
    expect(new Set(ids).size).toBe(2300)
    expect(ids).not.toContain(row.id)
  })

  test("the SDK's PageIterator walks through all of them", async () => {
    const client = graph()
    const seen: string[] = []
    const iterator = new PageIterator(client, await firstPage(client), ({ id }: { id: string }) => {
      seen.push(id)
      return true
    })
    await iterator.iterate()
    expect(iterator.isComplete()).toBe(true)
    expect(seen).toHaveLength(2300)
    expect(new Set(seen).size).toBe(2300)
  })

  test("without a filter on signInEventTypes only interactive rows come", async () => {
    const page: { value: { isInteractive: boolean }[] } = await graph()
      .api(signIns)
      .version("beta")
      .top(1000)
      .get()
    expect(new Set(page.value.map(({ isInteractive }) => isInteractive))).toEqual(new Set([true]))
  })
})

describe("a refusal of Graph", () => {
  test("of a missing permission is a GraphError with status, code and request id", async () => {
    await takeAway("AuditLog.Read.All")
    const error = await failureOf(graph().api(signIns).version("beta").get())
    expect(error).toMatchObject({ statusCode: 403, code: "Authentication_MSGraphPermissionMissing" })
    expect(error.message).toContain("AuditLog.Read.All")
    expect(error.requestId).toMatch(/^[0-9a-f-]{36}$/)
    expect(JSON.parse(error.body)).toMatchObject({ innerError: { "request-id": error.requestId } })
  })

  test("of a missing licence is a GraphError with Microsoft's own code", async () => {
    await control("PUT", "/tenants/Contoso", { premium: false })
    const error = await failureOf(graph().api(signIns).version("beta").get())
    expect(error).toMatchObject({
      statusCode: 403,
      code: "Authentication_RequestFromNonPremiumTenantOrB2CTenant",
    })
  })

  test("of a sixth request within ten seconds is a 429 that says how long to wait", async () => {
    const client = graph()
    const read = () => client.api(signIns).version("beta").top(1).middlewareOptions(atOnce).get()
    for (let count = 0; count < 5; count += 1) await read()
    const error = await failureOf(read())
    expect(error).toMatchObject({ statusCode: 429, code: "TooManyRequests" })
    const seconds = Number(error.headers?.get("retry-after"))
    expect(seconds).toBeGreaterThanOrEqual(8)
    expect(seconds).toBeLessThanOrEqual(10)
  })

  test("by throttling is not counted for other collections", async () => {
    const client = graph()
    const read = () => client.api(signIns).version("beta").top(1).middlewareOptions(atOnce).get()
    for (let count = 0; count < 5; count += 1) await read()
    const organizations: { value: unknown[] } = await client.api("/organization").get()
    expect(organizations.value).toHaveLength(1)
  })
})

describe("the SDK's RetryHandler", () => {
  test("waits as long as Retry-After says and then gets its answer", async () => {
    await next(`GET /beta${signIns}`, { status: 429, headers: { "retry-after": "1" } })
    const began = Date.now()
    await graph().api(signIns).version("beta").top(1).get()
    expect(Date.now() - began).toBeGreaterThanOrEqual(1000)
    const sent = await auditRequests()
    expect(sent.map(({ status, headers }) => [status, headers["retry-attempt"]])).toEqual([
      [429, undefined],
      [200, "1"],
    ])
  })

  test("gives up after three retries", async () => {
    await next(`GET /beta${signIns}`, { status: 503, headers: { "retry-after": "0" }, times: 4 })
    const error = await failureOf(graph().api(signIns).version("beta").top(1).get())
    expect(error.statusCode).toBe(503)
    expect(await auditRequests()).toHaveLength(4)
  })
})

describe("the versions of Graph", () => {
  test("v1.0 rows never carry appliedEventListeners, beta rows do", async () => {
    await writeHistory(1, 50)
    const client = graph()
    const rowsOf = async (version: string): Promise<object[]> =>
      (await client.api(signIns).version(version).get()).value
    const [stable, beta] = [await rowsOf("v1.0"), await rowsOf("beta")]
    expect(stable.length).toBeGreaterThan(0)
    expect(stable.filter((row) => "appliedEventListeners" in row)).toEqual([])
    expect(beta.every((row) => "appliedEventListeners" in row)).toBe(true)
  })

  test("v1.0 refuses to select appliedEventListeners", async () => {
    const error = await failureOf(graph().api(signIns).version("v1.0").select("appliedEventListeners").get())
    expect(error.statusCode).toBe(400)
    expect(error.message).toContain("appliedEventListeners")
  })
})

describe("the console's own reads through the same client", () => {
  test("ask for enum members that came later, with a token, and the sign-ins from beta", async () => {
    const { readCallouts, readFilter, readSnapshot } = await startBorder()
    await Promise.all([readSnapshot(), readCallouts(readFilter({}, Date.now()).filter)])
    const sent = await received("graph")
    expect(sent).toHaveLength(5)
    for (const { headers } of sent) {
      expect(headers.prefer).toBe("include-unknown-enum-members")
      expect(headers.authorization).toMatch(/^Bearer eyJ/)
    }
    expect((await auditRequests()).map(({ url }) => url.split("?")[0])).toEqual(["/beta/auditLogs/signIns"])
  })

  test("read a directory collection over several pages", async () => {
    const { readCollection } = await startBorder()
    const path = "/identity/customAuthenticationExtensions"
    const nextLink = `${setting("GRAPH_ENDPOINT")}/v1.0${path}?$skiptoken=two`
    await next(`GET /v1.0${path}`, { body: { value: [{ id: "one" }], "@odata.nextLink": nextLink } })
    await next(`GET /v1.0${path}`, { body: { value: [{ id: "two" }] } })
    expect(await readCollection("v1.0", path)).toEqual([{ id: "one" }, { id: "two" }])
    expect((await received("graph")).map(({ url }) => url)).toEqual([
      `/v1.0${path}`,
      `/v1.0${path}?$skiptoken=two`,
    ])
  })
})
