import { describe, expect, test } from "vitest"
import { catalogue, outerCodes } from "../../lib/codes/catalogue"
import { explain } from "../../lib/codes/explain"

const codes = (text: string) => explain(text).codes.map(({ code }) => code)
const outer = (text: string) => explain(text).outer.map(({ code }) => code)

const correlationId = "aaaa0000-bb11-2222-33cc-444444dddddd"
const traceId = "0000aaaa-11bb-cccc-dd22-eeeeee333333"
const requestId = "4b9d1a5e-0f0c-4b62-9f0a-6a5d3b7a1f00"

describe("codes", () => {
  test.each([
    "1003021",
    " 1003021\n",
    "AADSTS1003021",
    "aadsts1003021:",
    "code=1003021&x",
    '"errorCode":1003021,',
  ])("%j is 1003021", (text) => expect(codes(text)).toEqual([1003021]))

  test.each(catalogue)("$name is recognised by its name", ({ code, name }) => {
    expect(codes(`inner error ${name}.`)).toEqual([code])
  })

  test.each(["10030211", "21003021", "x1003021", "1003021a", "1003013", "1003028", "AADB2C1003021", ""])(
    "%j is no extension code",
    (text) => expect(codes(text)).toEqual([]),
  )

  test("several codes come once each, in order of appearance", () => {
    expect(codes("1003005, then 1003002, then AADSTS1003005")).toEqual([1003005, 1003002])
  })
})

describe("a pasted message", () => {
  const message =
    "AADSTS1100001: Non-retryable error has occurred. Underlying error 1003002.\r\n" +
    `Trace ID: ${traceId}\r\nCorrelation ID: ${correlationId}\r\nTimestamp: 2026-11-20 10:15:00Z`
  const ids = { correlationId, traceId, timestamp: "2026-11-20 10:15:00Z" }

  test("gives wrapper, inner code and ids", () => {
    expect(codes(message)).toEqual([1003002])
    expect(outer(message)).toEqual(["AADSTS1100001"])
    expect(explain(message).ids).toEqual(ids)
  })

  test("reads the same from JSON", () => {
    const json = JSON.stringify({
      error: "invalid_request",
      error_description: message,
      error_codes: [1100001],
    })
    expect(codes(json)).toEqual([1003002])
    expect(outer(json)).toEqual(["AADSTS1100001"])
    expect(explain(json).ids).toEqual(ids)
  })

  test("reads the same from the address that the app was called back with", () => {
    const address = `https://app.example/callback#${new URLSearchParams({ error: "server_error", error_description: message })}`
    expect(codes(address)).toEqual([1003002])
    expect(explain(address).ids).toEqual(ids)
    expect(explain(encodeURIComponent(address)).ids).toEqual(ids)
  })

  test("reads the same from a page with entities and JSON escapes", () => {
    const page = `<script>$Config={"strServiceExceptionMessage":"\\u003cb\\u003e${message.replaceAll(" ", "\\u0020").replaceAll("\r\n", "\\r\\n")}"}</script>`
    expect(codes(page)).toEqual([1003002])
    expect(explain(page).ids).toEqual(ids)
  })
})

test("an error page gives its ids through tags and entities", () => {
  const page =
    `<div><span class="label">Request Id:</span> <b>${requestId}</b></div>` +
    `<li>Correlation&nbsp;Id: &quot;${correlationId.toUpperCase()}&quot;</li>` +
    "<p>Timestamp: 2026-11-20T10:15:00.1234567Z</p><p>Message: AADSTS1003021: no consent</p>"
  expect(codes(page)).toEqual([1003021])
  expect(explain(page).ids).toEqual({ requestId, correlationId, timestamp: "2026-11-20T10:15:00.1234567Z" })
})

