import { beforeEach, describe, expect, test } from "vitest"
import { contosoIds } from "../../../sandbox/tenants/contoso"
import { openGraph } from "./graph"

const { world, get, tenant } = await openGraph()
beforeEach(() => world.reset())

const extensions = "identity/customAuthenticationExtensions"
const listeners = "identity/authenticationEventListeners"

test("extensions are listed as they are stored, under their own context", async () => {
  const { body } = await get(`/v1.0/${extensions}`)
  expect(body).toEqual({
    "@odata.context": `${world.urls.graph}/v1.0/$metadata#${extensions}`,
    value: tenant().customAuthenticationExtensions,
  })
})

test("one extension carries the context of an entity", async () => {
  const { body } = await get(`/beta/${extensions}/${contosoIds.extension.toUpperCase()}`)
  expect(body).toEqual({
    "@odata.context": `${world.urls.graph}/beta/$metadata#${extensions}/$entity`,
    ...tenant().customAuthenticationExtensions[0],
  })
})

test.each([extensions, listeners])("an unknown id in %s answers 404", async (path) => {
  const { status, body } = await get(`/v1.0/${path}/6fc5012e-0000-0000-0000-000000000000`)
  expect(status).toBe(404)
  expect(body.error.code).toBe("ResourceNotFound")
})

describe("$filter of extensions", () => {
  const count = async (filter: string) => {
    const { status, body } = await get(`/v1.0/${extensions}?$filter=${encodeURIComponent(filter)}`)
    return status === 200 ? body.value.length : body.error.code
  }

  test.each([
    ["isof('microsoft.graph.onTokenIssuanceStartCustomExtension')", 1],
    ["isof('microsoft.graph.onOtpSendCustomExtension')", 0],
    ["isof('microsoft.graph.customAuthenticationExtension')", 1],
    ["isof('microsoft.graph.somethingElse')", "BadRequest"],
    ["displayName eq 'Loyalty claims'", "BadRequest"],
    ["not isof('microsoft.graph.onOtpSendCustomExtension')", "BadRequest"],
    ["isof(", "BadRequest"],
  ])("%s gives %s", async (filter, wanted) => {
    expect(await count(filter)).toBe(wanted)
  })
})

test("options that the sandbox lacks for these collections answer 501", async () => {
  expect((await get(`/v1.0/${listeners}?$expand=x`)).status).toBe(501)
  expect((await get(`/v1.0/${extensions}?$top=1`)).status).toBe(501)
})

test("a listener shows its extension in place, without its type, and the annotation of its apps", async () => {
  const { body } = await get(`/beta/${listeners}`)
  const { "@odata.type": _, ...inline } = tenant().customAuthenticationExtensions[0] ?? {}
  expect(body["@odata.context"]).toBe(`${world.urls.graph}/beta/$metadata#${listeners}`)
  expect(body.value).toEqual([
    {
      "@odata.type": "#microsoft.graph.onTokenIssuanceStartListener",
      id: contosoIds.listener,
      displayName: null,
      authenticationEventsFlowId: null,
      priority: 500,
      conditions: {
        applications: {
          includeAllApplications: false,
          "includeApplications@odata.context": `${world.urls.graph}/beta/$metadata#${listeners}('${contosoIds.listener}')/microsoft.graph.onTokenIssuanceStartListener/conditions/applications/includeApplications`,
          includeApplications: [{ appId: contosoIds.groceriesApp }, { appId: contosoIds.expensesApp }],
        },
      },
      handler: {
        "@odata.type": "#microsoft.graph.onTokenIssuanceStartCustomExtensionHandler",
        configuration: null,
        customExtension: inline,
      },
    },
  ])
})

test("a listener of v1.0 has neither priority nor includeAllApplications", async () => {
  const { body } = await get(`/v1.0/${listeners}/${contosoIds.listener}`)
  expect(body["@odata.context"]).toBe(`${world.urls.graph}/v1.0/$metadata#${listeners}/$entity`)
  expect(body).not.toHaveProperty("priority")
  expect(body).toHaveProperty("conditions.applications.includeApplications")
  expect(body).not.toHaveProperty("conditions.applications.includeAllApplications")
})

test("a listener whose extension was deleted keeps only its id", async () => {
  tenant().customAuthenticationExtensions = []
  const { body } = await get(`/v1.0/${listeners}/${contosoIds.listener}`)
  expect(body).toHaveProperty("handler.customExtension", { id: contosoIds.extension })
})

test("reading changes nothing in the tenant", async () => {
  const before = structuredClone(tenant().authenticationEventListeners)
  await get(`/v1.0/${listeners}`)
  expect(tenant().authenticationEventListeners).toEqual(before)
})
