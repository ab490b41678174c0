import { beforeEach, describe, expect, test } from "vitest"
import { contosoIds } from "../../../sandbox/tenants/ids"
import { openGraph } from "./graph"

const { world, get, tenant } = await openGraph()
beforeEach(() => world.reset())

const path = "identity/customAuthenticationExtensions"
const betaType = "#microsoft.graph.onPasswordUpdateCustomExtension"
const types = (rows: readonly Record<string, unknown>[]) => rows.map((row) => row["@odata.type"])

test("extensions are listed as they are stored, under their own context", async () => {
  const { body } = await get(`/beta/${path}`)
  expect(body).toEqual({
    "@odata.context": `${world.urls.graph}/beta/$metadata#${path}`,
    value: tenant().customAuthenticationExtensions,
  })
})

test("an extension of a type that only beta has is left out in v1.0", async () => {
  const inPreview = tenant().customAuthenticationExtensions.find((one) => one["@odata.type"] === betaType)
  expect(types((await get(`/beta/${path}`)).body.value)).toContain(betaType)
  expect(types((await get(`/v1.0/${path}`)).body.value)).not.toContain(betaType)
  expect((await get(`/beta/${path}/${inPreview?.id}`)).status).toBe(200)
  expect((await get(`/v1.0/${path}/${inPreview?.id}`)).status).toBe(404)
})

test("one extension carries the context of an entity", async () => {
  const { body } = await get(`/v1.0/${path}/${contosoIds.extension.toUpperCase()}`)
  expect(body).toEqual({
    "@odata.context": `${world.urls.graph}/v1.0/$metadata#${path}/$entity`,
    ...tenant().customAuthenticationExtensions[0],
  })
})

test("an unknown id answers 404", async () => {
  const { status, body } = await get(`/v1.0/${path}/6fc5012e-0000-0000-0000-000000000000`)
  expect(status).toBe(404)
  expect(body.error.code).toBe("ResourceNotFound")
})

describe("$filter", () => {
  const ask = async (version: string, filter: string) => {
    const { status, body } = await get(`/${version}/${path}?$filter=${encodeURIComponent(filter)}`)
    return status === 200 ? body.value.length : body.error.code
  }

  test.each([
    ["isof('microsoft.graph.onTokenIssuanceStartCustomExtension')", 1],
    ["isOf('microsoft.graph.onVerifiedIdClaimValidationCustomExtension')", 1],
    ["isof('microsoft.graph.onOtpSendCustomExtension')", 0],
    ["isof('microsoft.graph.customAuthenticationExtension')", 2],
    ["isof('microsoft.graph.onPasswordUpdateCustomExtension')", "BadRequest"],
    ["isof('microsoft.graph.somethingElse')", "BadRequest"],
    ["displayName eq 'Loyalty claims'", "BadRequest"],
    ["not isof('microsoft.graph.onOtpSendCustomExtension')", "BadRequest"],
    ["isof(", "BadRequest"],
  ])("of v1.0: %s gives %s", async (filter, wanted) => {
    expect(await ask("v1.0", filter)).toBe(wanted)
  })

  test("of beta knows the types in preview", async () => {
    expect(await ask("beta", "isof('microsoft.graph.onPasswordUpdateCustomExtension')")).toBe(1)
    expect(await ask("beta", "isof('microsoft.graph.somethingElse')")).toBe("BadRequest")
  })
})

describe("$select", () => {
  test("keeps the type, in the list of beta and of one extension in both versions", async () => {
    const list = await get(`/beta/${path}?$select=id,displayName`)
    expect(list.body["@odata.context"]).toBe(`${world.urls.graph}/beta/$metadata#${path}(id,displayName)`)
    expect(list.body.value[0]).toEqual({
      "@odata.type": "#microsoft.graph.onTokenIssuanceStartCustomExtension",
      id: contosoIds.extension,
      displayName: "Loyalty claims",
    })
    const one = await get(`/v1.0/${path}/${contosoIds.extension}?$select=clientConfiguration`)
    expect(Object.keys(one.body)).toEqual(["@odata.context", "@odata.type", "clientConfiguration"])
  })

  test("of a member that only one type has answers 400", async () => {
    expect((await get(`/beta/${path}?$select=claimsForTokenConfiguration`)).status).toBe(400)
  })
})

test("options that no document names answer 501", async () => {
  for (const option of ["$top=1", "$select=id", "$orderby=id"])
    expect((await get(`/v1.0/${path}?${option}`)).status).toBe(501)
})
