import { describe, expect, test } from "vitest"
import { calloutClaims, passwordClaims, passwordHeader } from "./callout-token"
import { nodesOf, reversed, samplesOf, type Way, withEntries } from "./samples"
import { type EventName, schemas } from "./schemas"

// Safe: the keys of this object are exactly the names.
const events = Object.keys(schemas) as EventName[]
const cases = events.flatMap((event) => samplesOf(event).map((sample) => ({ event, ...sample })))
const requests = cases.filter(({ file }) => !/jwe-protected|inner-jwt/.test(file))
const accepts = (event: EventName, json: unknown) => schemas[event].safeParse(json).success

/** What a sample may go without, as the contract or another sample says; everything else is refused when missing. */
const optional: Readonly<Record<EventName, RegExp>> = {
  tokenIssuanceStart: /^user\/(?!id$)/,
  attributeCollectionStart: /^userSignUpInfo\/attributes\/\w+$/,
  attributeCollectionSubmit: /^userSignUpInfo\/(attributes\/\w+|identities)$/,
  emailOtpSend: /^$/,
  passwordSubmit: /^(user\/(?!id$).*|resourceServicePrincipal|userSignUpInfo|otpContext)$/,
  verifiedIdClaimValidation:
    /^(user\/.*|resourceServicePrincipal|protocol|client|clientServicePrincipal(\/appDisplayName)?|(authenticationEventListener|customAuthenticationExtension)Id|verifiedIdClaimsContext\/(identities|additionalInfo\/employeeId|claims\/.*))$/,
}

/** A way as the list above writes it. */
const written = (way: Way) => way.join("/").replace(/^data\/(authenticationContext\/)?/, "")

/** Objects whose members have names that nobody can list. */
const isDictionary = (way: Way) => /\/(claims|attributes)$/.test(way.join("/"))

/** Members of objects, with the object that each stands in. */
const membersOf = (json: unknown) =>
  nodesOf(json).flatMap(({ way, value }) => {
    const name = way.at(-1)
    return typeof name === "string" ? [{ way, name, value, holder: way.slice(0, -1) }] : []
  })

test("every event has a sample", () => {
  expect(new Set(requests.map(({ event }) => event))).toEqual(new Set(events))
})

describe.each(requests)("$file", ({ event, json }) => {
  test("keeps to the contract of its event and to no other", () => {
    expect(schemas[event].safeParse(json).error?.issues).toBeUndefined()
    expect(events.filter((other) => accepts(other, json))).toEqual([event])
  })

  test("may have its members in any order", () => {
    expect(accepts(event, reversed(json))).toBe(true)
  })

  test("is refused with a member that the contract does not know, wherever it stands", () => {
    const taken = nodesOf(json)
      .filter(
        ({ way, value }) => typeof value === "object" && value && !Array.isArray(value) && !isDictionary(way),
      )
      .filter(({ way }) =>
        accepts(
          event,
          withEntries(json, way, (entries) => [...entries, ["sessionId", "1"]]),
        ),
      )
    expect(taken.map(({ way }) => way.join("/"))).toEqual([])
  })

  test("is refused when a member is written in another case", () => {
    const recased = (name: string) =>
      name.replace(/[a-z]/i, (letter) =>
        letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase(),
      )
    const taken = membersOf(json)
      .filter(({ holder }) => !isDictionary(holder))
      .filter(({ holder, name }) =>
        accepts(
          event,
          withEntries(json, holder, (entries) =>
            entries.map(([one, value]) => [one === name ? recased(one) : one, value]),
          ),
        ),
      )
    expect(taken.map(({ way }) => way.join("/"))).toEqual([])
  })

  test("is refused without any member but those that may be absent", () => {
    const wrong = membersOf(json).filter(({ way, holder, name }) => {
      const without = withEntries(json, holder, (entries) => entries.filter(([one]) => one !== name))
      return accepts(event, without) !== optional[event].test(written(way))
    })
    expect(wrong.map(({ way }) => written(way))).toEqual([])
  })

  test("is refused with a value of another type", () => {
    const taken = membersOf(json).filter(({ holder, name, value }) => {
      const other = typeof value === "number" ? "7" : 7.5
      return accepts(
        event,
        withEntries(json, holder, (entries) =>
          entries.map(([one, old]) => [one, one === name ? other : old]),
        ),
      )
    })
    expect(taken.map(({ way }) => written(way))).toEqual([])
  })

  test("is refused with null in the place of a value", () => {
    const taken = membersOf(json)
      .filter(({ value }) => value !== null)
      .filter(({ holder, name }) =>
        accepts(
          event,
          withEntries(json, holder, (entries) =>
            entries.map(([one, old]) => [one, one === name ? null : old]),
          ),
        ),
      )
    expect(taken.map(({ way }) => written(way))).toEqual([])
  })
})

describe("the token of a callout", () => {
  const tokens = samplesOf("callout-token").map(({ file, json }) => ({ file, claims: Object(json).payload }))
  // The published sample says only what stands there.
  const placed = tokens.map(({ file, claims }) => {
    const { oid: _, sub: __, ...rest } = claims
    return { file, claims: rest }
  })

  test.each(placed)("$file keeps to the contract", ({ claims }) => {
    expect(calloutClaims.safeParse(claims).error?.issues).toBeUndefined()
  })

  test.each(placed)("$file is refused with a scope, another caller or another version", ({ claims }) => {
    const caller = claims.ver === "2.0" ? "azp" : "appid"
    const changes = [
      { scp: "x" },
      { [caller]: claims.tid },
      { ver: "3.0" },
      { aud: "https://graph.microsoft.com" },
    ]
    const taken = changes.filter((change) => calloutClaims.safeParse({ ...claims, ...change }).success)
    expect(taken).toEqual([])
  })
})

test("the encrypted password's header and claims keep to the contract", () => {
  const [claims] = samplesOf("passwordSubmit.decrypted")
  const [header] = samplesOf("passwordSubmit.jwe")
  expect(passwordClaims.safeParse(claims?.json).error?.issues).toBeUndefined()
  expect(passwordHeader.safeParse(header?.json).error?.issues).toBeUndefined()
})
