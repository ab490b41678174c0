import { beforeEach, describe, expect, test } from "vitest"
import type { SignInRow } from "../../../sandbox/tenants/types"
import { openGraph } from "./graph"
import { failedCallout, logOf, signInRow, signInRows } from "./rows"

const { world, get, tenant } = await openGraph()
beforeEach(() => world.reset())

const minuteMs = 60_000
const dayMs = 86_400_000
const ago = (ms: number) => new Date(world.clock.now() - ms).toISOString()
const list = (query = "", version = "beta") => get(`/${version}/auditLogs/signIns${query && `?${query}`}`)
const filtered = (filter: string, version = "beta") => list(`$filter=${encodeURIComponent(filter)}`, version)
const ids = (rows: readonly Record<string, unknown>[]) => rows.map(({ id }) => id)

function log(...rows: Partial<SignInRow>[]) {
  tenant().signIns = logOf(
    rows.map((row, index) =>
      signInRow({ id: `row-${index}`, createdDateTime: ago((rows.length - index) * minuteMs), ...row }),
    ),
  )
}

test("rows come newest first under the context of the collection", async () => {
  log({}, {}, {})
  const { body } = await list()
  expect(Object.keys(body)).toEqual(["@odata.context", "value"])
  expect(body["@odata.context"]).toBe(`${world.urls.graph}/beta/$metadata#auditLogs/signIns`)
  expect(ids(body.value)).toEqual(["row-2", "row-1", "row-0"])
})

test("an empty log is an empty list", async () => {
  expect((await list()).body.value).toEqual([])
})

test("a row of beta tells of its callouts", async () => {
  const callout = failedCallout()
  log({ appliedEventListeners: [callout] })
  expect((await list()).body.value[0]).toMatchObject({ appliedEventListeners: [callout] })
})

test("members that are not Microsoft's never leave the sandbox", async () => {
  log({ sandboxNote: "internal" })
  expect((await list()).body.value[0]).not.toHaveProperty("sandboxNote")
})

describe("v1.0", () => {
  const members =
    "appDisplayName, appId, appliedConditionalAccessPolicies, authenticationAppDeviceDetails, clientAppUsed, conditionalAccessStatus, correlationId, createdDateTime, deviceDetail, homeTenantId, id, ipAddress, isInteractive, location, resourceDisplayName, resourceId, resourceTenantId, riskDetail, riskEventTypes, riskEventTypes_v2, riskLevelAggregated, riskLevelDuringSignIn, riskState, servicePrincipalId, servicePrincipalName, status, userAgent, userDisplayName, userId, userPrincipalName"

  test("shows exactly its own members", async () => {
    log({ appliedEventListeners: [failedCallout()] })
    const { body } = await list("", "v1.0")
    expect(Object.keys(body.value[0] ?? {}).sort()).toEqual(members.split(", ").sort())
    const one = await get("/v1.0/auditLogs/signIns/row-0")
    expect(one.body).not.toHaveProperty("appliedEventListeners")
  })

  test("shows interactive rows only, even by id", async () => {
    log({ signInEventTypes: ["nonInteractiveUser"], isInteractive: false }, {})
    expect(ids((await list("", "v1.0")).body.value)).toEqual(["row-1"])
    expect((await get("/v1.0/auditLogs/signIns/row-0")).status).toBe(404)
  })

  test.each(["$select=appliedEventListeners", "$filter=signInEventTypes/any(t: t eq 'interactiveUser')"])(
    "refuses %s",
    async (query) => {
      expect((await list(query, "v1.0")).status).toBe(400)
    },
  )
})

describe("one row", () => {
  test("is answered with the context of an entity", async () => {
    log({})
    const { body } = await get("/beta/auditLogs/signIns/row-0?$select=id,status")
    expect(body).toEqual({
      "@odata.context": `${world.urls.graph}/beta/$metadata#auditLogs/signIns(id,status)/$entity`,
      id: "row-0",
      status: { errorCode: 0, failureReason: null, additionalDetails: null },
    })
  })

  test("of any event type is answered by beta", async () => {
    log({ signInEventTypes: ["servicePrincipal"] })
    expect((await get("/beta/auditLogs/signIns/row-0")).status).toBe(200)
  })

  test("that is unknown or too old answers 404", async () => {
    log({ createdDateTime: ago(31 * dayMs) })
    expect((await get("/beta/auditLogs/signIns/row-0")).status).toBe(404)
    expect((await get("/beta/auditLogs/signIns/other")).status).toBe(404)
  })
})

