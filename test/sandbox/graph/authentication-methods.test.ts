import { beforeEach, expect, test } from "vitest"
import { openGraph } from "./graph"

const { world, getOfWoodgrove: get, woodgrove } = await openGraph()
beforeEach(() => {
  world.reset()
  Object.assign(woodgrove().emailMethod, { state: "enabled", allowExternalIdToUseEmailOtp: "default" })
})

const path = "policies/authenticationMethodsPolicy"
const email = {
  "@odata.type": "#microsoft.graph.emailAuthenticationMethodConfiguration",
  id: "Email",
  state: "enabled",
  excludeTargets: [],
  allowExternalIdToUseEmailOtp: "default",
  includeTargets: [{ targetType: "group", id: "all_users", isRegistrationRequired: false }],
}

test.each(["v1.0", "beta"])("the mailed code of %s is found in any case", async (version) => {
  for (const id of ["email", "Email", "EMAIL"]) {
    const { status, body } = await get(`/${version}/${path}/authenticationMethodConfigurations/${id}`)
    expect(status).toBe(200)
    expect(body).toEqual({
      "@odata.context": `${world.urls.graph}/${version}/$metadata#authenticationMethodConfigurations/$entity`,
      ...email,
    })
  }
})

test("the mailed code shows what the tenant says about it", async () => {
  Object.assign(woodgrove().emailMethod, {
    state: "disabled",
    allowExternalIdToUseEmailOtp: "disabled",
    includeTargets: [],
    excludeTargets: ["a-group"],
  })
  expect((await get(`/v1.0/${path}/authenticationMethodConfigurations/email`)).body).toMatchObject({
    state: "disabled",
    allowExternalIdToUseEmailOtp: "disabled",
    includeTargets: [],
    excludeTargets: [{ targetType: "group", id: "a-group" }],
  })
})

test("the whole policy holds the configuration of every method", async () => {
  const { body } = await get(`/v1.0/${path}`)
  expect(body).toMatchObject({
    "@odata.context": `${world.urls.graph}/v1.0/$metadata#authenticationMethodsPolicy`,
    id: "authenticationMethodsPolicy",
    displayName: "Authentication Methods Policy",
  })
  expect(body.authenticationMethodConfigurations).toContainEqual(email)
  expect(body.authenticationMethodConfigurations).toContainEqual(
    expect.objectContaining({
      "@odata.type": "#microsoft.graph.microsoftAuthenticatorAuthenticationMethodConfiguration",
      id: "MicrosoftAuthenticator",
    }),
  )
})

test("an unknown method answers 404, an option 501", async () => {
  expect((await get(`/v1.0/${path}/authenticationMethodConfigurations/pigeon`)).status).toBe(404)
  expect((await get(`/v1.0/${path}?$select=id`)).status).toBe(501)
})
