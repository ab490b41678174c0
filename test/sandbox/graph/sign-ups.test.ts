import { beforeEach, describe, expect, test } from "vitest"
import { openGraph } from "./graph"
import { failedCallout, signUpRow } from "./rows"

const { world, getOfWoodgrove: get, woodgrove } = await openGraph()
beforeEach(() => world.reset())

const path = "/beta/auditLogs/signUps"
const dayMs = 86_400_000
const ago = (ms: number) => new Date(world.clock.now() - ms).toISOString().replace("Z", "604Z")
const ids = (rows: readonly Record<string, unknown>[]) => rows.map(({ id }) => id)
const add = (...rows: Parameters<typeof signUpRow>[0][]) => {
  for (const row of rows) woodgrove().signUps.add(signUpRow(row))
}

test("a row has the members of the service in its order, and a list that selects nothing has advice", async () => {
  const row = signUpRow({ createdDateTime: ago(1000) })
  woodgrove().signUps.add(row)
  const { status, body } = await get(path)
  expect(status).toBe(200)
  expect(Object.keys(body)).toEqual(["@odata.context", "@microsoft.graph.tips", "value"])
  expect(body["@odata.context"]).toBe(`${world.urls.graph}/beta/$metadata#auditLogs/signUps`)
  expect(body.value).toEqual([{ ...row, fraudProtectionDetails: null }])
  expect(body.value[0]?.createdDateTime).toMatch(/\.\d{6}Z$/)
})

test("one row is read by its id", async () => {
  add({ id: "one", createdDateTime: ago(1000) })
  const { body } = await get(`${path}/one`)
  expect(body).toMatchObject({
    "@odata.context": `${world.urls.graph}/beta/$metadata#auditLogs/signUps/$entity`,
    id: "one",
    signUpStage: "userCreation",
  })
  expect(body).not.toHaveProperty(["@microsoft.graph.tips"])
  expect((await get(`${path}/two`)).status).toBe(404)
})

test("the newest stands first unless $orderby says otherwise", async () => {
  add({ id: "old", createdDateTime: ago(5000) }, { id: "new", createdDateTime: ago(1000) })
  expect(ids((await get(path)).body.value)).toEqual(["new", "old"])
  expect(ids((await get(`${path}?$orderby=createdDateTime asc`)).body.value)).toEqual(["old", "new"])
  expect((await get(`${path}?$orderby=appId`)).status).toBe(400)
})

test("pages follow each other by an opaque token", async () => {
  add(...[1, 2, 3].map((second) => ({ id: `row-${second}`, createdDateTime: ago(second * 1000) })))
  const first = await get(`${path}?$top=2`)
  expect(Object.keys(first.body)).toEqual([
    "@odata.context",
    "@odata.nextLink",
    "@microsoft.graph.tips",
    "value",
  ])
  expect(first.body["@odata.nextLink"]).toMatch(/\?\$top=2&\$skiptoken=[\da-f]{64}$/)
  const second = await get(first.body["@odata.nextLink"] ?? "")
  expect(ids([...first.body.value, ...second.body.value])).toEqual(["row-1", "row-2", "row-3"])
  expect(second.body).not.toHaveProperty(["@odata.nextLink"])
})

test("$select gives what was asked for, without advice", async () => {
  add({ createdDateTime: ago(1000) })
  const { body } = await get(`${path}?$select=id,signUpStage`)
  expect(Object.keys(body.value[0] ?? {})).toEqual(["id", "signUpStage"])
  expect(body).not.toHaveProperty(["@microsoft.graph.tips"])
  expect((await get(`${path}?$select=signInEventTypes`)).status).toBe(400)
})

test.each([
  ["an external tenant", "CIAM", false, 7],
  ["a workforce tenant with a licence", "AAD", true, 30],
  ["a workforce tenant without one", "AAD", false, 7],
] as const)("rows of %s are kept as long as its licence says", async (_kind, tenantType, premium, days) => {
  Object.assign(woodgrove(), { tenantType, premium })
  add(
    { id: "kept", createdDateTime: ago((days - 0.5) * dayMs) },
    { id: "gone", createdDateTime: ago((days + 0.5) * dayMs) },
  )
  expect(ids((await get(path)).body.value)).toEqual(["kept"])
  expect((await get(`${path}/gone`)).status).toBe(404)
})

test("later members of enumerations show only to those who ask", async () => {
  add({
    createdDateTime: ago(1000),
    signUpIdentity: { signUpIdentifier: "lena@example.com", signUpIdentifierType: "federation" },
    appliedEventListeners: ["attributeCollectionStart", "somethingElse"].map(failedCallout),
  })
  const shown = async (prefer?: string) => {
    const { body } = await get(path, prefer ? { headers: { prefer } } : {})
    return body.value[0]
  }
  const future = "unknownFutureValue"
  expect(await shown()).toMatchObject({
    signUpIdentity: { signUpIdentifierType: future },
    appliedEventListeners: [{ eventType: future }, { eventType: future }],
  })
  expect(await shown("include-unknown-enum-members")).toMatchObject({
    signUpIdentity: { signUpIdentifierType: "federation" },
    appliedEventListeners: [{ eventType: "attributeCollectionStart" }, { eventType: future }],
  })
})

