import { expect, test } from "vitest"
import { openGraph } from "./graph"

const { world, get: getOfContoso, getOfWoodgrove: get, woodgrove } = await openGraph()
const path = "identity/identityProviders"

test.each(["v1.0", "beta"])("the identity providers of %s are listed as they are stored", async (version) => {
  const { body } = await get(`/${version}/${path}`)
  expect(body).toEqual({
    "@odata.context": `${world.urls.graph}/${version}/$metadata#${path}`,
    value: woodgrove().identityProviders,
  })
  expect(body.value).toContainEqual(
    expect.objectContaining({
      "@odata.type": "#microsoft.graph.builtInIdentityProvider",
      id: "EmailOtpSignup-OAUTH",
      identityProviderType: "EmailOTP",
    }),
  )
})

test("one is found by its id in any case", async () => {
  const { body } = await get(`/v1.0/${path}/google-oauth`)
  expect(body).toMatchObject({
    "@odata.context": `${world.urls.graph}/v1.0/$metadata#${path}/$entity`,
    "@odata.type": "#microsoft.graph.socialIdentityProvider",
    id: "Google-OAUTH",
    clientSecret: "******",
  })
  expect((await getOfContoso(`/v1.0/${path}/Google-OAUTH`)).status).toBe(404)
})

test("no option is documented", async () => {
  expect((await get(`/v1.0/${path}?$filter=id eq 'x'`)).status).toBe(501)
  expect((await get(`/v1.0/${path}?$colour=red`)).status).toBe(400)
})
