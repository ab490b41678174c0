import { setTimeout as wait } from "node:timers/promises"
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest"
import { next, reset, signInTo } from "../control"
import { auditRequests, beyondFresh, grantIn, grantOnly, idsOf, jump, permissions, startLog } from "./border"
import { signUpFor, startWoodgroveLog } from "./woodgrove"

const signUpsRoute = "GET /beta/auditLogs/signUps"
const signInsRoute = "GET /beta/auditLogs/signIns"

const asked = async (collection: string) =>
  (await auditRequests()).filter(({ url }) => url.startsWith(`/beta/auditLogs/${collection}?`))

beforeEach(() => reset())
afterEach(() => {
  vi.useRealTimers()
})

describe("a sign-up with a mailed code", () => {
  test("shows the callouts of its steps beside that of the sign-in that followed", async () => {
    const { rows } = await signUpFor("mila@proseware.com")
    const { callouts, scanned, troubles } = await (await startWoodgroveLog()).read()
    const shown = callouts.map(({ event, signIn }) => [signIn.kind, signIn.stage, event?.type])
    expect(shown.filter(([kind]) => kind === "signUp")).toEqual([
      ["signUp", "attributeCollectionAndValidation", "attributeCollectionStart"],
      ["signUp", "attributeCollectionAndValidation", "attributeCollectionSubmit"],
      ["signUp", "credentialValidation", "emailOtpSend"],
    ])
    expect(shown.filter(([kind]) => kind === "signIn")).toEqual([["signIn", null, "tokenIssuanceStart"]])
    expect(new Set(callouts.map(({ layer }) => layer))).toEqual(new Set(["ok"]))
    expect(new Set(callouts.map(({ signIn }) => signIn.correlationId))).toEqual(
      new Set([rows[0]?.correlationId]),
    )
    expect(scanned).toMatchObject({ signIns: 1, signUps: 4, complete: true, unreadable: 0 })
    expect(troubles).toEqual([])
  })

  test("names the address, the provider and the step", async () => {
    await signUpFor("mila@proseware.com")
    const { callouts } = await (await startWoodgroveLog()).read({ event: "emailOtpSend" })
    expect(callouts.map(({ signIn }) => signIn)).toMatchObject([
      {
        source: "sign-up",
        identityProvider: "Email OTP",
        user: { id: null, name: "mila@proseware.com" },
        status: { errorCode: 1002013 },
      },
    ])
  })

  test("is narrowed by source and by event, several at once", async () => {
    await signUpFor("mila@proseware.com")
    const { read } = await startWoodgroveLog()
    const matched = async (parameters: Record<string, string>) => (await read(parameters)).matched
    expect(await matched({ source: "sign-up" })).toBe(3)
    expect(await matched({ source: "interactive" })).toBe(1)
    expect(await matched({ source: "sign-up,interactive" })).toBe(4)
    expect(await matched({ event: "emailOtpSend,tokenIssuanceStart" })).toBe(2)
    const { facets } = await read()
    expect(Object.fromEntries(facets.sources)).toEqual({ interactive: 1, "sign-up": 3 })
    expect(facets.events.get("attributeCollectionSubmit")).toBe(1)
  })

  test("in a native app is told from the hosted one by the sign-in alone", async () => {
    await signUpFor("mila@proseware.com", "Woodgrove Mobile", { flow: "native" })
    const { callouts } = await (await startWoodgroveLog()).read()
    expect(Object.fromEntries(callouts.map(({ signIn, event }) => [signIn.source, event?.type]))).toEqual({
      native: "tokenIssuanceStart",
      "sign-up": "emailOtpSend",
    })
  })

  test("costs one request for each log, both with every name of every event", async () => {
    await signUpFor("mila@proseware.com")
    await (await startWoodgroveLog()).read()
    const sent = await auditRequests()
    expect(sent.map(({ url }) => url.split("?")[0]).toSorted()).toEqual([
      "/beta/auditLogs/signIns",
      "/beta/auditLogs/signUps",
    ])
    expect(sent.map(({ headers }) => headers.prefer)).toEqual(Array(2).fill("include-unknown-enum-members"))
  })

  test("appears with the next refresh, one request for each log", async () => {
    const { read } = await startWoodgroveLog()
    expect((await read()).matched).toBe(0)
    await signUpFor("mila@proseware.com")
    await beyondFresh()
    expect((await read()).matched).toBe(4)
    expect(await auditRequests()).toHaveLength(4)
  })
})

