import { createHash } from "node:crypto"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { type Sandbox, start } from "../../sandbox/control/start"
import { type Called, makeAll } from "./called"
import { appsOf, extensionOf, openPassword, userOf } from "./received"

let sandbox: Sandbox
let all: Called[] = []
beforeAll(async () => {
  sandbox = await start(5620)
  all = await makeAll(sandbox)
}, 60_000)
afterAll(() => sandbox.close())

const named = (name: string): Called[] => all.filter(({ made: { journey } }) => journey.name === name)
const ofEvent = (event: string) => all.filter((one) => one.event === event)

describe("the user", () => {
  test("is told with what the directory has of him, and nothing that it has not", () => {
    for (const one of all) {
      const told = userOf(one)
      if (!told) continue
      const known = one.tenant.users.find(({ id }) => id === told.id)
      expect(known).toMatchObject(told)
    }
  })

  test("stands in no event before he exists", () => {
    const without = all.filter((one) => userOf(one) === undefined).map(({ event }) => event)
    expect(new Set(without)).toEqual(
      new Set(["emailOtpSend", "attributeCollectionStart", "attributeCollectionSubmit"]),
    )
  })

  test("is a guest with the place of his data where he is one", () => {
    const [guest] = named("a guest's sign-in")
    expect(guest && userOf(guest)).toMatchObject({ userType: "Guest", preferredDataLocation: "EUR" })
  })

  test("has no principal name when he signs in at Google", () => {
    const [social] = named("a customer's sign-in at Google")
    expect(social && Object.keys(userOf(social) ?? {})).not.toContain("userPrincipalName")
    const [local] = named("a customer's sign-in with a password")
    expect(local && userOf(local)?.userPrincipalName).toMatch(/^[\da-f-]{36}@woodgrove\.onmicrosoft\.com$/)
  })
})

test("an access token's event has the API as its resource, after that of the ID token", () => {
  const [first, second] = named("a sign-in with an access token for an API").map(appsOf)
  expect(first?.resource).toEqual(first?.client)
  expect(second?.resource?.displayName).toBe("Contoso Orders API")
  expect(second?.client).toEqual(first?.client)
})

describe("the events of a sign-up", () => {
  const info = (name: string, event: string) => {
    const body = named(name).find((one) => one.event === event)?.body
    return body && "userSignUpInfo" in body.data ? body.data.userSignUpInfo : undefined
  }

  test("name the address EmailAddress at first and email in the end", () => {
    const name = "a sign-up with a mailed code"
    const start = info(name, "attributeCollectionStart")?.attributes
    const submit = info(name, "attributeCollectionSubmit")?.attributes
    expect(start?.EmailAddress?.value).toBe("emily@fabrikam.com")
    expect(submit?.email?.value).toBe("emily@fabrikam.com")
    expect({ ...start, ...submit }).toHaveProperty("email")
    expect(start).not.toHaveProperty("email")
    expect(submit).not.toHaveProperty("EmailAddress")
  })

  test("carry each attribute of the page in the type that the flow gives it", () => {
    const submit = info("a sign-up with a mailed code", "attributeCollectionSubmit")?.attributes
    const [flow] = ofEvent("attributeCollectionSubmit")[0]?.tenant.authenticationEventsFlows ?? []
    const typed = flow?.onAttributeCollection.attributes.map(({ id, dataType, userFlowAttributeType }) => [
      id,
      {
        "@odata.type": `microsoft.graph.${dataType}DirectoryAttributeValue`,
        value: expect.anything(),
        attributeType: userFlowAttributeType === "custom" ? "directorySchemaExtension" : "builtIn",
      },
    ])
    expect(submit).toEqual(Object.fromEntries(typed ?? []))
  })

  test("know somebody with a mailed code as federated with mail, and at Google by his subject", () => {
    expect(info("a sign-up with a mailed code", "attributeCollectionStart")?.identities).toEqual([
      { signInType: "federated", issuer: "mail", issuerAssignedId: "emily@fabrikam.com" },
    ])
    expect(info("a sign-up at Google", "attributeCollectionStart")?.identities).toEqual([
      { signInType: "federated", issuer: "google.com", issuerAssignedId: expect.not.stringContaining("@") },
    ])
    expect(info("a sign-up with a mailed code", "attributeCollectionSubmit")).not.toHaveProperty("identities")
  })
})

test("a code goes to the address of the person, who finds just this code in the mail", () => {
  for (const { body, made: one } of ofEvent("emailOtpSend")) {
    if (!("otpContext" in body.data) || !body.data.otpContext) throw new Error("There is no code.")
    const { otpContext, authenticationContext } = body.data
    const { email, user } = one.journey.body
    expect(otpContext.identifier).toBe(email ?? user)
    const { requestType } = authenticationContext
    expect(requestType).toBe(email ? "signUp" : "SignIn")
    const mails = sandbox.world.outbox.list(otpContext.identifier)
    const code = "oneTimeCode" in otpContext ? otpContext.oneTimeCode : otpContext.onetimecode
    expect(mails).toContainEqual(expect.objectContaining({ code, requestType, via: "api" }))
  }
})

test("a typed password is encrypted to the app's certificate and meant for that app alone", async () => {
  const [one] = ofEvent("passwordSubmit")
  if (!one || !("encryptedPasswordContext" in one.body.data)) throw new Error("There is no password.")
  const { header, claims } = await openPassword(sandbox.world, one.body.data.encryptedPasswordContext)
  const { resourceId, api } = extensionOf(one)
  expect(one.body.data).toMatchObject({ userSignUpInfo: null, otpContext: null })
  const key = api.keyCredentials.find(({ keyId }) => keyId === api.tokenEncryptionKeyId)
  expect(key).toMatchObject({ usage: "Encrypt", type: "AsymmetricX509Cert" })
  const sha1 = createHash("sha1")
    .update(Buffer.from(key?.key ?? "", "base64"))
    .digest("base64url")
  expect(header.x5t).toBe(sha1)
  expect(claims).toMatchObject({ aud: api.appId, iss: resourceId, username: "otto@tailwindtraders.com" })
  expect(claims.exp - claims.iat).toBe(600)
  expect(one.request.body).not.toContain(claims["user-password"])
})

test("a recovery names the person by his principal name, and what his Verified ID says", () => {
  const [one] = ofEvent("verifiedIdClaimValidation")
  if (!one || !("verifiedIdClaimsContext" in one.body.data)) throw new Error("There is no Verified ID.")
  const { identities, additionalInfo, claims } = one.body.data.verifiedIdClaimsContext
  const user = one.tenant.users.find(({ id }) => id === userOf(one)?.id)
  expect(identities).toEqual([
    { issuer: "contoso.com", issuerAssignedId: user?.userPrincipalName, signInType: "userPrincipalName" },
  ])
  expect(additionalInfo).toEqual({ employeeId: user?.employeeId })
  expect(claims).toMatchObject({ firstName: user?.givenName, lastName: user?.surname })
})
