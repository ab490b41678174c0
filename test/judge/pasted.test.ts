import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { catalogue } from "@/lib/codes/catalogue"
import { type Pasted, readPasted, writeAnswer } from "@/lib/judge/pasted"

type Read = Extract<Pasted, { ok: true }>

function read(text: string): Read {
  const pasted = readPasted(text)
  if (!pasted.ok) throw new Error(pasted.problems.join(" "))
  return pasted
}

const body = '{"data":{}}'

describe("a response as curl prints it", () => {
  test.each([
    ["HTTP/1.1 200 OK", 200],
    ["HTTP/1.0 404 Not Found", 404],
    ["HTTP/2 200", 200],
    ["HTTP/2 401 ", 401],
    ["http/3 503", 503],
  ])("%j gives its status", (line, httpStatus) => {
    const { kind, answer, assumed } = read(`${line}\ncontent-type: application/json\n\n${body}`)
    expect(kind).toBe("response")
    expect(answer).toEqual({
      httpStatus,
      headers: { "content-type": "application/json" },
      body,
      latencyMs: 0,
    })
    expect(assumed).toEqual([])
  })

  test("ends its lines with CR LF or LF alike", () => {
    const lines = ["HTTP/1.1 200 OK", "Content-Type: application/json", "", "{", '  "data": {}', "}"]
    expect(read(lines.join("\r\n")).answer).toEqual(read(lines.join("\n")).answer)
  })

  test.each([
    ["100 Continue", `HTTP/1.1 100 Continue\n\nHTTP/1.1 200 OK\nA: b\n\n${body}`, 2],
    [
      "a followed redirect",
      `HTTP/1.1 302 Found\nLocation: https://a.example\n\n\nHTTP/2 200\nA: b\n\n${body}`,
      2,
    ],
    ["a proxy", `HTTP/1.1 200 Connection established\n\nHTTP/1.1 200 OK\nA: b\n\n${body}`, 2],
    [
      "a proxy and 100",
      `HTTP/1.1 200 Connection established\n\nHTTP/1.1 100\n\nHTTP/1.1 200\nA: b\n\n${body}`,
      3,
    ],
  ])("counts only the last one after %s", (_, text, count) => {
    const { answer, assumed } = read(text)
    expect(answer).toMatchObject({ httpStatus: 200, headers: { A: "b" }, body })
    expect(assumed).toEqual([`The text holds ${count} responses in a row; the last one counts.`])
  })

  test("keeps a status line that stands inside the body", () =>
    expect(read(`HTTP/1.1 200 OK\n\n{\nHTTP/1.1 500 Oops\n}`).answer).toMatchObject({
      httpStatus: 200,
      body: "{\nHTTP/1.1 500 Oops\n}",
    }))

  test("joins folded headers and headers that come twice", () =>
    expect(read("HTTP/1.1 200 OK\nX-A: one\n\ttwo\nVary: a\nvary: b\n\n").answer.headers).toEqual({
      "X-A": "one two",
      Vary: "a, b",
    }))

  test("keeps one of headers that come again with the same value", () =>
    expect(read("HTTP/1.1 200 OK\nVary: a\nvary: a\nVARY:a\n\n").answer.headers).toEqual({ Vary: "a" }))

  test("may name a header as JavaScript names its prototype", () =>
    expect(Object.entries(read("HTTP/1.1 200\n__proto__: x\n\n").answer.headers)).toEqual([
      ["__proto__", "x"],
    ]))

  test("says when no body follows", () => {
    const { answer, assumed } = read("HTTP/1.1 204 No Content\nDate: now")
    expect(answer.body).toBe("")
    expect(assumed.join()).toContain("no body")
  })

  test("may lack the empty line before the body", () => {
    const { answer, assumed } = read(`HTTP/1.1 200 OK\nA: b\n${body}`)
    expect(answer).toMatchObject({ headers: { A: "b" }, body })
    expect(assumed.join()).toContain("empty line")
  })

  test("may stand below the command that fetched it", () => {
    const { answer, assumed } = read(`$ curl -i https://api.example/\nHTTP/1.1 200 OK\n\n${body}`)
    expect(answer).toMatchObject({ httpStatus: 200, body })
    expect(assumed.join()).toContain("before the status line")
  })

  test("may be the trace of curl -v", () => {
    const trace = [
      "*   Trying 10.0.0.1:443...",
      "> POST /api HTTP/2",
      "> Host: api.example",
      ">",
      "< HTTP/2 200",
      "< content-type: text/html",
      "<",
      "{ [12 bytes data]",
      "<p>Hi</p>",
      "* Connection #0 left intact",
    ]
    expect(read(trace.join("\n")).answer).toMatchObject({
      httpStatus: 200,
      headers: { "content-type": "text/html" },
      body: "<p>Hi</p>",
    })
  })

  test("with the lengths of chunks says that they are not decoded", () => {
    const { answer, assumed } = read(`HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\nb\n${body}\n0\n\n`)
    expect(answer.body).toContain("b\n{")
    expect(assumed.join()).toContain("chunk")
  })

  test("that is compressed says how to get the text", () =>
    expect(read("HTTP/1.1 200 OK\nContent-Encoding: gzip\n\n\u001f\ufffd").assumed.join()).toContain(
      "--compressed",
    ))
})