describe("retention", () => {
  beforeEach(() => log({ createdDateTime: ago(31 * dayMs) }, { createdDateTime: ago(29 * dayMs) }, {}))

  test("of a licensed workforce tenant is 30 days", async () => {
    expect((await list()).body.value).toHaveLength(2)
    expect((await filtered(`createdDateTime ge ${ago(60 * dayMs)}`)).body.value).toHaveLength(2)
  })

  test("of an external tenant is 7 days", async () => {
    Object.assign(tenant(), { tenantType: "CIAM", premium: false })
    expect((await list()).body.value).toHaveLength(1)
  })

  test("follows the clock of the sandbox", async () => {
    world.clock.setOffset(2 * dayMs)
    expect((await list()).body.value).toHaveLength(1)
  })
})

describe("event types", () => {
  beforeEach(() =>
    log(
      {},
      { signInEventTypes: ["nonInteractiveUser"], isInteractive: false },
      { signInEventTypes: ["servicePrincipal"], isInteractive: false },
    ),
  )

  test.each([
    ["signInEventTypes/any(t: t eq 'nonInteractiveUser')", ["row-1"]],
    ["signInEventTypes/any(t: t eq 'interactiveUser' or t eq 'nonInteractiveUser')", ["row-1", "row-0"]],
    ["signInEventTypes/any(t: t ne 'interactiveUser')", ["row-2", "row-1"]],
    ["status/errorCode eq 0", ["row-0"]],
  ])("%s gives %j", async (filter, wanted) => {
    expect(ids((await filtered(filter)).body.value)).toEqual(wanted)
  })
})

describe("$filter", () => {
  const other = {
    appId: "other-app",
    appDisplayName: "Expenses",
    userPrincipalName: "amari@contoso.com",
    correlationId: "correlation-1",
    status: { errorCode: 1100001, failureReason: "x", additionalDetails: null },
    location: { city: "Oslo", state: "Oslo", countryOrRegion: "NO" },
  }
  beforeEach(() => log({}, other))

  test.each([
    "appId eq 'other-app'",
    "AppId eq 'other-app'",
    "startsWith(appDisplayName,'Exp')",
    "startswith(userPrincipalName, 'amari')",
    "correlationId eq 'correlation-1'",
    "status/errorCode eq 1100001",
    "(status/errorCode eq 1100001 or status/errorCode eq 1100000)",
    "location/countryOrRegion eq 'NO' and startsWith(location/city,'Os')",
    "id eq 'row-1' and (appId eq 'other-app' or appId eq 'third')",
    "clientAppUsed eq 'Browser' and userPrincipalName eq 'amari@contoso.com'",
  ])("%s finds the one row", async (filter) => {
    expect(ids((await filtered(filter)).body.value)).toEqual(["row-1"])
  })

  test.each([
    "status/errorCode ne 0",
    "status/errorCode eq '1100001'",
    "status/errorCode ge 1",
    "status eq 0",
    "appliedEventListeners/any(l: l/eventType eq 'tokenIssuanceStart')",
    "isInteractive eq true",
    "processingTimeInMilliseconds eq 212",
    "not (appId eq 'x')",
    "appId ne 'x'",
    "startsWith(appId,'x')",
    "contains(appDisplayName,'x')",
    "endswith(userPrincipalName,'.com')",
    "userPrincipalName eq null",
    "signInEventTypes eq 'interactiveUser'",
    "signInEventTypes/any(t: startswith(t,'inter'))",
    "signInEventTypes/any(t: u eq 'interactiveUser')",
    "signInEventTypes/any(t: t/x eq 'interactiveUser')",
    "signInEventTypes/all(t: t eq 'interactiveUser')",
    "isof('microsoft.graph.signIn')",
    "constructor eq 'x'",
    "appId eq",
    "",
  ])("%s answers 400", async (filter) => {
    const { status, body } = await filtered(filter)
    expect(status).toBe(400)
    expect(body.error).toMatchObject({ code: "BadRequest", message: "Invalid filter clause" })
  })
})

