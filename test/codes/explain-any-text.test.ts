import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { catalogue, outerCodes } from "../../lib/codes/catalogue"
import { explain } from "../../lib/codes/explain"

const correlationId = "aaaa0000-bb11-2222-33cc-444444dddddd"

describe("any text at all", () => {
  const fragments = fc.constantFrom(
    "AADSTS",
    "1003021",
    "1003013",
    "%",
    "%31",
    "\\u003",
    "<",
    "&quot;",
    "Correlation ID",
    ":",
    "\n",
    correlationId,
    "httpStatus",
  )

  test("never makes it throw, and codes are always listed ones", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(fragments).map((parts) => parts.join("")),
    )
    fc.assert(
      fc.property(text, (pasted) => {
        const { codes: found, outer: around } = explain(pasted)
        return (
          found.every((record) => catalogue.includes(record)) &&
          around.every((record) => outerCodes.includes(record))
        )
      }),
      { numRuns: 1000 },
    )
  })

  test("finds a code wherever it stands free", () => {
    const blank = fc.string({ unit: fc.constantFrom(" ", "\n", ",", "<", ">", ";", "(", "]") })
    fc.assert(
      fc.property(blank, fc.constantFrom(...catalogue), blank, (before, record, after) =>
        explain(`${before} ${record.code} ${after}`).codes.includes(record),
      ),
    )
  })

  test.each(["<", "%25", "1003021 ", "a", "7", "correlation id ", "&", "timestamp<a>", "http status "])(
    "five million characters of %j are read in bounded time and said to be cut",
    (unit) => {
      const started = performance.now()
      const { notes } = explain(unit.repeat(5_000_000 / unit.length))
      expect(performance.now() - started).toBeLessThan(3000)
      expect(notes.at(-1)).toContain("first million characters")
    },
  )
})