describe("a body alone", () => {
  test.each([body, "<html>HTTP/1.1 500</html>", "", "null", `\uFEFF${body}`, "just words"])(
    "%j is taken as 200 with JSON, and that is said",
    (text) => {
      const { kind, answer, assumed } = read(text)
      expect(kind).toBe("body")
      expect(answer).toEqual({
        httpStatus: 200,
        headers: { "content-type": "application/json" },
        body: text,
        latencyMs: 0,
      })
      expect(assumed.join()).toContain("Only a body")
    },
  )
})

describe("an exchange", () => {
  const exchange = { eventType: "emailOtpSend", httpStatus: null, headers: {}, body: null, latencyMs: 2001 }

  test("brings its event and its time", () => {
    const { kind, answer, eventType } = read(JSON.stringify([{ ...exchange, transport: "timeout" }]))
    expect({ kind, eventType }).toEqual({ kind: "exchange", eventType: "emailOtpSend" })
    expect(answer).toMatchObject({ httpStatus: null, latencyMs: 2001, transport: "timeout" })
  })

  test("with a wrong member is not taken for a body", () => {
    const pasted = readPasted(JSON.stringify({ ...exchange, httpStatus: "200" }))
    expect(pasted.ok ? "" : pasted.problems.join()).toContain("httpStatus")
  })

  test("must be the only one", () => {
    const pasted = readPasted(JSON.stringify([exchange, exchange]))
    expect(pasted.ok ? "" : pasted.problems.join()).toContain("2 exchanges")
  })
})

describe("any text", () => {
  const pieces = fc.constantFrom(
    "HTTP/1.1 200 OK",
    "HTTP/2 301",
    "\r\n",
    "\n",
    "\n\n",
    "< HTTP/1.1 200",
    "content-type: application/json",
    " folded",
    body,
    '{"eventType":',
    '[{"eventType":1,"body":2}]',
    "\uFEFF",
    "[".repeat(3000),
  )
  test("never throws, and tells a reason when it gives no answer", () =>
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string()), { maxLength: 12 }), (parts) => {
        const pasted = readPasted(parts.join(""))
        expect(pasted.ok || pasted.problems.length > 0).toBe(true)
        if (pasted.ok && pasted.kind === "response")
          expect(String(pasted.answer.httpStatus)).toMatch(/^\d{1,3}$/)
      }),
      { numRuns: 2000 },
    ))
})

test("every example of the catalogue that is written out is read back as it was", () => {
  const examples = catalogue.flatMap(({ example }) => (example?.kind === "answer" ? [example] : []))
  expect(examples.length).toBeGreaterThan(10)
  for (const { broken, repaired, eventType } of examples)
    for (const answer of [broken, repaired]) {
      const { httpStatus, headers, body } = read(writeAnswer(answer, eventType)).answer
      expect({ httpStatus, headers, body }).toEqual({
        httpStatus: answer.httpStatus,
        headers: answer.headers,
        body: answer.body,
      })
    }
})
