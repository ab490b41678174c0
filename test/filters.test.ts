import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { calloutsOf } from "@/lib/callouts/layer"
import { applyFilter, filterHref, type Parameters, parseCalloutId, readFilter } from "@/lib/filters"
import { appliedListener, blocked, signIn } from "./builders/sign-ins"

const extension = "6fc5012e-7665-43d6-9708-4370863f4e6e"

const parametersOf = (href: string): Parameters => {
  const query = new URL(href, "http://localhost").searchParams
  return Object.fromEntries([...new Set(query.keys())].map((name) => [name, query.getAll(name)]))
}

describe("the filter in the URL", () => {
  test("an empty query shows the last 24 hours of everything", () =>
    expect(readFilter({})).toMatchObject({ filter: { range: "24h", layers: [], codes: [] }, problems: [] }))

  test("a filter survives its way through the URL", () => {
    const { filter } = readFilter({ range: "7d", layer: ["call", "response"], code: "1003005", extension })
    expect(readFilter(parametersOf(filterHref(filter))).filter).toEqual(filter)
  })

  test("a value that cannot be used is named and the others stay", () => {
    const { filter, problems } = readFilter({ code: ["abc", "1003005"] })
    expect(filter.codes).toEqual([1003005])
    expect(problems).toEqual([expect.stringContaining("“abc”")])
  })

  test("a time without a zone is read as UTC", () =>
    expect(readFilter({ from: "2026-11-19T14:00" }).filter.from).toBe("2026-11-19T14:00:00.000Z"))

  test("a range that ends before it begins is named and not used", () => {
    const { filter, problems } = readFilter({ from: "2026-11-19T14:00", to: "2026-11-18T14:00" })
    expect([filter.from, filter.to]).toEqual([null, null])
    expect(problems).toHaveLength(1)
  })

  test("a change of the filter starts again at the first page", () => {
    const { filter } = readFilter({ after: `${extension}.0` })
    expect(filterHref(filter, { layers: ["call"] })).toBe("/callouts?layer=call")
  })

  test("any query gives a filter, never an exception", () => {
    const names = fc.constantFrom("range", "from", "to", "layer", "code", "extension", "app", "after")
    const values = fc.oneof(fc.string(), fc.array(fc.string()))
    fc.assert(
      fc.property(
        fc.dictionary(names, values),
        (query) => readFilter(query).filter.range in { "15m": 1, "1h": 1, "24h": 1, "7d": 1, "30d": 1 },
      ),
    )
  })
})

describe("callout ids", () => {
  test("an id names its sign-in and the position in it", () =>
    expect(parseCalloutId(`${extension}.3`)).toEqual({ signInId: extension, position: 3 }))

  test.each(["", "x", "../../etc.1", `${extension}.100`, `${extension}`])("%j names no callout", (id) =>
    expect(parseCalloutId(id)).toBeNull(),
  )
})

describe("what a filter admits", () => {
  const ok = calloutsOf(signIn())
  const failed = calloutsOf(
    signIn({ status: blocked, listeners: [appliedListener({ errorCode: 1003002, httpStatus: 500 })] }),
  )
  const admitted = (query: Parameters) => applyFilter([...ok, ...failed], readFilter(query).filter)

  test("an empty filter admits all", () => expect(admitted({})).toEqual([...ok, ...failed]))
  test("an outcome admits only its own", () => expect(admitted({ layer: "response" })).toEqual(failed))
  test("a code admits the callouts that carry it", () =>
    expect(admitted({ code: "1003002" })).toEqual(failed))
  test("two outcomes admit both", () => expect(admitted({ layer: ["ok", "response"] })).toHaveLength(2))
  test("another extension admits none", () =>
    expect(admitted({ extension: "00000000-0000-4000-8000-000000000000" })).toEqual([]))
})
