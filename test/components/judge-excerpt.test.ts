import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { excerptOf } from "@/components/judge-excerpt"

const marked = (text: string, line: number, column: number) => {
  const { lines, caret } = excerptOf(text, { line, column })
  const shown = lines.find(({ number }) => number === caret?.number)
  return shown && caret ? shown.text[caret.offset] : undefined
}

describe("the excerpt of a body", () => {
  test("is the whole of a short one", () => {
    const { lines, linesBefore, linesAfter } = excerptOf("a\r\nb\nc", { line: 2, column: 1 })
    expect(lines.map(({ text }) => text)).toEqual(["a", "b", "c"])
    expect([linesBefore, linesAfter]).toEqual([0, 0])
  })

  test("is the lines around the place of a long one, by their own numbers", () => {
    const text = Array.from({ length: 500 }, (_, index) => `line ${index + 1}`).join("\n")
    const { lines, linesBefore, linesAfter } = excerptOf(text, { line: 250, column: 1 })
    expect(lines[0]).toEqual({ number: 241, text: "line 241" })
    expect(linesBefore + lines.length + linesAfter).toBe(500)
  })

  test("cuts a long line around the column and still marks the same character", () => {
    const text = `${"z".repeat(3000)}#${"y".repeat(3000)}`
    expect(marked(text, 1, 3001)).toBe("#")
    expect(excerptOf(text, { line: 1, column: 3001 }).lines[0]?.text.length).toBeLessThan(160)
  })

  test("marks the character of the place in any text", () =>
    fc.assert(
      fc.property(
        fc.array(fc.string({ minLength: 1, maxLength: 400, unit: "grapheme-ascii" }), {
          minLength: 1,
          maxLength: 80,
        }),
        fc.nat(),
        fc.nat(),
        (rows, row, column) => {
          const line = row % rows.length
          const text = rows[line] ?? ""
          const at = column % text.length
          expect(marked(rows.join("\n"), line + 1, at + 1)).toBe(text[at])
        },
      ),
    ))
})
