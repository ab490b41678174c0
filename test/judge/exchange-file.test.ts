import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { judge } from "@/lib/judge"
import { readExchangeFile } from "@/lib/judge/exchange-file"
import type { Exchange } from "@/lib/model/exchange"
import { examples } from "./vectors"

const plain = { eventType: "emailOtpSend", httpStatus: 200, headers: {}, body: "{}", latencyMs: 1 }

/** The exchanges of a file that has to be readable. */
function exchangesOf(text: string): readonly Exchange[] {
  const file = readExchangeFile(text)
  if (!file.ok) throw new Error(file.problems.join("\n"))
  return file.exchanges
}

/** The only exchange of a file. */
function exchangeOf(members: object): Exchange {
  const [exchange] = exchangesOf(JSON.stringify(members))
  if (!exchange) throw new Error("The file has no exchange.")
  return exchange
}

function problemsOf(text: string): readonly string[] {
  const file = readExchangeFile(text)
  return file.ok ? [] : file.problems
}

describe("a file is read", () => {
  test("with one exchange", () => expect(exchangeOf(plain)).toEqual(plain))

  test("with a list of them, in order", () => {
    const names = ["one", "two", "three"]
    const list = names.map((name) => ({ ...plain, name }))
    expect(exchangesOf(JSON.stringify(list)).map(({ name }) => name)).toEqual(names)
  })

  test("with an empty list", () => expect(exchangesOf(" [] ")).toEqual([]))

  test("with a byte order mark before it", () =>
    expect(exchangesOf(`\uFEFF${JSON.stringify(plain)}`)).toEqual([plain]))

  test("with members that mean nothing to it", () => {
    expect(exchangeOf({ ...plain, expected: "ok", source: "x", confidence: 3 })).toEqual(plain)
  })

  test("with header values that are lists", () => {
    expect(exchangeOf({ ...plain, headers: { Vary: ["a", "b"], Date: "c" } }).headers).toEqual({
      Vary: "a, b",
      Date: "c",
    })
  })

  test.each([
    [{ Vary: ["a", "a"] }, { Vary: "a" }],
    [{ Vary: ["a", "b", "a"] }, { Vary: "a, b, a" }],
    [{ Vary: [] }, { Vary: "" }],
    [
      { Vary: "a", Date: "c", vary: "b" },
      { Vary: "a, b", Date: "c" },
    ],
    [{ Vary: ["a", "a"], vary: "a" }, { Vary: "a" }],
  ])("with %j as headers", (headers, read) => {
    expect(exchangeOf({ ...plain, headers }).headers).toEqual(read)
  })

  test("with a header of very many values", () => {
    const values = Array.from({ length: 300_000 }, (_, index) => String(index % 2))
    expect(exchangeOf({ ...plain, headers: { Vary: values } }).headers.Vary).toHaveLength(899_998)
  })

  test.each([100, 599])("with the status %i", (httpStatus) => {
    expect(exchangeOf({ ...plain, httpStatus }).httpStatus).toBe(httpStatus)
  })

  test("with null for what may be absent", () => {
    const empty = {
      name: null,
      attemptsMs: null,
      transport: null,
      clientConfiguration: null,
      requestContext: null,
    }
    expect(exchangeOf({ ...plain, ...empty })).toEqual(plain)
    const inner = {
      clientConfiguration: { timeoutInMilliseconds: null, maximumRetries: null },
      requestContext: { nonce: null, attributeTypes: null, mappedClaimIds: null },
    }
    expect(exchangeOf({ ...plain, ...inner })).toEqual({
      ...plain,
      clientConfiguration: {},
      requestContext: {},
    })
  })

  test("with null for an answer that did not come", () => {
    const silent = { ...plain, httpStatus: null, headers: null, body: null }
    expect(exchangeOf(silent)).toEqual({ ...silent, headers: {} })
  })

  test("without a latency where the attempts have theirs", () => {
    const { latencyMs, ...timeless } = plain
    expect(exchangeOf({ ...timeless, attemptsMs: [2100, 90] })).toMatchObject({
      latencyMs: 0,
      attemptsMs: [2100, 90],
    })
  })

  test("with no more than an event and a failed transport", () => {
    expect(exchangeOf({ eventType: "emailOtpSend", transport: "dns" })).toEqual({
      eventType: "emailOtpSend",
      transport: "dns",
      httpStatus: null,
      headers: {},
      body: null,
      latencyMs: 0,
    })
  })

  test.each(examples)("and judged as it was written: $name", (example) => {
    expect(judge(exchangeOf(example))).toEqual(judge(example))
  })
})

