import { createPrivateKey, X509Certificate } from "node:crypto"
import { beforeAll, beforeEach, describe, expect, test } from "vitest"
import { collectedProperties, toMigrateProperty, woodgroveIds } from "../../../sandbox/tenants/ids"
import type { Tenant, User } from "../../../sandbox/tenants/types"
import { legacyPasswords } from "../../../sandbox/tenants/woodgrove-people"
import { createWorld, portsFrom, type World } from "../../../sandbox/world"
import { woodgroveOf } from "../login/login"

let world: World
let tenant: Tenant
beforeAll(async () => {
  world = await createWorld(portsFrom(5500))
})
beforeEach(() => {
  world.reset()
  tenant = woodgroveOf(world)
})

function userOf(address: string): User {
  const user = tenant.users.find(({ mail }) => mail === address)
  if (!user) throw new Error(`Woodgrove has no user ${address}.`)
  return user
}
const appOf = (id: string) => tenant.applications.find(({ appId }) => appId === id)
const guid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/

describe("Woodgrove's customers", () => {
  test.each([
    ["dana@proseware.com", "password", "emailAddress", "woodgrove.onmicrosoft.com"],
    ["ravi@adatum.com", "emailOtp", "federated", "mail"],
    ["lena@alpineskihouse.com", "federated", "federated", "google.com"],
    ["otto@tailwindtraders.com", "password", "emailAddress", "woodgrove.onmicrosoft.com"],
  ])("include %s, who signs in by %s", (address, kind, signInType, issuer) => {
    const user = userOf(address)
    expect(tenant.credentials.get(user.id)?.kind).toBe(kind)
    expect(user.identities).toMatchObject([
      { signInType, issuer },
      { signInType: "userPrincipalName", issuerAssignedId: user.userPrincipalName },
    ])
  })

  test("are about 25, of four kinds with more than one each", () => {
    const customers = tenant.users.filter(({ mail }) => mail)
    expect(customers).toHaveLength(25)
    const kinds = customers.map(({ id }) => {
      const credential = tenant.credentials.get(id)
      return credential?.kind === "password" && credential.password === null ? "toMigrate" : credential?.kind
    })
    for (const kind of ["password", "emailOtp", "federated", "toMigrate"])
      expect(kinds.filter((one) => one === kind).length).toBeGreaterThan(1)
  })

  test("have a principal name out of their id, and an address that is written once", () => {
    const customers = tenant.users.filter(({ mail }) => mail)
    for (const { id, userPrincipalName } of customers) {
      expect(id).toMatch(guid)
      expect(userPrincipalName).toBe(`${id}@woodgrove.onmicrosoft.com`)
    }
    expect(new Set(customers.map(({ mail }) => mail?.toLowerCase())).size).toBe(customers.length)
  })

  test("are known at Google by digits only", () => {
    expect(userOf("lena@alpineskihouse.com").identities[0]?.issuerAssignedId).toMatch(/^\d{20,21}$/)
  })

  test("who are to migrate have no password here but one in the old store, and nobody else is in it", () => {
    const marked = tenant.users.filter(({ extensions }) => extensions[toMigrateProperty] === true)
    expect(marked.map(({ mail }) => mail).sort()).toEqual([...legacyPasswords.keys()].sort())
    for (const { id } of marked)
      expect(tenant.credentials.get(id)).toEqual({ kind: "password", password: null })
    expect(legacyPasswords.get("otto@tailwindtraders.com")).toBeTruthy()
  })

  test("carry directory extensions of the tenant's own app only", () => {
    const prefix = `extension_${woodgroveIds.extensionsApp.replaceAll("-", "")}_`
    for (const { extensions } of tenant.users)
      for (const name of Object.keys(extensions)) expect(name.startsWith(prefix)).toBe(true)
    expect(appOf(woodgroveIds.extensionsApp)?.displayName).toMatch(/^b2c-extensions-app/)
  })

  test("have no account on premises", () => {
    expect(tenant.users.every((user) => user.onPremisesSamAccountName === null)).toBe(true)
  })
})

test("every user has a credential and every credential a user", () => {
  expect([...tenant.credentials.keys()].sort()).toEqual(tenant.users.map(({ id }) => id).sort())
})

