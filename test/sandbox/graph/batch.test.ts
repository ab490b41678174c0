import { beforeEach, describe, expect, test } from "vitest"
import { contosoIds } from "../../../sandbox/tenants/ids"
import { openGraph, type Request } from "./graph"

const { world, get } = await openGraph()
beforeEach(() => world.reset())

type Part = { id: string; status: number; headers: Record<string, string>; body: Record<string, never> }
type Step = Record<string, unknown>

const send = (requests: unknown, { version = "v1.0", ...request }: Request & { version?: string } = {}) =>
  get(`/${version}/$batch`, { method: "POST", body: { requests }, ...request })

async function batch(requests: readonly Step[], request: Request & { version?: string } = {}) {
  const { status, body } = await send(requests, request)
  expect(status).toBe(200)
  // Safe: the assertions that follow name what they read.
  const parts = body.responses as Part[]
  return (id: string) => parts.find((part) => part.id === id)
}

const read = (id: string, url: string, rest: Step = {}) => ({ id, method: "GET", url, ...rest })

test("each part is answered by itself, with the headers of the service", async () => {
  const part = await batch([
    read("1", "/organization?$select=id"),
    read("2", "users?$top=1", { headers: { "client-request-id": "mine" } }),
    read("3", "/applications/00000000-0000-0000-0000-000000000000"),
  ])
  expect(part("1")).toEqual({
    id: "1",
    status: 200,
    headers: {
      "Cache-Control": "no-cache",
      "OData-Version": "4.0",
      "Content-Type": expect.stringContaining("application/json"),
    },
    body: {
      "@odata.context": `${world.urls.graph}/v1.0/$metadata#organization(id)`,
      value: [{ id: contosoIds.tenant }],
    },
  })
  expect(part("2")?.body["@odata.nextLink"]).toContain(`${world.urls.graph}/v1.0/users?$top=1&$skiptoken=`)
  expect(part("3")).toMatchObject({
    status: 404,
    body: { error: { code: "Request_ResourceNotFound", innerError: { "request-id": expect.any(String) } } },
  })
})

test("the parts come back in another order than they were sent", async () => {
  const { body } = await send([read("1", "/users"), read("2", "/organization")])
  expect(body.responses).toMatchObject([{ id: "2" }, { id: "1" }])
})

test("the parts belong to the version of the batch", async () => {
  const listeners = "/identity/authenticationEventListeners"
  const steps = [read("1", "/auditLogs/signUps"), read("2", listeners)]
  const inBeta = await batch(steps, { version: "beta" })
  expect(inBeta("1")?.status).toBe(200)
  expect(inBeta("2")?.body["@odata.context"]).toContain("/beta/")
  const inV1 = await batch(steps)
  expect(inV1("1")).toMatchObject({ status: 400, body: { error: { code: "BadRequest" } } })
})

test("each part needs its own permission, and no more", async () => {
  const steps = [read("1", "/organization"), read("2", "/users"), read("3", "/auditLogs/signIns")]
  const part = await batch(steps, { roles: ["Organization.Read.All"] })
  expect(part("1")?.status).toBe(200)
  expect(part("2")).toMatchObject({ status: 403, body: { error: { code: "Authorization_RequestDenied" } } })
  expect(part("3")?.status).toBe(403)
})

test("headers count only in the part that they stand in", async () => {
  const users = "/users?$count=true&$top=1"
  const headers = { ConsistencyLevel: "eventual" }
  const part = await batch([read("1", users, { headers }), read("2", users)], { headers })
  expect(part("1")?.body["@odata.count"]).toBeGreaterThan(1)
  expect(part("2")?.body).not.toHaveProperty(["@odata.count"])
})

test("parts that read logs draw on the shared limit one by one", async () => {
  const appId = "one-app"
  const logs = ["signIns", "signIns/none", "directoryAudits", "signUps", "signIns", "signUps"]
  const steps = [
    ...logs.map((log, index) => read(`${index}`, `/auditLogs/${log}`)),
    read("apps", "/applications"),
  ]
  const part = await batch(steps, { version: "beta", appId })
  expect(logs.map((_, index) => part(`${index}`)?.status)).toEqual([200, 404, 200, 200, 200, 429])
  expect(part("5")).toMatchObject({
    headers: { "Retry-After": expect.stringMatching(/^\d+$/) },
    body: { error: { code: "TooManyRequests" } },
  })
  expect(part("apps")?.status).toBe(200)
  expect((await get("/beta/auditLogs/signIns", { appId })).status).toBe(429)
})

