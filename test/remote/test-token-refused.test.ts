import { readFileSync } from "node:fs"
import path from "node:path"
import { beforeEach, describe, expect, test } from "vitest"
import { tokenCodes } from "@/lib/codes/token-codes"
import { createClientCertificate } from "@/sandbox/tls/authority"
import { control, next, reset } from "../control"
import { received, setting } from "./border"
import { startConsoleBorder, targetOf } from "./test-token-session"

beforeEach(() => reset())

const somebody = { id: "a session", oid: "somebody" }
const tokenRequests = async () => (await received("login")).filter(({ method }) => method === "POST")

/** A console that has just started, the desk of its extension, and what a page may know of it. */
async function open(settings: Record<string, string | undefined> = {}, name = "Loyalty claims") {
  const border = await startConsoleBorder(settings)
  const target = await targetOf(border, name)
  const view = () => border.testTokenOf(somebody, target.id)
  const token = () => border.heldTokenFor(somebody, target.id) ?? ""
  return { border, target, view, token }
}

describe("with a credential for one run", () => {
  const clientId = () => setting("AZURE_CLIENT_ID")

  test("a secret gives a token of that client and is kept nowhere", async () => {
    const { border, target, view } = await open()
    const secret = setting("AZURE_CLIENT_SECRET")
    await border.takeTokenAs(somebody, target, {
      clientId: clientId(),
      credential: { kind: "secret", secret },
    })
    expect(view().held).toMatchObject({
      source: "credential",
      request: { clientId: clientId(), proof: "secret" },
    })
    const before = await tokenRequests()
    await border.takeTokenAs(somebody, target, {
      clientId: clientId(),
      credential: { kind: "secret", secret: "another" },
    })
    expect((await tokenRequests()).length).toBe(before.length + 1)
    expect(view().trouble?.code).toBe("AADSTS7000215")
  })

  test("a certificate gives one too", async () => {
    const { border, target, view } = await open()
    const { certificateIn } = await import("@/lib/credential")
    const file = path.join(path.dirname(setting("NODE_EXTRA_CA_CERTS")), "console-certificate.pem")
    const credential = certificateIn(readFileSync(file, "utf8"))
    if (typeof credential === "string") throw new Error(credential)
    await border.takeTokenAs(somebody, target, { clientId: clientId(), credential })
    expect(view().held).toMatchObject({ source: "credential", request: { proof: "certificate" } })
  })

  test("a stranger's certificate is 700027", async () => {
    const { border, target, view } = await open()
    const { certificateIn } = await import("@/lib/credential")
    const { key, cert } = await createClientCertificate("Stranger")
    const credential = certificateIn(`${key}\n${cert}`)
    if (typeof credential === "string") throw new Error(credential)
    await border.takeTokenAs(somebody, target, { clientId: clientId(), credential })
    expect(view().trouble).toMatchObject({ code: "AADSTS700027", title: "Certificate is not the client's" })
  })

  test("a client that is not there is 700016", async () => {
    const { border, target, view } = await open()
    const stranger = "11111111-2222-4333-8444-555555555555"
    await border.takeTokenAs(somebody, target, {
      clientId: stranger,
      credential: { kind: "secret", secret: "x" },
    })
    expect(view()).toMatchObject({
      held: null,
      trouble: {
        code: "AADSTS700016",
        told: expect.stringContaining(stranger),
        correlationId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        traceId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        request: { clientId: stranger },
      },
    })
  })

  test("an answer that repeats the secret does not bring it onto the page", async () => {
    const { border, target, view } = await open()
    const secret = "canary-5f1d"
    await next("POST */oauth2/v2.0/token", {
      status: 401,
      body: {
        error: "invalid_client",
        error_description: `AADSTS7000215: Invalid secret '${secret}'. Trace ID: x`,
      },
    })
    await border.takeTokenAs(somebody, target, {
      clientId: clientId(),
      credential: { kind: "secret", secret },
    })
    expect(view().trouble?.told).toContain("AADSTS7000215: Invalid secret '(left out)'.")
    expect(JSON.stringify(view())).not.toContain(secret)
    expect(border.logged()).not.toContain(secret)
  })
})

describe("trouble", () => {
  const broken = [
    ["1003016", "AADSTS500011"],
    ["1003001", "AADSTS501051"],
    ["1003019", "AADSTS500014"],
  ] as const

  test.each(broken)("specimen %s shows as %s with its cure", async (specimen, code) => {
    const { border, target, view } = await open()
    await control("POST", `/specimens/${specimen}`)
    await border.takeConsoleToken(somebody, target)
    expect(view().trouble).toMatchObject({
      code,
      cure: [expect.any(String), ...(view().trouble?.cure ?? []).slice(1)],
    })
    expect(view().held).toBeNull()
  })

  test.each(tokenCodes)("$code is explained with a cure", async ({ code, title }) => {
    const { border, target, view } = await open()
    await next("POST */oauth2/v2.0/token", {
      status: 400,
      body: {
        error: "invalid_request",
        error_description: `${code}: Words. Trace ID: 0a0a0a0a-1111-2222-3333-444444444444 Correlation ID: 0b0b0b0b-1111-2222-3333-444444444444 Timestamp: 2026-11-20 10:15:00Z`,
        error_codes: [Number(code.slice(6))],
        timestamp: "2026-11-20 10:15:00Z",
        trace_id: "0a0a0a0a-1111-2222-3333-444444444444",
        correlation_id: "0b0b0b0b-1111-2222-3333-444444444444",
      },
    })
    await border.takeConsoleToken(somebody, target)
    const { trouble } = view()
    expect(trouble).toMatchObject({
      code,
      title,
      told: `${code}: Words.`,
      traceId: "0a0a0a0a-1111-2222-3333-444444444444",
    })
    expect(trouble?.cure.length).toBeGreaterThan(0)
  })

  test("a code that nobody knows is told as it came", async () => {
    const { border, target, view } = await open()
    await next("POST */oauth2/v2.0/token", {
      status: 400,
      body: {
        error: "invalid_request",
        error_description: "AADSTS7999999: Something new.",
        error_codes: [7999999],
      },
    })
    await border.takeConsoleToken(somebody, target)
    expect(view().trouble).toMatchObject({
      code: "AADSTS7999999",
      title: "The sign-in service refused",
      told: "AADSTS7999999: Something new.",
    })
  })

  test("an endpoint that breaks off is no refusal", async () => {
    const { border, target, view } = await open()
    await next("POST */oauth2/v2.0/token", { reset: true, times: 3 })
    await border.takeConsoleToken(somebody, target)
    expect(view().trouble).toMatchObject({ code: null, title: "The sign-in service gave no token" })
    expect(view().trouble?.request?.endpoint).toContain("/oauth2/v2.0/token")
  })

  test("is told in the log without a token or a secret", async () => {
    const { border, target } = await open()
    await control("POST", "/specimens/1003016")
    await border.takeConsoleToken(somebody, target)
    expect(border.logged()).toContain('"event":"test-token-refused","source":"console","code":"AADSTS500011"')
    expect(border.logged()).not.toContain(setting("AZURE_CLIENT_SECRET"))
  })
})
