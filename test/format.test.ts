import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { counted, exactTime, leavesOf, relativeTime } from "@/lib/format"

const at = "2026-11-19T14:03:22Z"
const now = Date.parse(at)

describe("times", () => {
  test("a moment a few seconds away is just now", () => expect(relativeTime(at, now + 4000)).toBe("just now"))
  test("ninety seconds are one minute", () => expect(relativeTime(at, now + 90_000)).toBe("1 min. ago"))
  test("a moment ahead says so", () => expect(relativeTime(at, now - 7_200_000)).toBe("in 2 hr."))
  test("the exact time names its zone", () => expect(exactTime(at, "UTC")).toBe("2026-11-19 14:03:22 UTC"))
  test("another zone shows its offset", () =>
    expect(exactTime(at, "Asia/Tokyo")).toBe("2026-11-19 23:03:22 GMT+9"))
})

test("a count of one has no plural", () =>
  expect([counted(1, "row"), counted(3120, "row")]).toEqual(["1 row", "3,120 rows"]))

describe("leaves of a JSON value", () => {
  test("each leaf has its path", () =>
    expect(leavesOf({ a: { b: null }, c: [1, { d: "x" }], e: [] })).toEqual([
      { path: "a.b", text: "null" },
      { path: "c[0]", text: "1" },
      { path: "c[1].d", text: "x" },
      { path: "e", text: "[]" },
    ]))

  test("every JSON value has at least one leaf", () =>
    fc.assert(fc.property(fc.jsonValue(), (value) => leavesOf(value).length > 0)))
})
