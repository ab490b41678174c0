import { describe, expect, test } from "vitest"
import { outerCodes } from "../../lib/codes/catalogue"
import { explain } from "../../lib/codes/explain"
import { lookUp } from "../../lib/codes/look-up"

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

describe("the row AADSTS11000xx", () => {
  test.each(["AADSTS1100002", "aadsts1100099", "1100042"])(
    "%s is a wrapper without a description",
    (code) => {
      expect(lookUp(code)).toMatchObject({
        kind: "outer",
        record: { relation: "wrapper", basis: "inferred", title: "A wrapper without description" },
      })
      expect(explain(code).outer.map(({ relation }) => relation)).toEqual(["wrapper"])
      expect(explain(code).notes).toEqual([expect.stringContaining("hides the reason")])
    },
  )

  test("ends at two digits", () => {
    for (const code of ["AADSTS1100100", "AADSTS110000", "AADB2C1100002"])
      expect(explain(code).outer).toEqual([])
  })

  test("counts inside a text only when the text calls it a code", () => {
    expect(explain("order 1100042 was shipped").outer).toEqual([])
    expect(explain("order 1100001 was shipped").outer).toHaveLength(1)
  })

  test("keeps the records that exist", () => {
    expect(lookUp("AADSTS1100001")?.record).toBe(outerCodes[0])
  })
})

test("no code and no title is repeated", () => {
  expect(new Set(outerCodes.map(({ code }) => code)).size).toBe(outerCodes.length)
  expect(new Set(outerCodes.map(({ title }) => title)).size).toBe(outerCodes.length)
})
