import { describe, expect, test } from "vitest"
import type { Facts } from "../../lib/events/payload"
import type { EventTypeId } from "../../lib/model/exchange"
import { allFacts } from "./facts"
import { leavesOf, marks, variants } from "./marks"

/** Texts of the facts, each with its path. */
const factTexts = new Map(
  leavesOf(JSON.parse(JSON.stringify(allFacts))).map(([pointer, value]) => [value, pointer.slice(1)]),
)
/** Types of attributes are written as parts of longer names and have tests of their own. */
const paths = [...factTexts.values()].filter((path) => !path.endsWith("/type"))
const within = (...starts: string[]) => paths.filter((path) => starts.some((start) => path.startsWith(start)))
const ids = ["tenantId", "listenerId", "extensionId", "correlationId"]

/** The facts that have a place in the requests of an event, in paths of `allFacts`. */
function placed(event: EventTypeId, variant: string): string[] {
  const usual = within(...ids, "client/", "protocol", "clientApp/")
  const signUp = within("resourceApp/", "signUp/attributes/")
  switch (event) {
    case "tokenIssuanceStart":
      return [...usual, ...within("resourceApp/", "user/")]
    case "attributeCollectionStart": {
      const email = variant === "with-identities" ? [] : ["signUp/email"]
      return [...usual, ...signUp, ...within("signUp/identities/"), ...email]
    }
    case "attributeCollectionSubmit":
      return [
        ...usual,
        ...signUp,
        ...within(variant === "no-identities" ? "signUp/email" : "signUp/identities/"),
      ]
    case "emailOtpSend":
      return [...usual, ...within("resourceApp/", "otp/")]
    case "passwordSubmit":
      return [...usual, ...within("user/", "encryptedPasswordContext")]
    case "verifiedIdClaimValidation":
      return variant === "minimal"
        ? ["correlationId", "tenantId", ...within("user/", "verifiedId/employeeId", "verifiedId/claims/")]
        : [...usual.filter((path) => path !== "clientApp/appDisplayName"), ...within("user/", "verifiedId/")]
  }
}