describe("one callout of a sign-up", () => {
  const read = async (id: string) => (await startWoodgroveLog()).readCallout(id)

  test("is read from its own log, with its row as Graph has it", async () => {
    const { rows } = await signUpFor("mila@proseware.com")
    const row = rows.find(({ stage }) => stage === "credentialValidation")
    expect(await read(`signup.${row?.id}.0`)).toMatchObject({
      ok: true,
      value: {
        callout: { id: `signup.${row?.id}.0`, event: { type: "emailOtpSend" }, signIn: { kind: "signUp" } },
        raw: { signUpIdentity: { signUpIdentifier: "mila@proseware.com" } },
      },
    })
    expect((await auditRequests()).map(({ url }) => url)).toEqual([`/beta/auditLogs/signUps/${row?.id}`])
  })

  test("is not mistaken for a sign-in's", async () => {
    const { rows } = await signUpFor("mila@proseware.com")
    expect(await read(`${rows[1]?.id}.0`)).toBeNull()
    expect(await read(`signup.${rows.at(-1)?.id}.0`)).toBeNull()
  })

  test("is read too when the object stands inside value, as on Microsoft's page", async () => {
    const { rows } = await signUpFor("mila@proseware.com")
    const part = await read(`signup.${rows[1]?.id}.0`)
    const raw = part?.ok ? part.value.raw : null
    await next(`${signUpsRoute}/*`, { body: { value: raw } })
    expect(await read(`signup.${rows[1]?.id}.0`)).toEqual(part)
  })
})

describe("when one of the two logs cannot be read", () => {
  test("refused sign-ups leave the sign-ins, and the page names the permission", async () => {
    await signUpFor("mila@proseware.com")
    await next(signUpsRoute, { status: 403, body: { error: { code: "Authorization_RequestDenied" } } })
    const { read, logState } = await startWoodgroveLog()
    const { callouts, scanned, troubles } = await read()
    expect(callouts.map(({ signIn }) => signIn.kind)).toEqual(["signIn"])
    expect(scanned).toMatchObject({ signIns: 1, signUps: null, complete: true })
    expect(troubles).toMatchObject([
      { kind: "signUp", hasRows: false, unread: { kind: "permission", permission: "Directory.Read.All" } },
    ])
    expect(logState()).toMatchObject({ trouble: null, signUps: { kind: "permission" } })
  })

  test("a permission that both need is named for both", async () => {
    await grantIn("Woodgrove", ...permissions.filter((one) => one !== "AuditLog.Read.All"))
    const { part, logState } = await startWoodgroveLog()
    expect(await part()).toMatchObject({ ok: false, kind: "permission", permission: "AuditLog.Read.All" })
    expect(logState().signUps?.permission).toBe("AuditLog.Read.All")
  })

  test("what was refused is not asked for again at once, and later it is", async () => {
    await next(signUpsRoute, { status: 403, body: { error: { code: "Authorization_RequestDenied" } } })
    const { read } = await startWoodgroveLog()
    await read()
    await beyondFresh()
    expect((await read()).troubles).toMatchObject([{ kind: "signUp" }])
    expect([(await asked("signIns")).length, (await asked("signUps")).length]).toEqual([2, 1])
    jump(31_000)
    expect(await read()).toMatchObject({ troubles: [], scanned: { signUps: 0 } })
  })

  test("failing sign-ins leave the sign-ups", async () => {
    await signUpFor("mila@proseware.com")
    await next(signInsRoute, { status: 500 })
    const { callouts, scanned, troubles } = await (await startWoodgroveLog()).read()
    expect(new Set(callouts.map(({ signIn }) => signIn.kind))).toEqual(new Set(["signUp"]))
    expect(scanned).toMatchObject({ signIns: null, signUps: 4 })
    expect(troubles).toMatchObject([{ kind: "signIn", hasRows: false, unread: { kind: "service" } }])
  })

  test("a later failure leaves the rows of the earlier read", async () => {
    await signUpFor("mila@proseware.com")
    const { read } = await startWoodgroveLog()
    const before = await read()
    await next(signUpsRoute, { status: 500 })
    await beyondFresh()
    const after = await read()
    expect(idsOf(after)).toEqual(idsOf(before))
    expect(after.troubles).toMatchObject([{ kind: "signUp", hasRows: true }])
    expect(Date.parse(after.scanned.readAt) - Date.parse(before.scanned.readAt)).toBeLessThan(1000)
  })

  test("a row without an id is counted as unreadable and costs no other row", async () => {
    await next(signUpsRoute, { body: { value: [{ signUpStage: "consent" }, { id: "one" }] } })
    const { scanned } = await (await startWoodgroveLog()).read()
    expect(scanned).toMatchObject({ signUps: 1, unreadable: 1 })
  })
})

