import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { eventType } from "../../lib/events/index"
import { buildPayload } from "../../lib/events/payload"
import { allFacts, anyFacts } from "./facts"
import { leavesOf, marks, variants } from "./marks"
import { shapeOf, shapes } from "./shapes"

describe("a request without facts", () => {
  test("every variant has a transcribed structure and every structure a variant", () => {
    expect(variants.map(({ name }) => name)).toEqual(Object.keys(shapes))
  })

  test.each(variants)("$name has the structure of its source", ({ name, type, variant }) => {
    expect(shapeOf(buildPayload(type, variant.id, {}).body)).toStrictEqual(shapes[name])
  })

  test.each(variants)("$name records nothing", ({ type, variant }) => {
    const { origins } = buildPayload(type, variant.id, {})
    expect(origins.filter(({ origin }) => origin === "recorded")).toEqual([])
  })

  test.each(variants)("$name holds only plainly artificial values", ({ type, variant }) => {
    const text = JSON.stringify(buildPayload(type, variant.id, {}).body)
    const addresses = text.match(/[\w.]+@[\w.-]+/g) ?? []
    expect(addresses.filter((address) => !/[@.]example\.(com|org)$/.test(address))).toEqual([])
    const ids = text.match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? []
    const version4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/
    expect(ids.filter((id) => !version4.test(id) && id !== "00000003-0000-0000-c000-000000000000")).toEqual(
      [],
    )
    expect(text).not.toMatch(/contoso|fabrikam|woodgrove/i)
  })

  test("the same request is built every time", () => {
    for (const { type, variant } of variants)
      expect(buildPayload(type, variant.id, {})).toEqual(buildPayload(type, variant.id, {}))
  })

  test("the one-time code has 8 digits", () => {
    expect(marks("emailOtpSend", "sign-up").get("/data/otpContext/oneTimeCode")?.[1]).toMatch(/^\d{8}$/)
    expect(marks("emailOtpSend", "sign-in-legacy").get("/data/otpContext/onetimecode")?.[1]).toMatch(
      /^\d{8}$/,
    )
  })

  test("the federated identities name their provider", () => {
    const issuer = "/data/userSignUpInfo/identities/0/issuer"
    expect(marks("attributeCollectionStart", "email-otp").get(issuer)).toEqual(["contract", "mail"])
    expect(marks("attributeCollectionStart", "google").get(issuer)).toEqual(["contract", "google.com"])
  })

  test("only sign-up variants that were observed name Microsoft Graph as resource", () => {
    const graph = variants.filter(({ type, variant }) =>
      JSON.stringify(buildPayload(type, variant.id, {}).body).includes(
        "/00000003-0000-0000-c000-000000000000",
      ),
    )
    expect(graph.map(({ name }) => name)).toEqual([
      "attributeCollectionStart email-otp",
      "attributeCollectionStart google",
      "attributeCollectionSubmit no-identities",
    ])
  })

  test("an unknown variant is our own mistake", () => {
    expect(() => buildPayload(eventType("emailOtpSend"), "sign-out", {})).toThrow(
      "emailOtpSend has no variant sign-out.",
    )
  })
})

describe("every value says where it comes from", () => {
  test.each(variants)(
    "$name marks every leaf exactly once, in the order of the body",
    ({ type, variant }) => {
      for (const facts of [{}, allFacts]) {
        const { body, origins } = buildPayload(type, variant.id, facts)
        expect(origins.map(({ pointer }) => pointer)).toEqual(leavesOf(body).map(([pointer]) => pointer))
      }
    },
  )

  test("any subset of facts gives plain JSON whose leaves are all marked", () => {
    fc.assert(
      fc.property(fc.nat(variants.length - 1), anyFacts, (at, facts) => {
        const { type, variant } = variants[at] ?? expect.unreachable()
        const { body, origins } = buildPayload(type, variant.id, facts)
        const leaves = leavesOf(body)
        expect(leaves.filter(([, value]) => value === undefined)).toEqual([])
        expect(leavesOf(JSON.parse(JSON.stringify(body)))).toEqual(leaves)
        const pointers = origins.map(({ pointer }) => pointer)
        expect(pointers).toEqual(leaves.map(([pointer]) => pointer))
        expect(new Set(pointers).size).toBe(pointers.length)
      }),
      { numRuns: 1500 },
    )
  })

  test("emptied objects and lists are recorded as empty", () => {
    const facts = { signUp: { attributes: {}, identities: [] } }
    const found = marks("attributeCollectionStart", "with-identities", facts)
    expect(found.get("/data/userSignUpInfo/attributes")).toEqual(["recorded", {}])
    expect(found.get("/data/userSignUpInfo/identities")).toEqual(["recorded", []])
  })

  test("type names and protocol are the contract's", () => {
    for (const { type, variant } of variants.filter(({ variant }) => variant.id !== "saml")) {
      const found = marks(type.id, variant.id)
      expect(found.get("/type")).toEqual(["contract", type.requestType])
      expect(found.get("/data/@odata.type")).toEqual(["contract", type.calloutData])
      expect(found.get("/data/authenticationContext/protocol")?.[0] ?? "contract").toBe("contract")
    }
  })
})