describe("dependsOn", () => {
  test("a part that depends on one that failed is not carried out", async () => {
    const part = await batch([
      read("a", "/users/nobody"),
      read("b", "/organization", { dependsOn: ["A"] }),
      read("c", "/organization", { dependsOn: ["b"] }),
      read("d", "/organization"),
    ])
    expect(part("b")).toMatchObject({ status: 424, body: { error: { innerError: expect.anything() } } })
    expect(part("c")?.status).toBe(424)
    expect(part("d")?.status).toBe(200)
  })

  test("a part that depends on one that succeeded is answered", async () => {
    const part = await batch([read("1", "/users"), read("2", "/organization", { dependsOn: ["1"] })])
    expect(part("2")?.status).toBe(200)
  })
})

describe("a part", () => {
  test.each([
    ["/groups", 501],
    ["groups", 501],
    ["/", 501],
    ["https://graph.microsoft.com/v1.0/users", 400],
    ["/../beta/auditLogs/signUps", 400],
    ["/%24batch", 400],
    ["/applications/%E0%A4%A", 400],
    ["/users?$colour=red", 400],
  ])("for %j answers %i", async (url, status) => {
    const part = await batch([read("1", url)])
    expect(part("1")?.status).toBe(status)
    expect(part("1")?.body).toHaveProperty("error.message")
  })

  test("that writes is a gap of the sandbox", async () => {
    const headers = { "Content-Type": "application/json" }
    const part = await batch([{ id: "1", method: "patch", url: "/users/x", headers, body: { mail: null } }])
    expect(part("1")).toMatchObject({ status: 501, body: { error: { code: "NotImplemented" } } })
  })

  test("cannot bring a token of its own", async () => {
    const part = await batch([read("1", "/organization", { headers: { Authorization: "Bearer x" } })])
    expect(part("1")?.status).toBe(200)
  })
})

describe("the whole batch is refused with 400", () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, index) => read(`${index}`, "/organization"))
  const refused: [why: string, requests: unknown, words: string][] = [
    ["without requests", undefined, "Invalid batch payload format."],
    ["when it is empty", [], "Invalid batch payload format."],
    ["when it is no list", { id: "1" }, "Invalid batch payload format."],
    ["when a part has no id", [{ method: "GET", url: "/users" }], "Invalid batch payload format."],
    ["when an id is a number", [{ id: 1, method: "GET", url: "/users" }], "Invalid batch payload format."],
    ["when a part has no address", [{ id: "1", method: "GET" }], "Invalid batch payload format."],
    [
      "when a header is impossible",
      [read("1", "/users", { headers: { "a b": "c" } })],
      "Invalid batch payload format.",
    ],
    ["when it has 21 parts", many(21), "20"],
    [
      "when an id stands twice",
      [read("a", "/users"), read("A", "/users")],
      "Request Id A has to be unique in a batch.",
    ],
    [
      "when a part depends on a later one",
      [read("1", "/users", { dependsOn: ["2"] }), read("2", "/users")],
      "Invalid dependency for request Id 1.",
    ],
    ["when a part depends on itself", [read("1", "/users", { dependsOn: ["1"] })], "Invalid dependency"],
    ["when a body has no type", [{ id: "1", method: "POST", url: "/users", body: {} }], "Content-Type"],
  ]
  test.each(refused)("%s", async (_why, requests, words) => {
    const { status, body } = await send(requests)
    expect(status).toBe(400)
    expect(body.error.code).toBe("BadRequest")
    expect(body.error.message).toContain(words)
  })

  test("when it is not JSON", async () => {
    expect((await get("/v1.0/$batch", { method: "POST" })).status).toBe(400)
  })

  test("but not with 20 parts", async () => {
    expect((await batch(many(20)))("19")?.status).toBe(200)
  })
})

test("a batch needs a valid token and the method POST", async () => {
  expect((await send([read("1", "/organization")], { authorization: null })).status).toBe(401)
  expect((await get("/v1.0/$batch")).status).toBe(501)
})