describe("a tenant without sign-ups", () => {
  test("is never asked for any", async () => {
    await signInTo("Woodgrove Groceries")
    const { read } = await startLog()
    await read()
    await read({ range: "7d" })
    await beyondFresh()
    const { scanned, troubles } = await read()
    expect(scanned.signUps).toBeNull()
    expect(troubles).toEqual([])
    expect(await asked("signUps")).toEqual([])
  })

  test("whose kind cannot be read is asked once when Graph refuses, for every range", async () => {
    await grantOnly(...permissions.filter((one) => one !== "Organization.Read.All"))
    await next(signUpsRoute, { status: 400, body: { error: { code: "BadRequest", message: "Not here." } } })
    const { read } = await startLog()
    expect((await read()).troubles).toMatchObject([
      { kind: "signUp", hasRows: false, unread: { why: expect.stringContaining("which kind of tenant") } },
    ])
    expect((await read({ range: "7d" })).troubles).toMatchObject([{ kind: "signUp" }])
    jump(60_000)
    await read()
    expect(await asked("signUps")).toHaveLength(1)
  })
})

describe("an external tenant whose kind cannot be read", () => {
  test("shows its sign-ups all the same", async () => {
    await grantIn("Woodgrove", ...permissions.filter((one) => one !== "Organization.Read.All"))
    await signUpFor("mila@proseware.com")
    expect(await (await startWoodgroveLog()).read()).toMatchObject({ matched: 4, troubles: [] })
  })
})

describe("how far back the list is complete", () => {
  const at = (minutesAgo: number) => new Date(Date.now() - minutesAgo * 60_000).toISOString()
  const listener = { eventType: "tokenIssuanceStart", handlerResult: { errorCode: 0, httpStatus: 200 } }
  const row = (id: string, minutesAgo: number) => ({
    id,
    createdDateTime: at(minutesAgo),
    appliedEventListeners: [listener],
  })

  test("is the later of the two ends, and nothing older is shown of either", async () => {
    const log = await startWoodgroveLog()
    const nextLink = `${log.config().graphEndpoint}/beta/auditLogs/signIns?$skiptoken=more`
    const page = (id: string, minutesAgo: number) => ({
      body: { value: [row(id, minutesAgo)], "@odata.nextLink": nextLink },
    })
    await next(signInsRoute, page("in-10", 10))
    await next(signInsRoute, page("in-20", 20))
    await next(signInsRoute, page("in-30", 30))
    await next(signUpsRoute, { body: { value: [row("up-5", 5), row("up-29", 29), row("up-40", 40)] } })
    const { callouts, scanned } = await log.read()
    expect(callouts.map(({ signIn }) => signIn.id)).toEqual(["up-5", "in-10", "in-20", "up-29", "in-30"])
    expect(scanned).toMatchObject({ complete: false, pages: 4, signIns: 3, signUps: 2 })
    expect(scanned.backTo).toBe(callouts.at(-1)?.signIn.at)
    expect([(await asked("signIns")).length, (await asked("signUps")).length]).toEqual([3, 1])
  })

  test("is the range's start when both were read whole", async () => {
    await signUpFor("mila@proseware.com")
    const { scanned } = await (await startWoodgroveLog()).read()
    expect(scanned).toMatchObject({ complete: true, backTo: scanned.from })
  })
})

describe("the budget of both logs", () => {
  test("is never exceeded by a list that is refreshed every two seconds, and neither log is forgotten", async () => {
    const { read } = await startWoodgroveLog()
    for (let turn = 0; turn < 9; turn += 1) {
      await read()
      await wait(2000)
    }
    const sent = await auditRequests()
    expect(new Set(sent.map(({ status }) => status))).toEqual(new Set([200]))
    const counts = [(await asked("signIns")).length, (await asked("signUps")).length]
    expect(Math.min(...counts)).toBeGreaterThan(3)
  })
})
