import { decodeJwt } from "jose"
import { describe, expect, test, vi } from "vitest"
import { contosoIds } from "@/sandbox/tenants/ids"
import { control, next } from "../control"
import { jump, received } from "./border"
import {
  asks,
  left,
  ownFolder,
  runEnds,
  startConsoleBorder,
  statesOf,
  targetOf,
  there,
  withDelay,
} from "./test-token-session"

const { folder, open, notes } = ownFolder()

/** Every secret that the sign-in service was sent for the API's app. */
async function sentSecrets(): Promise<string[]> {
  const bodies = (await received("login")).map(({ body }) => new URLSearchParams(body))
  return bodies.flatMap((form) =>
    form.get("client_id") === contosoIds.apiApp ? (form.get("client_secret") ?? []) : [],
  )
}

describe("a temporary secret", () => {
  test("gives a token of the API's own app and is gone afterwards", async () => {
    const { run, held, view, target } = await open()
    const ended = await run()
    expect([ended.outcome, statesOf(ended), ended.appId]).toEqual([
      "done",
      ["adding done", "asking done", "removing done"],
      contosoIds.apiApp,
    ])
    const claims = decodeJwt(held() ?? "")
    expect(claims.azp ?? claims.appid).toBe(contosoIds.apiApp)
    expect(view().held).toMatchObject({
      source: "temporary-secret",
      request: { clientId: contosoIds.apiApp, scope: `${target.resourceId}/.default`, proof: "secret" },
    })
    expect([await left(), notes()]).toEqual([[], []])
  })

  test("is made with an end in 15 minutes and a name that tells whose it is, as the person", async () => {
    const { run, border } = await open()
    const { runId } = await run()
    const [request] = (await received("graph")).filter(({ url }) => url.includes("addPassword"))
    const { passwordCredential } = JSON.parse(request?.body ?? "{}")
    expect(passwordCredential.displayName).toBe(`Calloutscope test ${runId}`)
    const inMs = Date.parse(passwordCredential.endDateTime) - Date.now()
    expect([inMs > 14 * 60_000, inMs <= 15 * 60_000]).toEqual([true, true])
    const claims = decodeJwt(request?.headers.authorization?.replace("Bearer ", "") ?? "")
    expect([claims.scp, claims.name]).toEqual([
      expect.stringContaining("Application.ReadWrite.All"),
      "Oki Operator",
    ])
    const audits = await border.readCollection("v1.0", "/auditLogs/directoryAudits")
    expect(audits.slice(0, 2)).toMatchObject(
      [1, 2].map(() => ({ initiatedBy: { user: { userPrincipalName: "operator@contoso.com" } } })),
    )
  })

  test("is noted on disk before Graph hears of it, and never its text", async () => {
    const { begin, view } = await open()
    await next(asks.add, { delayMs: 1500, status: 403 })
    await begin()
    const [note = ""] = notes()
    expect(JSON.parse(note)).toMatchObject({ appId: contosoIds.apiApp, keyId: null })
    await runEnds(() => view().run)
    expect([await left(), notes()]).toEqual([[], []])
  })

  test("is in no file, log or page while it is in use", async () => {
    const { begin, view, border } = await open()
    await withDelay(2500)
    await begin()
    await there()
    await vi.waitFor(async () => expect(await sentSecrets()).not.toEqual([]))
    const seen = [JSON.stringify(view()), ...notes(), border.logged()].join("\n")
    await runEnds(() => view().run)
    const after = [JSON.stringify(view()), border.logged()].join("\n")
    for (const secret of new Set(await sentSecrets())) {
      expect(secret.length).toBeGreaterThan(30)
      expect(seen.includes(secret) || after.includes(secret)).toBe(false)
    }
  })

  test("is waited for while the sign-in service does not know it", async () => {
    const { run, held } = await open()
    await withDelay(2500)
    const ended = await run()
    expect([ended.outcome, ended.refusals > 0, held() !== null]).toEqual(["done", true, true])
    expect(await left()).toEqual([])
  })

  test("is waited for no longer than a minute and a half", async () => {
    const { begin, view } = await open()
    await withDelay(600_000)
    await begin()
    await vi.waitFor(() => expect(view().run?.refusals).toBeGreaterThan(0), { timeout: 10_000 })
    jump(91_000)
    const ended = await runEnds(() => view().run)
    expect([ended.outcome, view().trouble?.code]).toEqual(["failed", "AADSTS7000215"])
    expect([await left(), notes()]).toEqual([[], []])
  })

  test("serves again from memory, so that no second one is made", async () => {
    const { run, begin, view } = await open()
    await run()
    await begin()
    expect([view().held?.isCached, view().run]).toEqual([true, null])
    const added = (await received("graph")).filter(({ url }) => url.includes("addPassword"))
    expect(added).toHaveLength(1)
  })

  test("is made once, however often the button is pressed", async () => {
    const { begin, view } = await open()
    await withDelay(1500)
    await Promise.all([begin(), begin(), begin()])
    await begin()
    await runEnds(() => view().run)
    const added = (await received("graph")).filter(({ url }) => url.includes("addPassword"))
    expect([added.length, await left()]).toEqual([1, []])
  })
})

describe("cancelling", () => {
  test("while it is waited for removes the secret", async () => {
    const { begin, view, border, session, target, held } = await open()
    await withDelay(600_000)
    await begin()
    await there()
    border.cancelRun(session, target.id)
    expect(view().run?.outcome).toBe("cancelling")
    const ended = await runEnds(() => view().run)
    expect([ended.outcome, view().trouble?.title, held()]).toEqual(["cancelled", "Cancelled", null])
    expect([await left(), notes()]).toEqual([[], []])
  })

  test("while it is being made removes it as soon as it is there", async () => {
    const { begin, view, border, session, target } = await open()
    await begin()
    border.cancelRun(session, target.id)
    const ended = await runEnds(() => view().run)
    expect(["cancelled", "done"]).toContain(ended.outcome)
    expect([await left(), notes()]).toEqual([[], []])
  })

  test("when the token is on its way keeps none", async () => {
    const { begin, view, border, session, target, held } = await open()
    await border.takeConsoleToken({ id: "warm", oid: "warm" }, target)
    await begin()
    await there()
    border.cancelRun(session, target.id)
    await runEnds(() => view().run)
    expect([held(), await left()]).toEqual([null, []])
  })
})

describe("acting for the operator", () => {
  test("without the operator's token has to be renewed first, and nothing is noted", async () => {
    const border = await startConsoleBorder({ DATA_DIR: folder() })
    const target = await targetOf(border)
    const lost = { id: border.openSession("somebody", null), oid: "somebody" }
    await expect(border.takeTokenByTemporarySecret(lost, target)).rejects.toBeInstanceOf(border.NeedsRenewal)
    expect(notes()).toEqual([])
  })

  test("without consent is told with the permission that is missing", async () => {
    const { begin, view } = await open()
    await control("PUT", "/consents", { app: "Calloutscope", scopes: ["User.Read"] })
    await begin()
    expect(view()).toMatchObject({
      run: null,
      trouble: { code: "AADSTS65001", cure: [expect.stringContaining("Application.ReadWrite.All")] },
    })
    expect(notes()).toEqual([])
  })

  test("behind a policy that wants a second factor is told so", async () => {
    const { begin, view } = await open()
    await control("PUT", "/conditional-access", { multifactor: true })
    await begin()
    expect(view().trouble).toMatchObject({ code: "AADSTS50076" })
  })
})
