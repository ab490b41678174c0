import { rmSync, writeFileSync } from "node:fs"
import { describe, expect, test } from "vitest"
import { contosoIds } from "@/sandbox/tenants/ids"
import { control, next } from "../control"
import { jump } from "./border"
import { addByHand, asks, left, ownFolder, runEnds, statesOf, there, withDelay } from "./test-token-session"

const { folder, open, notes } = ownFolder()

describe("when a step fails", () => {
  const refusals = [403, 404, 400, 429] as const
  test.each(refusals)("making it: %i leaves nothing behind", async (status) => {
    const { run, view } = await open()
    await next(asks.add, { status, body: { error: { code: "Refused", message: "No." } } })
    const ended = await run()
    expect([ended.outcome, statesOf(ended)]).toEqual([
      "failed",
      ["adding failed", "asking skipped", "removing skipped"],
    ])
    expect([view().trouble !== null, await left(), notes()]).toEqual([true, [], []])
  })

  test("making it: an account without the right is told so", async () => {
    await control("PUT", "/directory-roles", { user: "operator", roles: [] })
    const { run, view } = await open()
    await run()
    expect(view().trouble).toMatchObject({ title: "Your account may not put a secret on this app" })
  })

  test("making it: a policy against secrets is told so", async () => {
    const { run, view } = await open()
    await next(asks.add, {
      status: 400,
      body: { error: { code: "CredentialTypeNotAllowedAsPerAppPolicy", message: "Not allowed." } },
    })
    await run()
    expect(view().trouble).toMatchObject({ title: "A policy of the tenant forbids this secret" })
  })

  const breaks = [
    { reset: true },
    { status: 503 },
    { status: 200, body: 'not JSON {"secretText": "canary-1"' },
  ]
  test.each(breaks)(
    "making it: %j may have made one, so the note stays until that is settled",
    async (answer) => {
      const { run, view, border, session } = await open()
      await next(asks.add, answer)
      const ended = await run()
      expect([ended.outcome, ended.steps[2]?.state, notes().length]).toEqual(["failed", "failed", 1])
      expect(JSON.stringify(view()) + border.logged()).not.toContain("canary-1")
      expect(await border.readLeftSecrets()).toMatchObject([{ runId: ended.runId, keyId: null }])
      jump(121_000)
      expect(await border.removeLeftSecrets(session)).toMatchObject({ left: [], trouble: null })
      expect(notes()).toEqual([])
    },
  )

  test("making it: one that Graph made but did not tell is found by its name", async () => {
    const { border, session, target, view } = await open()
    await next(asks.add, { delayMs: 2500, reset: true })
    await border.takeTokenByTemporarySecret(session, target)
    const runId = view().run?.runId ?? ""
    await addByHand(border, session, runId)
    expect(await left()).toHaveLength(1)
    const ended = await runEnds(() => view().run)
    expect([ended.steps[2]?.state, await left(), notes()]).toEqual(["done", [], []])
  })

  const atTheToken = [
    { reset: true, times: 20 },
    { status: 500, body: "sorry", times: 20 },
    { status: 400, body: { error: "invalid_resource", error_description: "AADSTS500011: No." } },
  ]
  test.each(atTheToken)("the token: %j", async (answer) => {
    const { begin, view } = await open()
    await withDelay(600_000)
    await begin()
    await there()
    await next(asks.token, answer)
    const ended = await runEnds(() => view().run)
    expect([ended.outcome, statesOf(ended)]).toEqual([
      "failed",
      ["adding done", "asking failed", "removing done"],
    ])
    expect([await left(), notes()]).toEqual([[], []])
  })

  test("removing it once or twice is made up for", async () => {
    const { run } = await open()
    await next(asks.remove, { status: 503, times: 2 })
    const ended = await run()
    expect([ended.outcome, ended.steps[2]?.state, await left(), notes()]).toEqual(["done", "done", [], []])
  })

  test("removing it: a directory that does not know it yet is asked again", async () => {
    const { run } = await open()
    const unknown = {
      error: { code: "Request_BadRequest", message: "No password credential found with keyId 'x'." },
    }
    await next(asks.remove, { status: 400, body: unknown })
    await next(asks.list, { status: 200, body: { id: contosoIds.apiApp, passwordCredentials: [] } })
    const ended = await run()
    expect([ended.outcome, ended.steps[2]?.state, await left(), notes()]).toEqual(["done", "done", [], []])
  })

  test("removing it for good: the token is kept, the secret is shown and goes with the next try", async () => {
    const { run, held, border, session } = await open()
    await next(asks.remove, { status: 503, times: 3 })
    const ended = await run()
    expect([ended.outcome, ended.steps[2]?.state, held() !== null]).toEqual(["done", "failed", true])
    expect(await left()).toEqual([`Calloutscope test ${ended.runId}`])
    expect(await border.readLeftSecrets()).toMatchObject([
      { runId: ended.runId, appId: contosoIds.apiApp, why: "Graph answered with status 503." },
    ])
    expect(border.logged()).toContain("temporary-secret-left")
    expect(await border.removeLeftSecrets(session)).toMatchObject({ left: [], removed: 1 })
    expect([await left(), notes()]).toEqual([[], []])
  })

  test("the disk: nothing is made", async () => {
    const { view, border, session, target } = await open()
    rmSync(folder(), { recursive: true })
    writeFileSync(folder(), "a file in the way")
    await border.takeTokenByTemporarySecret(session, target)
    expect([view().trouble?.title, view().run, await left()]).toEqual(["No secret was made", null, []])
  })
})
