import { describe, expect, test } from "vitest"
import { xxHash64 } from "../../../sandbox/logs/kql/functions/hashes"
import { datetimeOf, formatDatetime, msOf, wireDatetime } from "../../../sandbox/logs/kql/values/datetime"
import { parseJson, stringify } from "../../../sandbox/logs/kql/values/json"
import {
  add,
  divide,
  type Long,
  modulo,
  multiply,
  parseLong,
  subtract,
} from "../../../sandbox/logs/kql/values/long"
import { parseDatetime } from "../../../sandbox/logs/kql/values/parse-datetime"
import { formatTimespan, parseTimespan } from "../../../sandbox/logs/kql/values/timespan"

describe("whole numbers of 64 bits", () => {
  const large = 9_223_372_036_854_775_807n

  test("are exact beyond what a JavaScript number holds", () => {
    expect(add(Number.MAX_SAFE_INTEGER, 2)).toBe(9_007_199_254_740_993n)
    expect(subtract(9_007_199_254_740_993n, 2)).toBe(Number.MAX_SAFE_INTEGER)
    expect(multiply(3_037_000_499, 3_037_000_499)).toBe(9_223_372_030_926_249_001n)
    expect(divide(large, 2)).toBe(4_611_686_018_427_387_903n)
    expect(modulo(large, 10)).toBe(7)
  })

  test("wrap around", () => expect(add(large, 1)).toBe(-9_223_372_036_854_775_808n))

  test("never are a negative zero", () => {
    expect(Object.is(multiply(0, -5), 0)).toBe(true)
    expect(Object.is(divide(-1, 2), 0)).toBe(true)
  })

  test.each([
    ["12", 12],
    ["-0x10", -16],
    ["9223372036854775807", large],
    ["9223372036854775808", undefined],
    ["1.0", undefined],
    ["", undefined],
  ] satisfies [string, Long | undefined][])("%j is %s", (text, value) => expect(parseLong(text)).toBe(value))
})

describe("datetimes", () => {
  test.each([
    ["2026-11-20T10:00:00.1234567Z", "2026-11-20T10:00:00.1234567Z"],
    ["2026-11-20 10:00", "2026-11-20T10:00:00.0000000Z"],
    ["2026-11-20", "2026-11-20T00:00:00.0000000Z"],
    ["2026-11-20T10:00:00+02:30", "2026-11-20T07:30:00.0000000Z"],
    ["0001-01-01", "0001-01-01T00:00:00.0000000Z"],
    ["9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59.9999999Z"],
    ["0099-02-28", "0099-02-28T00:00:00.0000000Z"],
    ["2028-02-29", "2028-02-29T00:00:00.0000000Z"],
  ])("%j is read to the tick", (text, written) => {
    const value = parseDatetime(text)
    expect(value !== null && formatDatetime(value)).toBe(written)
  })

  test.each(["2026-02-29", "2026-13-01", "2026-11-20T24:00", "soon"])("%j is none", (text) =>
    expect(parseDatetime(text)).toBeNull(),
  )

  test("are milliseconds and ticks, on either side of their beginning", () => {
    for (const ms of [
      0,
      1,
      -1,
      Date.parse("2026-11-20T10:00:00.123Z"),
      Date.parse("1950-01-01T00:00:00.999Z"),
    ])
      expect(msOf(datetimeOf(ms, 5))).toBe(ms)
  })

  test("go over the wire without the zeros at their end", () => {
    const at = (ticks: number) => wireDatetime(datetimeOf(Date.parse("2026-11-20T10:00:00Z"), ticks))
    expect(at(0)).toBe("2026-11-20T10:00:00Z")
    expect(at(1_200_000)).toBe("2026-11-20T10:00:00.12Z")
    expect(at(1)).toBe("2026-11-20T10:00:00.0000001Z")
  })
})

describe("timespans", () => {
  test.each([
    ["1.5h", "01:30:00"],
    ["2d", "2.00:00:00"],
    ["15 seconds", "00:00:15"],
    ["2", "2.00:00:00"],
    ["0.12:34:56.7", "12:34:56.7000000"],
    ["-1ms", "-00:00:00.0010000"],
    ["10microsecond", "00:00:00.0000100"],
    ["1tick", "00:00:00.0000001"],
  ])("%j is %s", (text, written) => {
    const value = parseTimespan(text)
    expect(value !== undefined && formatTimespan(value)).toBe(written)
  })

  test.each(["", "1x", "25:00:00", "1:60"])("%j is none", (text) =>
    expect(parseTimespan(text)).toBeUndefined(),
  )
})

describe("JSON", () => {
  test.each([
    '{"a":1,"b":[1.0,2.5,null,true,"x"]}',
    "[9223372036854775807,-1]",
    '{"time":"2026-11-20T10:00:00.1234567Z","__proto__":1}',
    '"text"',
    "[]",
  ])("%s comes back as it was", (text) => expect(stringify(parseJson(text))).toBe(text))

  test("that is broken stays text", () => {
    expect(parseJson("{")).toBe("{")
    expect(parseJson("[1.5,")).toBe("[1.5,")
    expect(parseJson("plain")).toBe("plain")
  })
})

// https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md names the algorithm; Kusto's page the second value.
test.each([
  ["", 0xef46db3751d8e999n],
  ["World", 1_846_988_464_401_551_951n],
  ["Nobody inspects the spammish repetition", 0xfbcea83c8a378bf1n],
])("xxHash of %j", (text, hash) => expect(xxHash64(Buffer.from(text))).toBe(hash))
