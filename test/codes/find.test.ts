import { describe, expect, test } from "vitest"
import { findCodes } from "@/lib/codes/find"

const numbers = (q: string, fault: Parameters<typeof findCodes>[1] = null) =>
  findCodes(q, fault).codes.map(({ code }) => code)

describe("findCodes", () => {
  test("shows every code for an empty search", () => {
    expect(numbers("")).toHaveLength(27)
    expect(findCodes("", null).outer.length).toBeGreaterThan(0)
  })

  test("finds a code by the words of its causes", () => {
    expect(numbers("logic app")).toContain(1003002)
  })

  test("finds the time-out however it is spelled", () => {
    expect(numbers("timeout")).toContain(1003005)
    expect(numbers("Time-Out")).toContain(1003005)
  })

  test("finds 401 and TLS under the words that people bring", () => {
    expect(numbers("unauthorized")).toEqual([1003002])
    expect(numbers("ssl")).toEqual([1003027])
  })

  test("picks the codes out of a pasted error and keeps its correlation id", () => {
    const pasted =
      "AADSTS1100001: Non-retryable error. 1003021 Correlation ID: 7f3c21aa-1111-4222-8333-444455556666"
    expect(numbers(pasted)).toEqual([1003021])
    expect(findCodes(pasted, null).outer.map(({ code }) => code)).toEqual(["AADSTS1100001"])
    expect(findCodes(pasted, null).ids.correlationId).toBe("7f3c21aa-1111-4222-8333-444455556666")
  })

  test("says why a number of another service finds nothing", () => {
    expect(findCodes("AADSTS50053", null).notes).toHaveLength(1)
  })

  test("searches only the beginning of a long text for words", () => {
    const long = `logic app ${" ".repeat(10_000)} certificate expired`
    expect(numbers(long)).toEqual(numbers("logic app"))
    expect(numbers("x".repeat(1_000_000))).toEqual([])
  })

  test("keeps the remark to itself when the number is the beginning of codes", () => {
    expect(findCodes("10030", null).notes).toEqual([])
  })

  test("filters by fault owner and leaves the codes around out", () => {
    expect(numbers("", "network")).toEqual([1003027])
    expect(findCodes("", "network").outer).toEqual([])
  })

  test("counts what each filter would show, whatever filter is on", () => {
    const { counts } = findCodes("", "network")
    expect(counts).toEqual(findCodes("", null).counts)
    expect(counts.api + counts.configuration + counts.network + counts.load + counts.platform).toBe(27)
  })
})
