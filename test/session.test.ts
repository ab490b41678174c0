import { tmpdir } from "node:os"
import { beforeEach, expect, test, vi } from "vitest"

const settings = {
  AZURE_TENANT_ID: "3f6b2c1e-7a4d-4d2b-9f5e-0c1d2e3f4a5b",
  AZURE_CLIENT_ID: "c0a50000-1111-4aaa-8bbb-000000000001",
  AZURE_CLIENT_SECRET: "a-secret",
  NEXTAUTH_URL: "http://localhost:42380",
  NEXTAUTH_SECRET: "0123456789012345678901234567890123456789",
  DATA_DIR: tmpdir(),
}

/** The sign-in and the custody of a process that has just started. */
async function start() {
  vi.unstubAllEnvs()
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value)
  vi.resetModules()
  Reflect.deleteProperty(globalThis, "calloutscope")
  const { authOptions } = await import("@/lib/auth")
  const custody = await import("@/lib/remote/custody")
  const { callbacks, events } = authOptions()
  /** Whom a cookie with these members names, as every page and `/api/auth/session` reads it. */
  const told = async (sid: string) => {
    const nowS = Math.floor(Date.now() / 1000)
    const token = {
      oid: "casey",
      name: "Casey",
      principalName: "casey@contoso.com",
      roles: ["Console.Reader"],
    }
    const session = { expires: new Date().toISOString(), operator: null }
    return callbacks?.session?.({
      session,
      token: { ...token, sid, signedInAt: nowS, seenAt: nowS },
      // What next-auth asks for besides is for sessions in a database.
      user: { id: "", email: "", emailVerified: null },
      newSession: undefined,
      trigger: "update",
    })
  }
  return { told, events, ...custody }
}

let console: Awaited<ReturnType<typeof start>>
beforeEach(async () => {
  console = await start()
})

test("a cookie that was copied before its owner signed out names nobody afterwards", async () => {
  const sid = console.openSession("casey", null)
  expect(await console.told(sid)).toMatchObject({ operator: { oid: "casey", role: "Console.Reader" } })
  await console.events?.signOut?.({ token: { sid }, session: { expires: "", operator: null } })
  expect(await console.told(sid)).toMatchObject({ operator: null })
})

test("signing out of one session leaves the person's others alone", async () => {
  const [one, other] = [console.openSession("casey", null), console.openSession("casey", null)]
  console.closeSession(one)
  expect([console.isClosed(one), console.isClosed(other)]).toEqual([true, false])
  expect(await console.told(other)).toMatchObject({ operator: { oid: "casey" } })
})

test("a session's id and tokens are no part of what the browser is told of it", async () => {
  const sid = console.openSession("casey", { token: "canary", expiresAt: Date.now() + 60_000 })
  const text = JSON.stringify(await console.told(sid))
  expect(text).not.toContain(sid)
  expect(text).not.toContain("canary")
})

test("a session that is over is remembered for as long as its cookie could last, and no longer", () => {
  vi.useFakeTimers()
  const sid = console.openSession("casey", null)
  console.closeSession(sid)
  vi.advanceTimersByTime(8 * 3600_000 + 1)
  console.openSession("casey", null)
  expect(console.isClosed(sid)).toBe(true)
  vi.advanceTimersByTime(3600_000)
  console.openSession("casey", null)
  expect(console.isClosed(sid)).toBe(false)
  vi.useRealTimers()
})

test("a renewed session keeps what was kept for the one before, and the old one keeps nothing", () => {
  const old = { id: console.openSession("casey", null), oid: "casey" }
  console.keptFor(old, "desk", () => "a run")
  const renewed = { id: console.openSession("casey", null, old.id), oid: "casey" }
  expect(console.keptFor(renewed, "desk", () => "nothing")).toBe("a run")
  expect(console.keptFor(old, "desk", () => "nothing")).toBe("nothing")
})

test("somebody else in the same browser gets nothing of the session before", () => {
  const old = { id: console.openSession("casey", null), oid: "casey" }
  console.keptFor(old, "desk", () => "a run")
  const other = { id: console.openSession("mona", null, old.id), oid: "mona" }
  expect(console.keptFor(other, "desk", () => "nothing")).toBe("nothing")
})
