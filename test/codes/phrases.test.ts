import { describe, expect, test } from "vitest"
import { findCodes } from "@/lib/codes/find"

const found = (q: string) => findCodes(q, null)

// What administrators and developers type, and the code that has to stand first.
const first: readonly (readonly [string, number])[] = [
  ["easy auth", 1003002],
  ["easy auth 403", 1003002],
  ["unauthorized", 1003002],
  ["401", 1003002],
  ["403 forbidden", 1003002],
  ["429", 1003002],
  ["503 service unavailable", 1003002],
  ["IDX10503", 1003002],
  ["issuer wrong", 1003002],
  ["redirect", 1003002],
  ["redirect to login page", 1003002],
  ["logic app", 1003002],
  ["logic app without response", 1003002],
  ["sign-up fails with 400", 1003002],
  ["attribute collection validation error 400", 1003002],
  ["Why does my sign-in fail with bad gateway?", 1003002],
  ["cold start", 1003005],
  ["timeout", 1003005],
  ["Time-Out", 1003005],
  ["function app slow", 1003005],
  ["first login fails second works", 1003005],
  ["works the second time", 1003005],
  ["user gets three OTP mails", 1003005],
  ["JWKS download slow", 1003005],
  ["numberOfAttempts 2", 1003005],
  ["certificate expired", 1003027],
  ["self-signed certificate", 1003027],
  ["SSL", 1003027],
  ["TLS handshake failed", 1003027],
  ["dns", 1003027],
  ["connection refused", 1003027],
  ["firewall", 1003027],
  ["private endpoint", 1003027],
  ["text/html instead of json", 1003006],
  ["content-type", 1003006],
  ["API returns HTML", 1003006],
  ["empty response body", 1003009],
  ["claims null", 1003007],
  ["too many roles", 1003025],
  ["token too big", 1003025],
  ["response too large", 1003024],
  ["empty claim name", 1003026],
  ["hash before odata type", 1003003],
  ["@odata.type", 1003003],
  ["invalid JSON", 1003003],
  ["two actions", 1003010],
  ["no actions", 1003010],
  ["wrong action type", 1003012],
  ["apiSchemaVersion", 1003008],
  ["extension deleted", 1003011],
  ["endpoint gets zero requests", 1003011],
  ["numberOfAttempts 0", 1003011],
  ["application id uri wrong", 1003014],
  ["ngrok url changed", 1003015],
  ["domain name does not match", 1003015],
  ["service principal not found", 1003016],
  ["99045fe1", 1003017],
  ["hardening script disabled app", 1003018],
  ["enterprise application disabled", 1003019],
  ["http instead of https", 1003020],
  ["admin consent missing", 1003021],
  ["receive payload permission", 1003021],
  ["microsoft graph disabled", 1003022],
  ["localhost", 1003023],
  ["throttling", 1003004],
  ["load test", 1003004],
  ["API timeouts", 1003005],
  ["azure function 500", 1003002],
  ["consent", 1003021],
  ["host not found", 1003027],
  ["custom domain", 1003015],
  ["token rejected by function", 1003002],
]

describe("the code that stands first", () => {
  test.each(first)("%s -> %i", (phrase, code) => {
    expect(found(phrase).codes[0]?.code).toBe(code)
  })
})

describe("ways to begin", () => {
  test.each([
    ["no event", "no-event-at-all"],
    ["extension never called", "no-event-at-all"],
    ["numberOfAttempts 0", "attempts-0"],
    ["called twice", "attempts-2"],
    ["status 200 but sign-in fails", "200-but-failed"],
    ["cold start", "works-the-second-time"],
    ["claims missing in token", "claims-missing"],
    ["claim only in id token", "claims-missing"],
    ["access token lacks the claim", "claims-missing"],
  ])("%s -> %s", (phrase, id) => {
    expect(found(phrase).symptoms[0]?.id).toBe(id)
  })
})

describe("native errors", () => {
  test.each([
    ["wrong one-time code", "invalid_oob_value"],
    ["password too weak", "password_too_weak"],
    ["native authentication disabled", "nativeauthapi_disabled"],
    ["mfa required", "mfa_required"],
    ["redirect", "redirect"],
  ])("%s -> %s", (phrase, code) => {
    expect(found(phrase).native[0]?.code).toBe(code)
  })
})

describe("texts that users see", () => {
  test("the account's text leads to its record and to codes before the call", () => {
    const { seen, codes } = found("There was an issue looking up your account. Please try again.")
    expect(seen.map(({ code }) => code)).toEqual(["issue-looking-up-your-account"])
    expect(found("issue looking up your account").codes.every(({ phase }) => phase === "pre-call")).toBe(true)
    expect(codes.map(({ code }) => code)).not.toContain(1003003)
  })

  test.each(["no mail arrives", "email OTP not received", "OTP mail not sent"])(
    "%s leads to it",
    (phrase) => {
      expect(found(phrase).seen[0]?.code).toBe("issue-looking-up-your-account")
    },
  )

  test("something went wrong leads to its record", () => {
    expect(found("Something went wrong").seen.map(({ code }) => code)).toEqual(["something-went-wrong"])
  })
})

describe("a whole error page", () => {
  const correlationId = "aaaa0000-bb11-2222-33cc-444444dddddd"
  const page = (message: string) =>
    `<!doctype html><html><head><title>Sign in</title><style>.x{color:#1003}</style></head><body>
    <h1>Something went wrong</h1><p>${message}</p>
    <table><tr><td>Correlation Id:</td><td>${correlationId}</td></tr></table></body></html>`

  test("gives its codes and ids, and no text record beside them", () => {
    const { codes, outer, seen, ids } = found(page("AADSTS1100001: inner code 1003021."))
    expect(codes.map(({ code }) => code)).toEqual([1003021])
    expect(outer.map(({ code }) => code)).toEqual(["AADSTS1100001"])
    expect(seen).toEqual([])
    expect(ids.correlationId).toBe(correlationId)
  })

  test("without any code gives the record of its text and its ids", () => {
    const { codes, seen, ids } = found(page("There was an issue<br> looking up&nbsp;your account."))
    expect(codes).toEqual([])
    expect(seen.map(({ code }) => code)).toEqual(["issue-looking-up-your-account", "something-went-wrong"])
    expect(ids.correlationId).toBe(correlationId)
  })
})

describe("rank and filter", () => {
  test("words that occur nowhere find nothing", () => {
    const { codes, outer, native, seen, symptoms, counts } = found("zebra crossing")
    expect([codes, outer, native, seen, symptoms].flat()).toEqual([])
    expect(counts.all).toBe(0)
  })

  test("a code in the text keeps the words around it out of the ranking", () => {
    expect(found("cold start 1003021").codes.map(({ code }) => code)).toEqual([1003021])
  })

  test("a short number is not found inside a longer one", () => {
    expect(found("attempts 27").codes.map(({ code }) => code)).not.toContain(1003027)
  })

  test("a filter keeps the rank and leaves everything but codes out", () => {
    const filtered = findCodes("certificate expired", "network")
    expect(filtered.codes.map(({ code }) => code)).toEqual([1003027])
    expect(findCodes("cold start", "api").symptoms).toEqual([])
  })

  test("an empty search gives every record of every kind", () => {
    const { codes, outer, native, seen, symptoms, counts } = found("")
    expect(counts.all).toBe(codes.length + outer.length + native.length + seen.length)
    expect(symptoms).toHaveLength(6)
  })
})
