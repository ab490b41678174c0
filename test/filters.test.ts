import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { calloutsOf } from "@/lib/callouts/layer"
import {
  applyFilter,
  calloutIdOf,
  filterHref,
  furtherBackHref,
  type Parameters,
  parseCalloutId,
  readFilter,
  wholeRange,
} from "@/lib/filters"
import { appliedListener, blocked, signIn, signUp } from "./builders/sign-ins"

const extension = "6fc5012e-7665-43d6-9708-4370863f4e6e"

const nowMs = Date.parse("2026-11-20T12:00:00Z")

const parametersOf = (href: string): Parameters => {
  const query = new URL(href, "http://localhost").searchParams
  return Object.fromEntries([...new Set(query.keys())].map((name) => [name, query.getAll(name)]))
}

describe("the filter in the URL", () => {
  test("an empty query shows the last 24 hours of everything", () =>
    expect(readFilter({}, nowMs)).toMatchObject({
      filter: { range: "24h", layers: [], codes: [] },
      problems: [],
    }))

  test("a filter survives its way through the URL", () => {
    const { filter } = readFilter(
      {
        range: "7d",
        layer: ["call", "response"],
        source: ["sign-up", "native"],
        event: ["emailOtpSend", "somethingNew", "unknown"],
        code: "1003005",
        extension,
      },
      nowMs,
    )
    expect(readFilter(parametersOf(filterHref(filter)), nowMs).filter).toEqual(filter)
  })

  test("values parted by commas are as many values, each once", () =>
    expect(readFilter({ layer: "pre-call,call,call" }, nowMs).filter.layers).toEqual(["pre-call", "call"]))

  test("a value that cannot be used is named and the others stay", () => {
    const { filter, problems } = readFilter({ code: ["abc", "1003005"] }, nowMs)
    expect(filter.codes).toEqual([1003005])
    expect(problems).toEqual([expect.stringContaining("“abc”")])
  })

  test("a time without a zone is read as UTC", () =>
    expect(readFilter({ from: "2026-11-19T14:00" }, nowMs).filter.from).toBe("2026-11-19T14:00:00.000Z"))

  test("a range that ends before it begins is named and not used", () => {
    const { filter, problems } = readFilter({ from: "2026-11-19T14:00", to: "2026-11-18T14:00" }, nowMs)
    expect([filter.from, filter.to]).toEqual([null, null])
    expect(problems).toHaveLength(1)
  })

  test("a change of the filter starts again at the first page", () => {
    const { filter } = readFilter({ after: `${extension}.0` }, nowMs)
    expect(filterHref(filter, { layers: ["call"] })).toBe("/callouts?layer=call")
  })

  test("any query gives a filter, never an exception", () => {
    const names = fc.constantFrom("range", "from", "to", "layer", "source", "event", "code", "app", "after")
    const values = fc.oneof(fc.string(), fc.array(fc.string()))
    fc.assert(
      fc.property(
        fc.dictionary(names, values),
        (query) =>
          readFilter(query, nowMs).filter.range in { "15m": 1, "1h": 1, "24h": 1, "7d": 1, "30d": 1 },
      ),
    )
  })
})

describe("a custom range", () => {
  const ends = { from: "2026-11-19T14:00:05", to: "2026-11-19T15:00:07" }
  const iso = { from: "2026-11-19T14:00:05.000Z", to: "2026-11-19T15:00:07.000Z" }
  const read = (parameters: Parameters) => readFilter(parameters, nowMs)

  test("counts to the second when the range is absent or custom", () => {
    expect(read(ends)).toMatchObject({ filter: iso, problems: [] })
    expect(read({ ...ends, range: "custom" })).toMatchObject({ filter: iso, problems: [] })
  })

  test("does not count beside a moving range, whatever its ends are", () =>
    expect(read({ from: "x", to: ends.to, range: "7d" })).toMatchObject({
      filter: { range: "7d", from: null, to: null },
      problems: [],
    }))

  test("without an end is named", () =>
    expect(read({ range: "custom", from: "", to: "" }).problems).toEqual([
      expect.stringContaining("needs a start or an end"),
    ]))

  test.each(["from", "to"])("%s in the future is named and not used", (name) => {
    const { filter, problems } = read({ [name]: "2026-11-20T12:00:01" })
    expect([filter.from, filter.to, problems]).toEqual([null, null, [expect.stringContaining("future")]])
  })

  test("that starts more than 30 days back is named and not used", () => {
    const { filter, problems } = read({ from: "2026-10-21T10:59:00", to: "2026-11-19T15:00" })
    expect([filter.from, problems]).toEqual([null, [expect.stringContaining("30 days at most")]])
  })

  test("further back keeps to what Graph holds, also when the link is followed a while later", () => {
    const scanned = { from: "2026-10-01T00:00:00.000Z", backTo: "2026-11-01T00:00:00.000Z" }
    const parameters = parametersOf(furtherBackHref(wholeRange("30d"), scanned, nowMs))
    expect(readFilter(parameters, nowMs + 600_000)).toMatchObject({
      filter: { from: "2026-10-21T12:00:00.000Z", to: scanned.backTo },
      problems: [],
    })
  })
})

