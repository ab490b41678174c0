import { afterEach, beforeEach, describe, expect, test, vi } from "vitest"
import { control, next, reset } from "../control"
import { auditRequests, beyondFresh, jump, startLog } from "./border"
import { signUpFor, startWoodgroveLog } from "./woodgrove"

type Log = Awaited<ReturnType<typeof startLog>>

beforeEach(() => reset())
afterEach(() => {
  vi.useRealTimers()
})

/** The related rows of the newest callout of the list. */
async function relatedOf({ read, readRelated }: Log, event: string) {
  const [callout] = (await read({ event })).callouts
  if (!callout) throw new Error("The list has a callout.")
  const related = await readRelated(callout.signIn)
  if (!related) throw new Error("The row has a correlation id.")
  return related
}

describe("the rows of one sign-up", () => {
  test("are its steps and the sign-in that followed, oldest first, with the callouts of each", async () => {
    const { rows } = await signUpFor("mila@proseware.com")
    await signUpFor("nora@proseware.com")
    const log = await startWoodgroveLog()
    await log.read()
    const part = await log.readCallout(`signup.${rows[1]?.id}.0`)
    const related = part?.ok ? await log.readRelated(part.value.callout.signIn) : null
    expect(related).toMatchObject({ isCut: false, unread: [] })
    expect(related?.rows.map(({ signIn }) => signIn.id)).toEqual(rows.map(({ id }) => id))
    expect(related?.rows.map(({ callouts }) => callouts.map(({ event }) => event?.type))).toEqual([
      [],
      ["emailOtpSend"],
      ["attributeCollectionStart", "attributeCollectionSubmit"],
      [],
      ["tokenIssuanceStart"],
    ])
  })

  test("cost two requests, and the second time none", async () => {
    await signUpFor("mila@proseware.com")
    const log = await startWoodgroveLog()
    const related = await relatedOf(log, "emailOtpSend")
    expect(await relatedOf(log, "emailOtpSend")).toBe(related)
    const byId = (await auditRequests()).filter(({ url }) => /correlationId(%20| )eq/.test(url))
    expect(byId.map(({ url }) => url.split("?")[0]).toSorted()).toEqual([
      "/beta/auditLogs/signIns",
      "/beta/auditLogs/signUps",
    ])
  })

  test("end where a callout stopped it", async () => {
    await control("PUT", "/apis/mail", { behaviour: "500" })
    await signUpFor("mila@proseware.com")
    const related = await relatedOf(await startWoodgroveLog(), "emailOtpSend")
    expect(related.rows.map(({ signIn }) => signIn.stage)).toEqual([
      "credentialCollection",
      "credentialValidation",
    ])
    expect(related.rows.at(-1)?.signIn.status.errorCode).toBe(1100001)
  })

  test("of which one log fails are those of the other, with the reason", async () => {
    await signUpFor("mila@proseware.com")
    const log = await startWoodgroveLog()
    const [callout] = (await log.read({ event: "emailOtpSend" })).callouts
    await next("GET /beta/auditLogs/signUps", { status: 500 })
    const related = callout && (await log.readRelated(callout.signIn))
    expect(related?.rows.map(({ signIn }) => signIn.kind)).toEqual(["signIn"])
    expect(related?.unread).toMatchObject([{ kind: "signUp", unread: { kind: "service" } }])
    jump(11_000)
    expect(callout && (await log.readRelated(callout.signIn))?.unread).toEqual([])
  })

  test("come when it is their turn after the budget was used up", async () => {
    await signUpFor("mila@proseware.com")
    const log = await startWoodgroveLog()
    const [callout] = (await log.read()).callouts
    await log.read({ range: "7d" })
    await log.readCallout(callout?.id ?? "")
    expect(log.logState().budget.left).toBe(0)
    expect(callout && (await log.readRelated(callout.signIn))).toMatchObject({ unread: [] })
  })

  test("are not waited for when Microsoft asks for a longer pause, which is told", async () => {
    await signUpFor("mila@proseware.com")
    const log = await startWoodgroveLog()
    const [callout] = (await log.read()).callouts
    await next("GET /beta/auditLogs/signIns", { status: 429, headers: { "retry-after": "60" } })
    await beyondFresh()
    await log.read()
    const began = Date.now()
    const related = callout && (await log.readRelated(callout.signIn))
    expect(Date.now() - began).toBeLessThan(1000)
    expect(related?.rows).toEqual([])
    expect(related?.unread.map(({ unread }) => unread.kind)).toEqual(["throttled", "throttled"])
  })
})

describe("the rows of one sign-in", () => {
  test("of a tenant without sign-ups are asked for in one log", async () => {
    const { row } = await control<{ row: { id: string } }>("POST", "/sign-ins", {
      tenant: "Contoso",
      user: "casey",
      app: "Woodgrove Groceries",
    })
    const related = await relatedOf(await startLog(), "tokenIssuanceStart")
    expect(related.rows.map(({ signIn }) => signIn.id)).toEqual([row.id])
    expect(related.unread).toEqual([])
    expect((await auditRequests()).filter(({ url }) => url.includes("signUps"))).toEqual([])
  })
})
