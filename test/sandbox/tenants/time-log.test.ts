import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { allOfIt, type Span, TimeLog } from "../../../sandbox/tenants/time-log"
import { WrittenRows } from "../../../sandbox/tenants/written-rows"

type Row = { id: string; correlationId: string; at: string }

const timeOf = ({ at }: Row) => at
const row = (id: string, ms: number, correlationId = `of ${id}`): Row => ({
  id,
  correlationId,
  at: new Date(ms).toISOString(),
})

/** A log with written rows and, by seed, an invented past each. */
function logOf(written: readonly Row[], ...pasts: (readonly Row[])[]): TimeLog<Row> {
  const log = new TimeLog(timeOf)
  for (const one of written) log.add(one)
  for (const [seed, rows] of pasts.entries()) log.setPast(seed, new WrittenRows(timeOf, rows))
  return log
}

const ids = (rows: Iterable<Row>) => [...rows].map(({ id }) => id)
const walked = (log: TimeLog<Row>, span: Partial<Span> = {}) => ids(log.walk({ ...allOfIt, ...span }))

describe("a walk", () => {
  test("goes by time, and by id among rows of one time", () => {
    const log = logOf([row("d", 2000), row("b", 1000), row("c", 1000)], [row("a", 1000), row("e", 1500)])
    expect(walked(log)).toEqual(["a", "b", "c", "e", "d"])
    expect(walked(log, { newestFirst: true })).toEqual(["d", "e", "c", "b", "a"])
  })

  test("takes both ends of its span in", () => {
    const log = logOf([row("a", 1), row("b", 2), row("c", 3), row("d", 4)])
    expect(walked(log, { fromMs: 2, toMs: 3 })).toEqual(["b", "c"])
  })

  test("of an empty log ends at once", () => {
    expect(walked(logOf([], []))).toEqual([])
  })

  test("goes on after any row as the whole walk does, whatever is written and invented", () => {
    const times = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 8 })
    fc.assert(
      fc.property(times, times, times, fc.boolean(), (written, first, second, newestFirst) => {
        const rows = (name: string, some: readonly number[]) => some.map((ms, index) => row(name + index, ms))
        const pasts = [rows("p", first), rows("q", second)]
        const log = logOf(rows("w", written), ...pasts)
        const whole = walked(log, { newestFirst })
        expect(whole).toHaveLength(written.length + first.length + second.length)
        expect(new Set(whole).size).toBe(whole.length)
        for (const [index, id] of whole.entries()) {
          const atMs = Date.parse(log.find(id)?.at ?? "")
          expect(walked(log, { newestFirst, after: { atMs, id } })).toEqual(whole.slice(index + 1))
        }
      }),
    )
  })

  test("shows each row that was there once, though others arrive between its parts", () => {
    const log = logOf([row("a", 1000), row("c", 1000)], [row("b", 1000)])
    log.add(row("aa", 1000))
    log.add(row("z", 9000))
    expect(walked(log, { newestFirst: true, after: { atMs: 1000, id: "b" } })).toEqual(["aa", "a"])
  })
})

describe("wanted rows", () => {
  const log = logOf([row("a", 1, "x"), row("b", 2, "x"), row("c", 3, "y")], [row("d", 2, "x")])
  const any = { matches: () => true, members: [] }

  test("are those that pass the test", () => {
    const wanted = { matches: ({ id }: Row) => id > "b", members: ["id"] }
    expect(ids(log.walk(allOfIt, wanted))).toEqual(["d", "c"])
  })

  test("can be narrowed to an id or a correlation id", () => {
    expect(ids(log.walk(allOfIt, { ...any, id: "c" }))).toEqual(["c"])
    expect(ids(log.walk(allOfIt, { ...any, correlationId: "x" }))).toEqual(["a", "b", "d"])
    expect(ids(log.walk({ ...allOfIt, toMs: 1 }, { ...any, correlationId: "x" }))).toEqual(["a"])
    expect(ids(log.walk(allOfIt, { ...any, id: "none" }))).toEqual([])
  })
})

describe("the newest row", () => {
  test("is the one that was written last among rows of one time", () => {
    expect(logOf([row("b", 5), row("a", 5)]).newest?.id).toBe("a")
  })

  test("is an invented one only when that is later", () => {
    expect(logOf([row("a", 5)], [row("b", 5)]).newest?.id).toBe("a")
    expect(logOf([row("a", 5)], [row("b", 6)]).newest?.id).toBe("b")
    expect(logOf([], [row("b", 6)]).newest?.id).toBe("b")
  })

  test("of an empty log is undefined", () => {
    expect(logOf([]).newest).toBeUndefined()
  })
})

test("a past of the same seed takes the place of the earlier one, and the written rows stay", () => {
  const log = logOf([row("a", 1)], [row("b", 2), row("c", 3)])
  log.setPast(0, new WrittenRows(timeOf, [row("d", 4)]))
  expect(walked(log)).toEqual(["a", "d"])
  expect(log.size).toBe(2)
  expect(log.find("b")).toBeUndefined()
})

test("rows of one correlation id come oldest first from wherever they are", () => {
  const log = logOf([row("a", 9, "x"), row("b", 3, "x")], [row("c", 5, "x"), row("d", 1, "y")])
  expect(ids(log.ofCorrelation("x"))).toEqual(["b", "c", "a"])
  expect(log.ofCorrelation("z")).toEqual([])
})