describe("a text that is no JSON is refused with its place", () => {
  test.each([
    ["", "The input is empty."],
    [" \n", "The input is empty."],
    ["[\n  {},\n]", "The input is not JSON: line 3, column 1: a value has to stand here."],
    ['{\n  "a": 1\n  "b": 2\n}', "The input is not JSON: line 3, column 3: a comma has to stand here."],
    ['{"a"\n:1', "The input is not JSON: line 2, column 3: a closing } has to stand here."],
    [
      "{}\n{}",
      "The input is not JSON: line 2, column 1: the JSON has ended before this; several exchanges have to stand in one list.",
    ],
    [
      '{}\n, {"a": 1}',
      "The input is not JSON: line 2, column 1: the JSON has ended before this; several exchanges have to stand in one list.",
    ],
    ["{} 5", "The input is not JSON: line 1, column 4: the JSON has ended before this."],
    ["{}}", "The input is not JSON: line 1, column 3: the JSON has ended before this."],
    ["{} {junk", "The input is not JSON: line 1, column 4: the JSON has ended before this."],
    ["{\0}\0", "The input is UTF-16 without a byte order mark; save it as UTF-8."],
    ["\0{\0}", "The input is UTF-16 without a byte order mark; save it as UTF-8."],
    ["\uFFFD\uFFFD\0{\0}", "The input is UTF-16 in big-endian order; save it as UTF-8."],
    ["// x\n{}", "The input is not JSON: line 1, column 1: JSON has no comments."],
    ["nothing", "The input is not JSON: line 1, column 1: this is no JSON value."],
    ["[".repeat(100_000), "The input is not JSON, and it is nested more than 500 levels deep."],
  ])("%j", (text, problem) => expect(problemsOf(text)).toEqual([problem]))

  test("which brackets inside strings do not count as depth", () => {
    expect(problemsOf(`["${"[".repeat(1000)}",]`)).toEqual([
      "The input is not JSON: line 1, column 1005: a value has to stand here.",
    ])
  })
})

