import { describe, expect, test } from "vitest"
import { catalogue, outerCodes } from "@/lib/codes/catalogue"
import { codeTitle, lookUp, neighbours, outerCode } from "@/lib/codes/look-up"

describe("lookUp", () => {
  test("finds every code by its own address", () => {
    for (const record of catalogue) expect(lookUp(String(record.code))?.record).toBe(record)
    for (const record of outerCodes) expect(lookUp(record.code)?.record).toBe(record)
  })

  test("takes AADSTS in front of an extension's code, in any case", () => {
    expect(lookUp("aadsts1003021")).toEqual(lookUp("1003021"))
  })

  test("finds a code around the family by its bare number", () => {
    expect(lookUp("1100001")?.kind).toBe("outer")
  })

  test("answers an unlisted number with a record that says so", () => {
    expect(lookUp("1003013")).toMatchObject({ kind: "code", listed: false, record: { code: 1003013 } })
  })

  test("knows nothing of an address that is no code", () => {
    for (const address of ["banana", "12", "1003021x", "AADB2C12345", ""]) expect(lookUp(address)).toBeNull()
  })
})

describe("neighbours", () => {
  test("leaf past the missing 1003013", () => {
    const { previous, next } = neighbours(1003013)
    expect([previous?.code, next?.code]).toEqual([1003012, 1003014])
  })

  test("end at both ends", () => {
    expect(neighbours(1003000).previous).toBeUndefined()
    expect(neighbours(1003027).next).toBeUndefined()
  })
})

describe("a number of the log", () => {
  test("has the title of the extension's code", () =>
    expect(codeTitle(1003021)).toBe("Permission not granted"))
  test("has the title of a code around the family", () =>
    expect([codeTitle(50146), outerCode(50146)?.code]).toEqual([
      "App needs its own signing key",
      "AADSTS50146",
    ]))
  test("is on no list when neither knows it", () =>
    expect([codeTitle(1003099), outerCode(1003099)]).toEqual(["Not on Microsoft's list", null]))
})