describe("callout ids", () => {
  test("an id names its sign-in and the position in it", () =>
    expect(parseCalloutId(`${extension}.3`)).toEqual({ kind: "signIn", rowId: extension, position: 3 }))

  test("that of a sign-up says so, and the rows of the two logs are never mistaken for each other", () => {
    const ids = [signIn({ id: extension }), signUp({ id: extension })].map((row) => calloutIdOf(row, 1))
    expect(new Set(ids).size).toBe(2)
    expect(ids.map((id) => parseCalloutId(id)?.kind)).toEqual(["signIn", "signUp"])
    expect(ids.map((id) => parseCalloutId(id)?.rowId)).toEqual([extension, extension])
  })

  test("a sign-in whose id begins like the mark of a sign-up stays one", () =>
    expect(parseCalloutId("signup-7.0")).toEqual({ kind: "signIn", rowId: "signup-7", position: 0 }))

  test.each([
    "",
    "x",
    "../../etc.1",
    `${extension}.100`,
    `${extension}`,
    `SignUp.${extension}.0`,
    `signup.signup.${extension}.0`,
    "signup..0",
  ])("%j names no callout", (id) => expect(parseCalloutId(id)).toBeNull())
})

describe("what a filter admits", () => {
  const ok = calloutsOf(signIn())
  const failed = calloutsOf(
    signIn({ status: blocked, listeners: [appliedListener({ errorCode: 1003002, httpStatus: 500 })] }),
  )
  const admitted = (query: Parameters) => applyFilter([...ok, ...failed], readFilter(query, nowMs).filter)

  test("an empty filter admits all", () => expect(admitted({})).toEqual([...ok, ...failed]))
  test("an outcome admits only its own", () => expect(admitted({ layer: "response" })).toEqual(failed))
  test("a code admits the callouts that carry it", () =>
    expect(admitted({ code: "1003002" })).toEqual(failed))
  test("a source admits only its own, several admit each", () => {
    const ofSignUp = calloutsOf(signUp())
    const all = [...ok, ...ofSignUp]
    const by = (source: string[]) => applyFilter(all, readFilter({ source }, nowMs).filter)
    expect(by(["sign-up"])).toEqual(ofSignUp)
    expect(by(["native"])).toEqual([])
    expect(by(["sign-up", "interactive"])).toEqual(all)
  })
  test("an event admits only its own, also one that nobody knows", () => {
    const novel = calloutsOf(signIn({ listeners: [appliedListener({ eventType: "somethingNew" })] }))
    const by = (event: string) => applyFilter([...ok, ...novel], readFilter({ event }, nowMs).filter)
    expect(by("tokenIssuanceStart")).toEqual(ok)
    expect(by("somethingNew")).toEqual(novel)
  })
  test("what is no name of an event is named and not used", () =>
    expect(readFilter({ event: "a b" }, nowMs)).toMatchObject({
      filter: { events: [] },
      problems: [expect.stringContaining("“a b”")],
    }))
  test("two outcomes admit both", () => expect(admitted({ layer: ["ok", "response"] })).toHaveLength(2))
  test("another extension admits none", () =>
    expect(admitted({ extension: "00000000-0000-4000-8000-000000000000" })).toEqual([]))
})