test("a row of the sign-in log gives code, wrapper, ids and advice for the status", () => {
  const row = JSON.stringify({
    createdDateTime: "2026-11-19T14:03:21Z",
    correlationId,
    originalRequestId: requestId,
    status: { errorCode: 1100001 },
    appliedEventListeners: [{ handlerResult: { errorCode: 1003002, httpStatus: 502, numberOfAttempts: 2 } }],
  })
  expect(codes(row)).toEqual([1003002])
  expect(outer(row)).toEqual(["AADSTS1100001"])
  expect(explain(row).ids).toEqual({ correlationId, timestamp: "2026-11-19T14:03:21Z" })
  expect(explain(row).notes).toEqual([
    expect.stringMatching(/^HTTP 502: A Logic App .* Add a Response action/),
  ])
})

describe("ids", () => {
  test.each(["x-ms-request-id", "request_id", "requestId", "Request ID"])("%s is the request id", (label) => {
    expect(explain(`${label}: ${requestId}`).ids).toEqual({ requestId })
  })

  test.each(["client-request-id", "client_request_id", "originalRequestId"])("%s is not", (label) => {
    expect(explain(`${label}: ${requestId}`).ids).toEqual({})
  })

  test("a GUID without a label is no id", () => {
    expect(explain(correlationId).ids).toEqual({})
  })
})

describe("codes around extensions", () => {
  test.each(outerCodes)("$code is recognised", ({ code }) => {
    expect(outer(`${code}: something`)).toEqual([code])
    expect(codes(`${code}: something`)).toEqual([])
  })

  test("a short number counts alone and not in passing", () => {
    expect(outer("50146")).toEqual(["AADSTS50146"])
    expect(outer("order 50146 was shipped")).toEqual([])
  })
})

describe("notes", () => {
  test("a wrapper without its inner code says where to look", () => {
    expect(explain(`AADSTS1100001 Correlation ID: ${correlationId}`).notes).toEqual([
      expect.stringContaining(correlationId),
    ])
  })

  test("a wrapper with its inner code needs no note", () => {
    expect(explain("AADSTS1100001 1003005").notes).toEqual([])
  })

  test("1003013 and a number above the list are named as not documented", () => {
    expect(explain("1003013").notes).toEqual([expect.stringContaining("leaves it out")])
    expect(explain("AADSTS1003028: x").notes).toEqual([expect.stringContaining("ends at 1003027")])
  })

  test("a foreign AADSTS code leads to Microsoft's lookup", () => {
    expect(explain("AADSTS50053: locked account").notes).toEqual([
      expect.stringContaining("https://login.microsoftonline.com/error?code=50053"),
    ])
  })

  test("no attempt at all points at the configuration", () => {
    expect(explain('{"errorCode":1003011,"numberOfAttempts":0}').notes).toEqual([
      expect.stringContaining("configuration first"),
    ])
  })

  const bare = expect.stringMatching(/^A bare number was taken for the code/)

  test.each(["HTTP 1100000 bytes", "order number 1003005 is ready", "<td>1003021</td>"])(
    "%j is recognised, and the bare number is pointed out",
    (text) => {
      expect(codes(text).length + outer(text).length).toBe(1)
      expect(explain(text).notes).toContainEqual(bare)
    },
  )

  test.each([
    "1003005",
    " 1003005, 1003002\n",
    "AADSTS1003005 and 1003002",
    '{"errorCode":1003005}',
    '{"error_codes":[1100001, 7]}',
    "code=1003005&x",
    "<th>Error code</th><td>1003005</td>",
    "Underlying error 1003005.",
    "CustomExtensionTimedOut 1003005",
    "order 7654321 was shipped",
  ])("%j holds no bare number that was taken for a code", (text) => {
    expect(explain(text).notes).not.toContainEqual(bare)
  })

  test("many unknown codes are cut", () => {
    const many = Array.from({ length: 50 }, (_, index) => `AADSTS${60000 + index}`).join(" ")
    expect(explain(many).notes).toHaveLength(6)
    expect(explain(many).notes.at(-1)).toContain("45 more")
  })
})