describe("facts that are given", () => {
  test.each(variants)("$name takes those that it has a place for, and says so", ({ type, variant }) => {
    const found = [...marks(type.id, variant.id, allFacts).values()]
    const texts = found.flatMap(([origin, value]) => {
      const written = value === "OAUTH2" ? "OAUTH2.0" : value
      const path = factTexts.get(written)
      return path === undefined ? [] : [{ path, origin }]
    })
    expect([...new Set(texts.map(({ path }) => path))].sort()).toEqual(
      [...new Set(placed(type.id, variant.id))].sort(),
    )
    expect(texts.filter(({ origin }) => origin !== "recorded")).toEqual([])
  })

  test.each(variants)("$name calls nothing else recorded but source and known types", ({ type, variant }) => {
    const others = [...marks(type.id, variant.id, allFacts)].filter(
      ([, [origin, value]]) => origin === "recorded" && !factTexts.has(value) && value !== "OAUTH2",
    )
    const pointers = others.map(([pointer]) => pointer)
    expect(pointers.filter((pointer) => !/^\/source$|_(age|isVip)\/@odata\.type$/.test(pointer))).toEqual([])
  })

  test("source names the resource app, and the client app where there is none", () => {
    const { tenantId, resourceApp, clientApp } = allFacts
    for (const { type, variant } of variants) {
      const app = ["passwordSubmit", "verifiedIdClaimValidation"].includes(type.id) ? clientApp : resourceApp
      const source = `/tenants/${tenantId}/applications/${app.appId}`
      expect(marks(type.id, variant.id, allFacts).get("/source")).toEqual(["recorded", source])
    }
  })

  test("source is made up as soon as one of its ids is", () => {
    expect(marks("emailOtpSend", "sign-up", { tenantId: "t" }).get("/source")?.[0]).toBe("invented")
    const facts = { tenantId: "t", clientApp: { appId: "a" } }
    expect(marks("emailOtpSend", "sign-up", facts).get("/source")).toEqual([
      "recorded",
      "/tenants/t/applications/a",
    ])
  })

  test("an unknown resource is the client itself, and for an access token another app", () => {
    const resource = "/data/authenticationContext/resourceServicePrincipal/appId"
    const facts = { clientApp: { appId: "the client" } }
    expect(marks("tokenIssuanceStart", "member", facts).get(resource)).toEqual(["recorded", "the client"])
    expect(marks("tokenIssuanceStart", "access-token", facts).get(resource)?.[0]).toBe("invented")
    expect(marks("tokenIssuanceStart", "access-token").get(resource)?.[1]).not.toBe(
      marks("tokenIssuanceStart", "member").get(resource)?.[1],
    )
  })

  test("one name of an app serves for both", () => {
    const client = "/data/authenticationContext/clientServicePrincipal"
    const found = marks("tokenIssuanceStart", "member", { clientApp: { appDisplayName: "Shop" } })
    expect(found.get(`${client}/displayName`)).toEqual(["recorded", "Shop"])
    const other = marks("tokenIssuanceStart", "member", { clientApp: { displayName: "Store" } })
    expect(other.get(`${client}/appDisplayName`)).toEqual(["recorded", "Store"])
  })

  test("a member of the user that the directory lacks is left out", () => {
    const found = marks("tokenIssuanceStart", "member", {
      user: { companyName: null, userPrincipalName: undefined },
    })
    expect(found.has("/data/authenticationContext/user/companyName")).toBe(false)
    expect(found.get("/data/authenticationContext/user/userPrincipalName")?.[0]).toBe("invented")
    expect(found.get("/data/authenticationContext/user/surname")?.[0]).toBe("invented")
  })

  test("SAML stays made up, since its spelling is unverified", () => {
    const protocol = "/data/authenticationContext/protocol"
    expect(marks("tokenIssuanceStart", "saml").get(protocol)).toEqual(["invented", "SAML"])
    expect(marks("tokenIssuanceStart", "member", { protocol: "SAML" }).get(protocol)).toEqual([
      "invented",
      "SAML",
    ])
    expect(marks("tokenIssuanceStart", "saml", { protocol: "OAUTH2.0" }).get(protocol)).toEqual([
      "recorded",
      "OAUTH2.0",
    ])
  })

  test("an attribute with a type alone gets a value of that type", () => {
    const attributes = {
      a: { type: "int64" },
      b: { type: "boolean" },
      c: { type: "string" },
      d: { value: 3 },
      e: { value: false },
      f: {},
    } as const
    const found = marks("attributeCollectionSubmit", "with-identities", { signUp: { attributes } })
    const at = (name: string, member: string) =>
      found.get(`/data/userSignUpInfo/attributes/${name}/${member}`)
    const type = (kind: string) => `microsoft.graph.${kind}DirectoryAttributeValue`
    expect(at("a", "@odata.type")).toEqual(["recorded", type("int64")])
    expect(at("a", "value")).toEqual(["invented", 2010])
    expect(at("b", "value")).toEqual(["invented", false])
    expect(at("c", "value")).toEqual(["invented", "Sample text"])
    expect(at("d", "@odata.type")).toEqual(["contract", type("int64")])
    expect(at("d", "value")).toEqual(["recorded", 3])
    expect(at("e", "@odata.type")).toEqual(["contract", type("boolean")])
    expect(at("f", "@odata.type")).toEqual(["contract", type("string")])
    expect(at("f", "attributeType")).toEqual(["contract", "builtIn"])
  })

  test("the name of an account follows the tenant's kind and domain", () => {
    const name = "/data/authenticationContext/user/userPrincipalName"
    const domainName = "contoso.onmicrosoft.com"
    const principal = (variant: string, facts: Facts) =>
      marks("tokenIssuanceStart", variant, facts).get(name)?.[1]
    expect(principal("member", { domainName })).toBe(`sample.user@${domainName}`)
    expect(principal("member", { domainName, tenantKind: "external", user: { id: "u" } })).toBe(
      `u@${domainName}`,
    )
    expect(principal("external-local", { domainName, user: { id: "u" } })).toBe(`u@${domainName}`)
    expect(principal("guest", { domainName })).toContain(`#EXT#@${domainName}`)
  })

  test("the recovered account identifies the user", () => {
    const identity = "/data/verifiedIdClaimsContext/identities/0"
    const facts = { domainName: "contoso.com", user: { userPrincipalName: "jo@contoso.com" } }
    const found = marks("verifiedIdClaimValidation", "full", facts)
    expect(found.get(`${identity}/issuer`)).toEqual(["recorded", "contoso.com"])
    expect(found.get(`${identity}/issuerAssignedId`)).toEqual(["recorded", "jo@contoso.com"])
  })

  test("the documented sign-up identifies the user by domain and address", () => {
    const identity = "/data/userSignUpInfo/identities/0"
    const facts = { domainName: "contoso.com", signUp: { email: "jo@contoso.com" } }
    const found = marks("attributeCollectionStart", "with-identities", facts)
    expect(found.get(`${identity}/issuer`)).toEqual(["recorded", "contoso.com"])
    expect(found.get(`${identity}/issuerAssignedId`)).toEqual(["recorded", "jo@contoso.com"])
    const mail = marks("attributeCollectionStart", "email-otp", facts).get(`${identity}/issuerAssignedId`)
    expect(mail).toEqual(["recorded", "jo@contoso.com"])
  })
})
