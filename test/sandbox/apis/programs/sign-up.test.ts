import { beforeAll, describe, expect, test } from "vitest"
import { type Apis, attribute, createApis } from "../apis"

let apis: Apis
beforeAll(async () => {
  apis = await createApis(5722)
})

type Attributes = Record<string, ReturnType<typeof attribute>>

const market = (name: string) => ({ client: { ip: "2001:db8::1", locale: name, market: name } })

/** What happens once somebody with these attributes, and these identities if any, signs up. */
async function signUp(name: string, attributes: Attributes, identities?: unknown[], context = {}) {
  const userSignUpInfo = { attributes, ...(identities ? { identities } : {}) }
  const { code, action } = await apis.call(apis.api(name), { data: { userSignUpInfo }, context })
  expect(code).toBe(0)
  return action
}

describe("before the page", () => {
  const start = (attributes: Attributes, identities?: unknown[], context = {}) =>
    signUp("sign-up-start", attributes, identities, context)
  const email = { EmailAddress: attribute("someone@fabrikam.com") }

  test.each([
    ["de-ch", "Switzerland"],
    ["ja-jp", "Japan"],
    ["en-ZA", "South Africa"],
  ])("the country of the market %s is filled in as %s", async (name, country) => {
    expect(await start({ ...email, country: attribute("") }, [], market(name))).toEqual({
      name: "setPrefillValues",
      parameters: { inputs: { country } },
    })
  })

  test.each([
    ["does not ask for the country", email, "de-ch"],
    ["shows a country already", { ...email, country: attribute("India") }, "de-ch"],
    ["is for a market without a country", { ...email, country: attribute("") }, "de"],
    ["is for a market that nobody knows", { ...email, country: attribute("") }, "de-zz1"],
  ])("nothing is filled in when the page %s", async (_fact, attributes, name) => {
    expect(await start(attributes, [], market(name))).toEqual({
      name: "continueWithDefaultBehavior",
      parameters: {},
    })
  })

  const blocked = "Someone@Blocked.example"
  test.each([
    ["a mailed code", { signInType: "federated", issuer: "mail", issuerAssignedId: blocked }],
    ["a local account", { signInType: "email", issuer: "x.onmicrosoft.com", issuerAssignedId: blocked }],
    ["a local account of the directory", { signInType: "emailAddress", issuerAssignedId: blocked }],
  ])("an address of the blocked domain is turned away with %s", async (_kind, identity) => {
    expect(await start({ country: attribute("") }, [identity])).toMatchObject({
      name: "showBlockPage",
      parameters: { title: expect.any(String), message: expect.any(String) },
    })
  })

  test.each(["EmailAddress", "email"])("the address is found in the attribute %s alone", async (name) => {
    expect(await start({ [name]: attribute(blocked) })).toMatchObject({ name: "showBlockPage" })
  })

  test("somebody of Google's is told by the attribute, since the identity has no address", async () => {
    const google = { signInType: "federated", issuer: "google.com", issuerAssignedId: "1234567890" }
    expect(await start({ EmailAddress: attribute(blocked) }, [google])).toMatchObject({
      name: "showBlockPage",
    })
  })
})

describe("after the page", () => {
  const submit = (attributes: Attributes, identities?: unknown[]) =>
    signUp("sign-up-submit", { email: attribute("someone@fabrikam.com"), ...attributes }, identities)

  test("what is tidy goes through, whether identities come along or not", async () => {
    const attributes = { city: attribute("Zürich"), postalCode: attribute("8001") }
    const through = { name: "continueWithDefaultBehavior", parameters: {} }
    expect(await submit(attributes)).toEqual(through)
    expect(await submit(attributes, [{ signInType: "federated", issuerAssignedId: "1" }])).toEqual(through)
  })

  test("what is not tidy is kept in better form, and only that", async () => {
    const custom = (value: string | number | boolean) => attribute(value, "directorySchemaExtension")
    const attributes = {
      displayName: attribute(" Emily "),
      city: attribute("Dublin"),
      postalCode: attribute(" d02 af30 "),
      extension_1_groups: custom("Alumni, Faculty"),
      extension_1_year: custom(2010),
      extension_1_newsletter: custom(false),
    }
    expect(await submit(attributes)).toEqual({
      name: "modifyAttributeValues",
      parameters: {
        attributes: { displayName: "Emily", postalCode: "D02 AF30", extension_1_groups: "Alumni,Faculty" },
      },
    })
  })

  test("the proved address is left as it is", async () => {
    const { name } = (await submit({ email: attribute(" someone@fabrikam.com") })) ?? {}
    expect(name).toBe("continueWithDefaultBehavior")
  })

  test.each(["?", "12345678901", "no digits", "12_34", "1"])(
    "%j is asked for again as no postal code",
    async (postalCode) => {
      expect(await submit({ postalCode: attribute(postalCode) })).toMatchObject({
        name: "showValidationError",
        parameters: { message: expect.any(String), attributeErrors: { postalCode: expect.any(String) } },
      })
    },
  )

  test.each(["98052", "SW1A 1AA", "d02 af30", "150-0002", "K1A 0B1", "1010", ""])(
    "%j is let through as a postal code",
    async (postalCode) => {
      expect((await submit({ postalCode: attribute(postalCode) }))?.name).not.toBe("showValidationError")
    },
  )

  test("the blocked city is turned away, whatever the postal code", async () => {
    expect(await submit({ city: attribute(" ATLANTIS"), postalCode: attribute("?") })).toMatchObject({
      name: "showBlockPage",
      parameters: { title: expect.any(String), message: expect.any(String) },
    })
  })
})

test.each(["sign-up-start", "sign-up-submit"])("%s is 400 without attributes", async (name) => {
  const api = apis.api(name)
  for (const userSignUpInfo of [undefined, {}, { attributes: [] }, { attributes: { city: "Oslo" } }]) {
    const body = await apis.event(api, { data: { userSignUpInfo } })
    expect((await apis.post(api, body)).status, JSON.stringify(userSignUpInfo)).toBe(400)
  }
})