describe("a wrong member is named with its place", () => {
  test.each([
    [
      { eventType: "pageRenderStart" },
      'eventType (line 1, column 1) is "pageRenderStart"; it has to be one of tok',
    ],
    [{ httpStatus: "200" }, 'httpStatus (line 1, column 1) is "200"; it has to be a whole number'],
    [{ httpStatus: 200.5 }, "httpStatus (line 1, column 1) is 200.5; it has to be a whole number"],
    [{ httpStatus: -1 }, "httpStatus (line 1, column 1) is -1; it has to be a whole number from 100 to 599"],
    [{ httpStatus: 99999 }, "httpStatus (line 1, column 1) is 99999; it has to be a whole number"],
    [{ httpStatus: 99 }, "httpStatus (line 1, column 1) is 99; it has to be a whole number"],
    [{ httpStatus: 600 }, "httpStatus (line 1, column 1) is 600; it has to be a whole number"],
    [
      { clientConfiguration: { maximumRetries: 0.5 } },
      "clientConfiguration.maximumRetries (line 1, column 1) is 0.5; it has to be a whole number of retries",
    ],
    [
      { clientConfiguration: { timeoutInMilliseconds: 1999.5 } },
      "clientConfiguration.timeoutInMilliseconds (line 1, column 1) is 1999.5; it has to be a whole number of milli",
    ],
    [
      { clientConfiguration: { timeoutInMilliseconds: -1 } },
      "clientConfiguration.timeoutInMilliseconds (line 1, column 1) is -1; it has to be a whole number of milli",
    ],
    [
      { headers: [] },
      "headers (line 1, column 1) is a list; it has to be an object of header names and values.",
    ],
    [
      { headers: { Date: 1 } },
      "headers.Date (line 1, column 1) is 1; it has to be a string or a list of strings.",
    ],
    [
      { headers: { "X-A": [1] } },
      'headers["X-A"] (line 1, column 1) is a list; it has to be a string or a list',
    ],
    [
      { body: {} },
      "body (line 1, column 1) is an object; it has to be the raw text of the answer as one string",
    ],
    [
      { latencyMs: -1 },
      "latencyMs (line 1, column 1) is -1; it has to be a number of milliseconds, 0 or more.",
    ],
    [
      { attemptsMs: [1, "2"] },
      'attemptsMs[1] (line 1, column 1) is "2"; it has to be a number of milliseconds',
    ],
    [
      { transport: "http" },
      'transport (line 1, column 1) is "http"; it has to be one of dns, refused, tls, reset',
    ],
    [{ clientConfiguration: 5 }, "clientConfiguration (line 1, column 1) is 5; it has to be an object."],
    [
      { clientConfiguration: { maximumRetries: -1 } },
      "clientConfiguration.maximumRetries (line 1, column 1) is -1; it has to be a whole number of retries, 0 or more.",
    ],
    [
      { requestContext: { attributeTypes: { city: 1 } } },
      "requestContext.attributeTypes.city (line 1, column 1) is 1; it has to be a string.",
    ],
  ])("%j", (members, problem) => {
    const where = JSON.stringify({ ...plain, ...members })
    expect(problemsOf(where).map((text) => text.replace(/column \d+/, "column 1"))).toEqual([
      expect.stringContaining(problem),
    ])
  })

  test.each(["eventType", "httpStatus", "headers", "body", "latencyMs"])("%s may not be absent", (member) => {
    const rest = Object.entries(plain).filter(([name]) => name !== member)
    expect(problemsOf(JSON.stringify(Object.fromEntries(rest)))).toEqual([
      expect.stringContaining(`${member} (line 1, column 1) is missing; it has to be`),
    ])
  })

  test("in a list by its index, with the line and column of its value", () => {
    const text = `[\n${JSON.stringify(plain)},\n{"httpStatus":\n  "200", "headers": {}, "body": null, "latencyMs": 1}, 7]`
    expect(problemsOf(text)).toEqual([
      expect.stringMatching(/^exchanges\[1\]\.eventType \(line 3, column 1\) is missing; /),
      expect.stringMatching(/^exchanges\[1\]\.httpStatus \(line 4, column 3\) is "200"; /),
      "exchanges[2] (line 4, column 56) is 7; it has to be an object.",
    ])
  })

  test.each([
    ["5", "exchange (line 1, column 1) is 5; it has to be an object."],
    ["null", "exchange (line 1, column 1) is null; it has to be an object."],
    ['"x"', 'exchange (line 1, column 1) is "x"; it has to be an object.'],
  ])("and so is a root that is %s", (text, problem) => expect(problemsOf(text)).toEqual([problem]))

  test("up to ten of them, with the number of the others", () => {
    const problems = problemsOf(JSON.stringify(Array.from({ length: 13 }, () => null)))
    expect(problems).toHaveLength(11)
    expect(problems.at(-1)).toBe("There are 3 more problems.")
  })
})

test("no text and no JSON make it throw", () => {
  const anyText = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.json(),
    fc.json().map((text) => `[${text}`),
  )
  fc.assert(
    fc.property(anyText, (text) => {
      const file = readExchangeFile(text)
      expect(file.ok || file.problems.length > 0).toBe(true)
    }),
    { numRuns: 500 },
  )
})