describe("createdDateTime", () => {
  const at = (second: number) => `${ago(minuteMs).slice(0, 17)}0${second}.000Z`
  beforeEach(() => log({ createdDateTime: at(1) }, { createdDateTime: at(2) }, { createdDateTime: at(3) }))

  test.each([
    [() => `createdDateTime ge ${at(2)}`, ["row-2", "row-1"]],
    [() => `createdDateTime le ${at(2)}`, ["row-1", "row-0"]],
    [() => `createdDateTime eq ${at(2)}`, ["row-1"]],
    [() => `createdDateTime ge ${at(1)} and (createdDateTime le ${at(1)} and appId ge 'a')`, 400],
    [() => `createdDateTime ge ${at(2)} and createdDateTime le ${at(2)}`, ["row-1"]],
    [() => `createdDateTime le ${at(1)} or createdDateTime ge ${at(3)}`, ["row-2", "row-0"]],
    [() => `createdDateTime ge ${at(3)} and createdDateTime le ${at(1)}`, []],
    [() => `createdDateTime gt ${at(1)}`, 400],
    [() => `createdDateTime lt ${at(3)}`, 400],
    [() => `createdDateTime ge '${at(1)}'`, 400],
    [() => `createdDateTime ge ${at(1).slice(0, 10)}`, 400],
    [() => `createdDateTime ge ${at(1).slice(0, 19)}`, 400],
    [() => `createdDateTime ge ${ago(91 * dayMs)}`, 400],
  ])("filter %# is answered as documented", async (filter, wanted) => {
    const { status, body } = await filtered(filter())
    expect(status === 200 ? ids(body.value) : status).toEqual(wanted)
  })

  test.each([
    ["createdDateTime", ["row-0", "row-1", "row-2"]],
    ["createdDateTime asc", ["row-0", "row-1", "row-2"]],
    ["createdDateTime desc", ["row-2", "row-1", "row-0"]],
    ["appId", 400],
    ["createdDateTime down", 400],
    ["createdDateTime,id", 400],
  ])("$orderby=%s gives %j", async (order, wanted) => {
    const { status, body } = await list(`$orderby=${order}`)
    expect(status === 200 ? ids(body.value) : status).toEqual(wanted)
  })
})

describe("query options", () => {
  test("$select gives only the named members, and null for what a row lacks", async () => {
    log({})
    const { body } = await list("$select=id,sessionId,Status")
    expect(body["@odata.context"]).toContain("#auditLogs/signIns(id,sessionId,status)")
    expect(body.value).toEqual([{ id: "row-0", sessionId: null, status: expect.any(Object) }])
  })

  test("$select of an unknown member answers 400", async () => {
    const { status, body } = await list("$select=id,duration")
    expect(status).toBe(400)
    expect(body.error.message).toContain("'duration' on type 'microsoft.graph.signIn'")
  })

  test.each(["$skip=1", "$count=true", "$expand=user", "$search=x", "$top=0", "$top=1001", "$top=x"])(
    "%s answers 400",
    async (query) => {
      const { status, body } = await list(query)
      expect(status).toBe(400)
      expect(body.error.code).toBe("BadRequest")
    },
  )

  test("a page holds 1000 rows unless $top asks for fewer", async () => {
    tenant().signIns = logOf(signInRows(1001, { endMs: world.clock.now() }))
    expect((await list()).body.value).toHaveLength(1000)
    expect((await list("$top=1000")).body.value).toHaveLength(1000)
    expect((await list("$top=7")).body.value).toHaveLength(7)
  })
})

describe("enumeration members", () => {
  const prefer = { prefer: "odata.maxpagesize=5, Include-Unknown-Enum-Members" }
  const shown = async (headers: Record<string, string>) => {
    const { body } = await get("/beta/auditLogs/signIns", { headers })
    const [row] = body.value
    const listeners = Array.isArray(row?.appliedEventListeners) ? row.appliedEventListeners : []
    return [row?.authenticationProtocol, ...listeners.map((one: { eventType: unknown }) => one.eventType)]
  }

  test.each(["attributeCollectionStart", "attributeCollectionSubmit", "emailOtpSend", "passwordSubmit"])(
    "%s shows its name only on request",
    async (type) => {
      log({ appliedEventListeners: [failedCallout(type)] })
      expect(await shown({})).toEqual(["oAuth2", "unknownFutureValue"])
      expect(await shown(prefer)).toEqual(["oAuth2", type])
    },
  )

  test("tokenIssuanceStart always shows its name, verifiedIdClaimValidation never", async () => {
    const callouts = [failedCallout("tokenIssuanceStart"), failedCallout("verifiedIdClaimValidation")]
    log({ appliedEventListeners: callouts })
    const wanted = ["oAuth2", "tokenIssuanceStart", "unknownFutureValue"]
    expect(await shown({})).toEqual(wanted)
    expect(await shown(prefer)).toEqual(wanted)
  })

  test.each(["nativeAuth", "authenticationTransfer", "refreshTokenGrant"])(
    "the protocol %s shows its name only on request",
    async (authenticationProtocol) => {
      log({ authenticationProtocol })
      expect(await shown({})).toEqual(["unknownFutureValue"])
      expect(await shown(prefer)).toEqual([authenticationProtocol])
    },
  )

  test("one row by id is treated alike", async () => {
    log({ authenticationProtocol: "nativeAuth" })
    const path = "/beta/auditLogs/signIns/row-0?$select=authenticationProtocol"
    expect((await get(path)).body.authenticationProtocol).toBe("unknownFutureValue")
    expect((await get(path, { headers: prefer })).body.authenticationProtocol).toBe("nativeAuth")
  })
})
