import { describe, expect, test } from "vitest"
import { judgeSession } from "@/lib/cookies"

const began = 1_000_000
const session = (seenAt: number) => ({ signedInAt: began, seenAt })

describe("how long a session lasts", () => {
  test("a session just used goes on", () => expect(judgeSession(session(began), began + 10)).toBe("alive"))
  test("a session used some minutes ago is written anew", () =>
    expect(judgeSession(session(began), began + 600)).toBe("touch"))
  test("an hour without a request ends it", () =>
    expect(judgeSession(session(began), began + 3601)).toBe("over"))
  test("eight hours end it, however busy it was", () =>
    expect(judgeSession(session(began + 8 * 3600), began + 8 * 3600 + 1)).toBe("over"))
  test("a cookie without its times is no session", () => expect(judgeSession({}, began)).toBe("over"))
})
