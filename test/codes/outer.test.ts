import { describe, expect, test } from "vitest"
import { outerCodes } from "../../lib/codes/catalogue"

describe.each(outerCodes)("outer code $code", (record) => {
  test("is complete and leads to Microsoft's page", () => {
    expect(record.title).toMatch(/^[A-Z].*[a-z)]$/)
    for (const text of [record.meaning, ...record.next]) expect(text).toMatch(/^[A-Z].*\.$/)
    expect(record.next.length).toBeGreaterThan(0)
    expect(new URL(record.docs).origin).toBe("https://learn.microsoft.com")
  })
})

test("the two wrappers and the two unrelated numbers are named as such", () => {
  const related = (relation: string) =>
    outerCodes.filter((outer) => outer.relation === relation).map(({ code }) => code)
  expect(related("wrapper")).toEqual(["AADSTS1100001", "AADSTS1100000"])
  expect(related("unrelated")).toEqual(["AADSTS1003031", "AADSTS1003037"])
})

test("no code and no title is repeated", () => {
  expect(new Set(outerCodes.map(({ code }) => code)).size).toBe(outerCodes.length)
  expect(new Set(outerCodes.map(({ title }) => title)).size).toBe(outerCodes.length)
})
