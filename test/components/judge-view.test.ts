import { createElement } from "react"
import { renderToStaticMarkup } from "react-dom/server"
import { describe, expect, test } from "vitest"
import { LinkedText } from "@/components/code-linked"
import { JudgeResult } from "@/components/judge-result"
import { viewOf } from "@/components/judge-view"
import { catalogue } from "@/lib/codes/catalogue"
import { eventTypes } from "@/lib/events/index"
import type { Exchange } from "@/lib/model/exchange"

const answer = (body: unknown, change: Partial<Exchange> = {}): Exchange => ({
  eventType: "tokenIssuanceStart",
  httpStatus: 200,
  headers: { "content-type": "application/json" },
  body: typeof body === "string" ? body : JSON.stringify(body, null, 2),
  latencyMs: 100,
  ...change,
})

const textOf = (exchange: Exchange) =>
  renderToStaticMarkup(createElement(JudgeResult, { view: viewOf(exchange, []), headingId: "verdict" }))
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")

const claims = (value: unknown, type = "microsoft.graph.tokenIssuanceStart.provideClaimsForToken") => ({
  data: {
    "@odata.type": "microsoft.graph.onTokenIssuanceStartResponseData",
    actions: [{ "@odata.type": type, claims: value }],
  },
})

describe("what the answer check shows", () => {
  test.each(
    eventTypes.flatMap(({ id, examples }) => examples.map(({ title, body }) => ({ id, title, body }))),
  )("of the correct answer of $id, $title, is what it does to the user", ({ id, body }) => {
    const { effect, code } = viewOf(answer(body, { eventType: id }), [])
    expect(code).toBeNull()
    expect(effect?.text).toBeTruthy()
  })

  const broken = catalogue.flatMap(({ code, example }) =>
    example?.kind === "answer"
      ? [{ code, exchange: { ...example.broken, eventType: example.eventType } }]
      : [],
  )
  test.each(broken)("of the broken example of $code names the code", ({ code, exchange }) => {
    const { code: shown, alternates } = viewOf(exchange, [])
    expect([shown?.code, ...alternates.map((one) => one?.code)]).toContain(code)
    expect(textOf(exchange)).toContain(String(code))
  })

  test("has a correct answer of the event where nothing can be repaired", () => {
    const { repair, example } = viewOf(answer(null, { httpStatus: null, body: null, transport: "dns" }), [])
    expect(repair).toBeNull()
    expect(example?.body).toContain("provideClaimsForToken")
  })

  test("marks only the lines of the corrected body that are new", () => {
    const lines = viewOf(answer(claims(null)), []).repair?.lines ?? []
    expect(lines.filter((line) => "changed" in line && line.changed)).toHaveLength(1)
  })

  test("lays a corrected body of one long line out, so that the change can be seen", () => {
    const { repair } = viewOf(answer(JSON.stringify({ ...claims(null), note: "y".repeat(300) })), [])
    expect(repair?.lines.filter((line) => "changed" in line && line.changed)).toMatchObject([
      { text: '        "claims": {}' },
    ])
  })

  test("says where a warning belongs", () => {
    const exchange = answer(claims({ dateOfBirth: "x" }), {
      requestContext: { mappedClaimIds: ["DateOfBirth"] },
    })
    expect(textOf(exchange)).toMatch(/Line \d+, column \d+, at \/data\/actions\/0\/claims/)
  })

  test("names the host that answered, with the fix", () => {
    const page = "<html>You do not have permission to view this directory or page.</html>"
    expect(textOf(answer(page, { httpStatus: 401 }))).toContain("Who answered: Web server or proxy")
  })
})

describe("a text with codes", () => {
  const html = (text: string, except?: number) =>
    renderToStaticMarkup(createElement(LinkedText, { text, except }))

  test("links each of them to its page", () =>
    expect(html("See 1003002 or AADSTS1100001.")).toMatch(
      /^See <a [^>]*href="\/codes\/1003002"[^>]*>1003002<\/a> or <a [^>]*href="\/codes\/AADSTS1100001"[^>]*>AADSTS1100001<\/a>\.$/,
    ))
  test("does not link the code whose page it stands on", () =>
    expect(html("As 1003021 or AADSTS1003021.", 1003021)).toBe("As 1003021 or AADSTS1003021."))
  test("leaves other numbers alone", () =>
    expect(html("10030021 and 41003002")).toBe("10030021 and 41003002"))
})