test("a step before the identity is known has none", async () => {
  add({ createdDateTime: ago(1000), signUpIdentity: null })
  expect((await get(path)).body.value).toMatchObject([{ signUpIdentity: null }])
})

describe("$filter", () => {
  const correlationId = "f4414243-b0ee-4030-9c0c-d661c716a6b8"
  beforeEach(() =>
    add(
      { id: "a", createdDateTime: ago(3000), correlationId, status: failure(1002013) },
      { id: "b", createdDateTime: ago(2000), correlationId, appDisplayName: null },
      { id: "c", createdDateTime: ago(1000), appId: "another-app", signUpIdentity: null },
    ),
  )
  const failure = (errorCode: number) => ({ errorCode, failureReason: null, additionalDetails: null })
  const ask = (filter: string) => get(`${path}?$filter=${encodeURIComponent(filter)}`)

  test.each([
    ["appId eq 'another-app'", ["c"]],
    ["appDisplayName eq 'Woodgrove Groceries'", ["c", "a"]],
    ["startsWith(appDisplayName,'Woodgrove')", ["c", "a"]],
    [`correlationId eq '${correlationId}'`, ["b", "a"]],
    [`correlationId eq '${correlationId}' and status/errorCode eq 0`, ["b"]],
    [`status/errorCode eq 0 or correlationId eq '${correlationId}'`, ["c", "b", "a"]],
    ["correlationId eq 'unknown'", []],
    ["id eq 'a'", ["a"]],
    ["status/errorCode eq 1002013", ["a"]],
    ["signUpIdentity/signUpIdentifierType eq 'emailAddress'", ["b", "a"]],
  ])("%s gives %j", async (filter, wanted) => {
    const { status, body } = await ask(filter)
    expect(status).toBe(200)
    expect(ids(body.value)).toEqual(wanted)
  })

  test("of a span of time includes both ends", async () => {
    const at = (ms: number) => new Date(world.clock.now() - ms).toISOString()
    const { body } = await ask(`createdDateTime ge ${at(2500)} and createdDateTime le ${at(500)}`)
    expect(ids(body.value)).toEqual(["c", "b"])
  })

  test("of a correlation id goes on over pages", async () => {
    const { body } = await get(`${path}?$top=1&$filter=correlationId eq '${correlationId}'`)
    expect(ids(body.value)).toEqual(["b"])
    expect(ids((await get(body["@odata.nextLink"] ?? "")).body.value)).toEqual(["a"])
  })

  test.each([
    "status/errorCode ne 0",
    "appId ne 'x'",
    "startswith(appId,'x')",
    "signUpStage eq 'userCreation'",
    "signUpIdentity/signUpIdentifier eq 'mia@fabrikam.com'",
    "signUpIdentity/signUpIdentifierType eq 'federation'",
    "signUpIdentityProvider eq 'Email OTP'",
    "userId eq 'x'",
    "appliedEventListeners/any(l:l/eventType eq 'emailOtpSend')",
    "createdDateTime ge '2026-11-19'",
    "not id eq 'a'",
    "nonsense",
  ])("%s answers 400", async (filter) => {
    const { status, body } = await ask(filter)
    expect(status).toBe(400)
    expect(body.error).toMatchObject({ code: "BadRequest", message: "Invalid filter clause" })
  })
})

test.each(["$skip=1", "$count=true", "$expand=x", "$search=x", "$top=1001", "$colour=red"])(
  "%s answers 400",
  async (option) => {
    expect((await get(`${path}?${option}`)).status).toBe(400)
  },
)

test("v1.0 has neither the list nor a row", async () => {
  for (const address of ["/v1.0/auditLogs/signUps", "/v1.0/auditLogs/signups/one"]) {
    const { status, body } = await get(address)
    expect(status).toBe(400)
    expect(body.error.message).toMatch(/^Resource not found for the segment 'sign[Uu]ps'\.$/)
  }
})

test("the log needs no licence, and a permission whose name is in the refusal", async () => {
  Object.assign(woodgrove(), { tenantType: "AAD", premium: false })
  expect((await get(path)).status).toBe(200)
  const { status, body } = await get(path, { roles: ["Directory.Read.All"] })
  expect(status).toBe(403)
  expect(body.error.message).toContain("AuditLog.Read.All")
})

test("sign-ups share the small limit of the logs", async () => {
  const appId = "one-app"
  for (const address of ["/beta/auditLogs/signIns", path, path, path, `${path}/none`])
    expect((await get(address, { appId })).status).not.toBe(429)
  const { status, headers } = await get(path, { appId })
  expect(status).toBe(429)
  expect(Number(headers.get("retry-after"))).toBeGreaterThan(0)
})
