import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { lineChanges, shownLines } from "@/components/code-changes"

const changed = (before: string, after: string) => {
  const changes = lineChanges(before, after)
  const names = (lines: (typeof changes)["before"]) =>
    lines.filter((line) => line.changed).map(({ text }) => text)
  return { before: names(changes.before), after: names(changes.after) }
}

describe("lines of two texts", () => {
  test("are marked where the other text does not have them", () =>
    expect(changed("a\nb\nc\nd", "a\nx\nc\ny\nd")).toEqual({ before: ["b"], after: ["x", "y"] }))

  test("are not marked when the texts are equal", () =>
    expect(changed("a\nb", "a\nb")).toEqual({ before: [], after: [] }))

  test("count one by one when the same line comes often", () =>
    expect(changed("}\n}\n}", "}\n}")).toEqual({ before: ["}"], after: [] }))

  const texts = fc.array(fc.constantFrom("a", "b", "c", "{", "}"), { maxLength: 12 })
  test("that are not marked read the same on both sides", () =>
    fc.assert(
      fc.property(texts, texts, (one, other) => {
        const { before, after } = lineChanges(one.join("\n"), other.join("\n"))
        const kept = (lines: typeof before) => lines.filter((line) => !line.changed).map(({ text }) => text)
        expect(kept(before)).toEqual(kept(after))
      }),
    ))

  test("of two long texts without anything in common are all marked", () => {
    const long = (letter: string) =>
      Array.from({ length: 2000 }, (_, index) => `${letter}${index}`).join("\n")
    expect(changed(long("a"), long("b")).before).toHaveLength(2000)
  })
})

describe("lines as a page shows them", () => {
  const lines = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      number: index + 1,
      text: `line ${index + 1}`,
      changed: true,
    }))

  test("are left out in the middle of a long run, with their number", () => {
    const shown = shownLines(lines(150))
    expect(shown).toHaveLength(14)
    expect(shown[9]).toMatchObject({ left: 137 })
    expect(shown.at(-1)).toMatchObject({ text: "line 150" })
  })
  test("are all there when they are few", () => expect(shownLines(lines(18))).toHaveLength(18))
  test("are cut when they are very long", () => {
    const [line] = shownLines([{ number: 1, text: "x".repeat(5000), changed: false }])
    expect(line && "text" in line ? line.text : "").toMatch(/^x{400}\u2026 \(4600 more characters\)$/)
  })
})
