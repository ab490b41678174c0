import { expect, test } from "vitest"
import { openGraph } from "./graph"

const { world, get } = await openGraph()

test("every answer carries the ids, the date, the version and the content type of the service", async () => {
  const { status, headers } = await get("/v1.0/organization")
  expect(status).toBe(200)
  expect(headers.get("request-id")).toMatch(/^[\da-f-]{36}$/)
  expect(headers.get("client-request-id")).toBe(headers.get("request-id"))
  expect(Date.parse(headers.get("date") ?? "")).not.toBeNaN()
  expect(headers.get("odata-version")).toBe("4.0")
  expect(headers.get("content-type")).toBe(
    "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8",
  )
})

test("the client's request id comes back in the header and in the error envelope", async () => {
  const headers = { "client-request-id": "7d0a0a0e-0000-4000-8000-000000000001" }
  const answer = await get("/v1.0/organization", { headers, authorization: null })
  expect(answer.headers.get("client-request-id")).toBe(headers["client-request-id"])
  expect(answer.body.error.innerError).toEqual({
    date: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/),
    "request-id": answer.headers.get("request-id"),
    "client-request-id": headers["client-request-id"],
  })
})

test("the Date header follows the clock of the sandbox", async () => {
  world.clock.setOffset(86_400_000)
  const { headers } = await get("/v1.0/organization")
  world.clock.setOffset(0)
  expect(Date.parse(headers.get("date") ?? "")).toBeGreaterThan(Date.now() + 86_000_000)
})

test.each(["/V1.0/Organization", "/v1.0/organization/", "/beta/IDENTITY/customauthenticationextensions"])(
  "%s is found although the spelling differs",
  async (path) => {
    expect((await get(path)).status).toBe(200)
  },
)

test("v1.0 refuses a segment that only beta has", async () => {
  const { status, body } = await get("/v1.0/auditLogs/signUps?$top=1")
  expect(status).toBe(400)
  expect(body.error).toMatchObject({
    code: "BadRequest",
    message: "Resource not found for the segment 'signUps'.",
  })
  expect((await get("/v1.0/servicePrincipals/x/claimsPolicy")).status).toBe(400)
})

test("a segment that v1.0 lacks is refused only after the token was found valid", async () => {
  expect((await get("/v1.0/auditLogs/signUps", { authorization: null })).status).toBe(401)
})

test.each([
  ["GET", "/v1.0/groups"],
  ["GET", "/beta/auditLogs/provisioning"],
  ["GET", "/v1.0"],
  ["POST", "/v1.0/applications"],
])("%s %s is a gap of the sandbox and answers 501", async (method, path) => {
  expect((await get(path, { method })).status).toBe(501)
})

test("a path with a broken escape answers 400", async () => {
  expect((await get("/v1.0/applications/%E0%A4%A")).status).toBe(400)
})

test("a query option without its dollar sign counts", async () => {
  const { body } = await get("/v1.0/applications?select=appId")
  expect(Object.keys(body.value[0] ?? {})).toEqual(["appId"])
})

test.each([
  ["/v1.0/applications?$top=1&$top=2", 400, "more than once"],
  ["/v1.0/applications?$colour=red", 400, "'$colour' is not supported"],
  ["/v1.0/applications?$expand=owners", 501, "$expand"],
])("%s answers %i", async (path, status, words) => {
  const answer = await get(path)
  expect(answer.status).toBe(status)
  expect(answer.body.error.message).toContain(words)
})