describe("Woodgrove's wiring", () => {
  test("the native app is a public client that may use native authentication, in the flow of the web app", () => {
    expect(appOf(woodgroveIds.mobileApp)).toMatchObject({
      isFallbackPublicClient: true,
      nativeAuthenticationApisEnabled: "all",
    })
    const [flow] = tenant.authenticationEventsFlows
    expect(flow?.conditions.applications.includeApplications.map(({ appId }) => appId)).toEqual([
      woodgroveIds.groceriesApp,
      woodgroveIds.mobileApp,
    ])
  })

  test("the flow offers a mailed code and Google, which the tenant has, and the tenant has more", () => {
    const [flow] = tenant.authenticationEventsFlows
    const used = flow?.onAuthenticationMethodLoadStart.identityProviders.map(({ id }) => id)
    expect(used).toEqual(["EmailOtpSignup-OAUTH", "Google-OAUTH"])
    const known = tenant.identityProviders.map(({ id }) => id)
    expect(known).toEqual(expect.arrayContaining([...(used ?? []), "EmailPassword-OAUTH"]))
    expect(tenant.emailMethod).toMatchObject({ state: "enabled", includeTargets: ["all_users"] })
  })

  test("the flow collects each of its attributes once, a custom text and a custom yes or no among them", () => {
    const collection = tenant.authenticationEventsFlows[0]?.onAttributeCollection
    const ids = collection?.attributes.map(({ id }) => id)
    expect(ids).toEqual([
      "email",
      "displayName",
      "city",
      "postalCode",
      "country",
      collectedProperties.loyaltyNumber,
      collectedProperties.newsletter,
    ])
    const [view] = collection?.attributeCollectionPage.views ?? []
    expect(view?.inputs.map(({ attribute }) => attribute)).toEqual(ids)
    expect(collection?.attributes.slice(-2)).toMatchObject([
      { userFlowAttributeType: "custom", dataType: "string" },
      { userFlowAttributeType: "custom", dataType: "boolean" },
    ])
  })

  test("the OTP listener is for every app and says nothing of errors", () => {
    const listener = tenant.authenticationEventListeners.find(({ id }) => id === woodgroveIds.otpListener)
    expect(listener?.conditions.applications).toEqual({
      includeAllApplications: true,
      includeApplications: [],
    })
    expect(listener?.handler.configuration?.behaviorOnError).toBeNull()
    const extension = tenant.customAuthenticationExtensions.find(({ id }) => id === woodgroveIds.otpExtension)
    expect(extension?.behaviorOnError).toBeNull()
  })

  test("the migration listener names the property that marks users", () => {
    const listener = tenant.authenticationEventListeners.find(
      ({ id }) => id === woodgroveIds.passwordListener,
    )
    expect(listener?.handler.migrationPropertyId).toBe(toMigrateProperty)
  })

  test("passwords are encrypted to a certificate whose key the migration API has", () => {
    const app = appOf(woodgroveIds.migrationApiApp)
    const key = app?.keyCredentials.find(({ keyId }) => keyId === app.tokenEncryptionKeyId)
    expect(key).toMatchObject({ usage: "Encrypt", type: "AsymmetricX509Cert" })
    const certificate = new X509Certificate(Buffer.from(key?.key ?? "", "base64"))
    expect(certificate.checkPrivateKey(createPrivateKey(world.migrationKey.key))).toBe(true)
    expect(certificate.publicKey.asymmetricKeyType).toBe("rsa")
    expect(Date.parse(certificate.validTo)).toBeGreaterThan(Date.parse(key?.endDateTime ?? "") - 86_400_000)
  })

  test("both attribute extensions share one API app", () => {
    const start = tenant.customAuthenticationExtensions.filter(
      ({ authenticationConfiguration }) =>
        authenticationConfiguration?.resourceId ===
        `api://signup.woodgrove.example/${woodgroveIds.signUpApiApp}`,
    )
    expect(start.map(({ id }) => id)).toEqual([
      woodgroveIds.attributeStartExtension,
      woodgroveIds.attributeSubmitExtension,
    ])
  })

  test("fraud protection has a listener without an extension", () => {
    expect(tenant.otherListeners).toMatchObject([
      { "@odata.type": "#microsoft.graph.onFraudProtectionLoadStartListener" },
    ])
    expect(JSON.stringify(tenant.otherListeners)).not.toContain("customExtension")
  })
})
