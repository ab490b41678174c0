import { describe, expect, test } from "vitest"
import { contosoIds } from "@/sandbox/tenants/ids"
import { next } from "../control"
import { jump } from "./border"
import {
  addByHand,
  asks,
  left,
  ownFolder,
  runEnds,
  sessionAs,
  startConsoleBorder,
  there,
  withDelay,
} from "./test-token-session"

const { folder, open, notes } = ownFolder()

describe("what a killed process left behind", () => {
  /** The note of a run, and its secret on the app: all that is left when the process is gone. */
  async function crash(isTold: boolean) {
    const { border, session } = await open()
    const intent = await border.noteIntent(contosoIds.apiApp)
    const keyId = await addByHand(border, session, intent.runId)
    if (isTold) await border.noteKey({ ...intent, keyId })
    expect(await left()).toHaveLength(1)
    return intent
  }

  test.each([true, false])("is found and removed at the next start (id noted: %s)", async (isTold) => {
    const { runId } = await crash(isTold)
    const { border, session } = await open()
    expect(await border.readLeftSecrets()).toMatchObject([{ runId, why: null }])
    expect(await border.removeLeftSecrets(session)).toEqual({
      left: [],
      removed: 1,
      needsRenewal: false,
      trouble: null,
    })
    expect([await left(), notes()]).toEqual([[], []])
  })

  test("stays shown until an operator's token is there", async () => {
    const { runId } = await crash(true)
    const border = await startConsoleBorder({ DATA_DIR: folder() })
    const lost = { id: border.openSession("somebody", null), oid: "somebody" }
    expect(await border.removeLeftSecrets(lost)).toMatchObject({ left: [{ runId }], needsRenewal: true })
    expect(await left()).toHaveLength(1)
    expect(await border.removeLeftSecrets(await sessionAs(border))).toMatchObject({ left: [], removed: 1 })
    expect(await left()).toEqual([])
  })

  test("leaves other secrets alone", async () => {
    await crash(false)
    const { border, session } = await open()
    await addByHand(border, session, "somebody else's")
    const { border: later, session: operator } = await open()
    await later.removeLeftSecrets(operator)
    expect(await left()).toEqual(["Calloutscope test somebody else's"])
  })

  test("of another tenant's console in the same folder is not touched", async () => {
    await crash(true)
    const border = await startConsoleBorder({
      DATA_DIR: folder(),
      AZURE_TENANT_ID: "6a0c3d2f-8b5e-4e3c-a06f-1d2e3f4a5b6c",
    })
    expect(await border.readLeftSecrets()).toEqual([])
    expect(notes()).toHaveLength(1)
  })

  test("on an app that is gone is over", async () => {
    const { border, session } = await open()
    await border.noteIntent("11111111-2222-4333-8444-555555555555")
    const { border: later, session: operator } = await open()
    expect(await later.removeLeftSecrets(operator)).toMatchObject({ left: [], removed: 1 })
    expect(session.id).not.toBe(operator.id)
  })

  test("is no secret that this process still uses", async () => {
    const { begin, view, border, session } = await open()
    await withDelay(2000)
    await begin()
    await there()
    expect(await border.readLeftSecrets()).toEqual([])
    expect(await border.removeLeftSecrets(session)).toMatchObject({ left: [], removed: 0 })
    expect((await runEnds(() => view().run)).outcome).toBe("done")
  })

  test("is tried again after ten seconds, not with every page", async () => {
    await crash(true)
    const { border, session } = await open()
    await next(asks.remove, { status: 503 })
    await next(asks.list, { status: 503 })
    const first = await border.removeLeftSecrets(session)
    expect(first.left).toMatchObject([{ why: expect.stringContaining("503") }])
    expect((await border.removeLeftSecrets(session)).left).toHaveLength(1)
    jump(10_500)
    expect((await border.removeLeftSecrets(session)).left).toEqual([])
  })
})
