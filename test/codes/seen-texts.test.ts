import { expect, test } from "vitest"
import { explain } from "@/lib/codes/explain"
import { lookUp } from "@/lib/codes/look-up"
import { seenTexts } from "@/lib/codes/seen-texts"

test.each(seenTexts)("$code is complete, observed and found by its name", (record) => {
  expect(record.code).toMatch(/^[a-z]+(-[a-z]+)+$/)
  for (const text of [record.meaning, ...record.next]) expect(text).toMatch(/^[A-Z].*\.$/)
  expect(record).toMatchObject({ basis: "observed", relation: "wrapper" })
  expect(lookUp(record.code)).toEqual({ kind: "seen", record })
  expect(explain(`>> ${record.shown.toUpperCase()}, sorry`).seen).toEqual([record])
})

test("a code in the text says more than the text", () => {
  expect(explain("Something went wrong. AADSTS1100001").seen).toEqual([])
})
