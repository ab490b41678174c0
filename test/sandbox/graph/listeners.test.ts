import { beforeEach, describe, expect, test } from "vitest"
import { contosoIds, toMigrateProperty, woodgroveIds } from "../../../sandbox/tenants/ids"
import { openGraph } from "./graph"

const { world, get, getOfWoodgrove, tenant, woodgrove } = await openGraph()
beforeEach(() => world.reset())

const path = "identity/authenticationEventListeners"
const types = (rows: readonly Record<string, unknown>[]) =>
  rows.map((row) => String(row["@odata.type"]).replace("#microsoft.graph.", ""))

test("a listener shows its extension in place, without its type, and the annotation of its apps", async () => {
  const { body } = await get(`/beta/${path}`)
  const [{ "@odata.type": _, ...inline } = { "@odata.type": "" }] = tenant().customAuthenticationExtensions
  expect(body["@odata.context"]).toBe(`${world.urls.graph}/beta/$metadata#${path}`)
  expect(body.value[0]).toEqual({
    "@odata.type": "#microsoft.graph.onTokenIssuanceStartListener",
    id: contosoIds.listener,
    displayName: null,
    authenticationEventsFlowId: null,
    priority: 500,
    conditions: {
      applications: {
        includeAllApplications: false,
        "includeApplications@odata.context": `${world.urls.graph}/beta/$metadata#${path}('${contosoIds.listener}')/microsoft.graph.onTokenIssuanceStartListener/conditions/applications/includeApplications`,
        includeApplications: [
          { appId: contosoIds.groceriesApp },
          { appId: contosoIds.expensesApp },
          { appId: contosoIds.ordersApp },
        ],
      },
    },
    handler: {
      "@odata.type": "#microsoft.graph.onTokenIssuanceStartCustomExtensionHandler",
      configuration: null,
      customExtension: inline,
    },
  })
})

test("a listener of v1.0 has neither priority nor includeAllApplications", async () => {
  const { body } = await get(`/v1.0/${path}/${contosoIds.listener}`)
  expect(body["@odata.context"]).toBe(`${world.urls.graph}/v1.0/$metadata#${path}/$entity`)
  expect(body).not.toHaveProperty("priority")
  expect(body).toHaveProperty("conditions.applications.includeApplications")
  expect(body).not.toHaveProperty("conditions.applications.includeAllApplications")
})

test("the handlers of a user flow are listed as listeners that name their flow", async () => {
  const { body } = await getOfWoodgrove(`/v1.0/${path}`)
  const ofFlow = body.value.filter((row) => row.authenticationEventsFlowId === woodgroveIds.userFlow)
  expect(types(ofFlow)).toEqual(["onAttributeCollectionStartListener", "onAttributeCollectionSubmitListener"])
  expect(ofFlow[0]).toMatchObject({ handler: { customExtension: { displayName: "Sign-up prefill" } } })
  expect((await getOfWoodgrove(`/v1.0/${path}/${ofFlow[0]?.id}`)).body.id).toBe(ofFlow[0]?.id)
})

test("a listener without a customer's API is listed as it is", async () => {
  const { body } = await getOfWoodgrove(`/v1.0/${path}`)
  const [other] = woodgrove().otherListeners
  expect(types(body.value)).toContain("onFraudProtectionLoadStartListener")
  expect(body.value.find(({ id }) => id === other?.id)).toMatchObject({ handler: other?.handler })
})

test("a listener of a type that v1.0 lacks is listed by beta only", async () => {
  const [other] = tenant().otherListeners
  const type = types([other ?? {}])[0]
  expect(types((await get(`/beta/${path}`)).body.value)).toContain(type)
  expect(types((await get(`/v1.0/${path}`)).body.value)).not.toContain(type)
  expect((await get(`/v1.0/${path}/${other?.id}`)).status).toBe(404)
})

test("a listener without conditions is answered without them", async () => {
  tenant().otherListeners = [{ "@odata.type": "#microsoft.graph.onUserCreateStartListener", id: "bare" }]
  const { body } = await get(`/v1.0/${path}/bare`)
  expect(body).toEqual({
    "@odata.context": `${world.urls.graph}/v1.0/$metadata#${path}/$entity`,
    "@odata.type": "#microsoft.graph.onUserCreateStartListener",
    id: "bare",
  })
})

test("a handler for password migration names the property that marks whom it is for", async () => {
  const { body } = await getOfWoodgrove(`/v1.0/${path}/${woodgroveIds.passwordListener}`)
  expect(body.handler).toMatchObject({
    "@odata.type": "#microsoft.graph.onPasswordMigrationCustomExtensionHandler",
    migrationPropertyId: toMigrateProperty,
  })
})

test("a listener whose extension was deleted keeps only its id", async () => {
  tenant().customAuthenticationExtensions = []
  const { body } = await get(`/v1.0/${path}/${contosoIds.listener}`)
  expect(body).toHaveProperty("handler.customExtension", { id: contosoIds.extension })
})

test("an unknown id answers 404", async () => {
  expect((await get(`/v1.0/${path}/990d94e5-0000-0000-0000-000000000000`)).status).toBe(404)
})

describe("$filter", () => {
  const ask = async (version: string, filter: string) => {
    const { status, body } = await getOfWoodgrove(`/${version}/${path}?$filter=${encodeURIComponent(filter)}`)
    return status === 200 ? types(body.value) : body.error.code
  }
  const apps = "conditions/applications/includeApplications"
  const ofMobile = `any(a:a/appId eq '${woodgroveIds.mobileApp}')`

  test.each([
    ["isof('microsoft.graph.onEmailOtpSendListener')", ["onEmailOtpSendListener"]],
    [
      `authenticationEventsFlowId eq '${woodgroveIds.userFlow}' and isof('microsoft.graph.onAttributeCollectionStartListener')`,
      ["onAttributeCollectionStartListener"],
    ],
    [`${apps}/any(a:a/appId eq 'no-such-app')`, []],
    [`microsoft.graph.onTokenIssuanceStartListener/${apps}/${ofMobile}`, ["onTokenIssuanceStartListener"]],
    [`microsoft.graph.onEmailOtpSendListener/${apps}/${ofMobile}`, []],
  ])("%s gives %j", async (filter, wanted) => {
    expect(await ask("v1.0", filter)).toEqual(wanted)
    expect(await ask("beta", filter)).toEqual(wanted)
  })

  test.each([
    "displayName eq 'x'",
    "priority eq 500",
    "handler/customExtension/id eq 'x'",
    `${apps}/any(a:a/id eq 'x')`,
    "isof('microsoft.graph.onPageRenderStartListener')",
    "isof('microsoft.graph.customAuthenticationExtension')",
  ])("%s answers 400", async (filter) => {
    expect(await ask("v1.0", filter)).toBe("BadRequest")
  })
})

test("$select is an option of beta and keeps the type", async () => {
  const { body } = await get(`/beta/${path}?$select=id,priority`)
  expect(body.value[0]).toEqual({
    "@odata.type": "#microsoft.graph.onTokenIssuanceStartListener",
    id: contosoIds.listener,
    priority: 500,
  })
  expect((await get(`/beta/${path}?$select=handler`)).status).toBe(400)
  expect((await get(`/v1.0/${path}?$select=id`)).status).toBe(501)
})

test("$expand is an option of v1.0, for what stands in the answer anyway", async () => {
  const handler = "microsoft.graph.onTokenIssuanceStartCustomExtensionHandler"
  const cast = `microsoft.graph.onTokenIssuanceStartListener/handler/${handler}/customExtension`
  const plain = await get(`/v1.0/${path}`)
  expect((await get(`/v1.0/${path}?$expand=${cast}`)).body.value).toEqual(plain.body.value)
  expect((await get(`/v1.0/${path}?$expand=colour`)).status).toBe(400)
  expect((await get(`/beta/${path}?$expand=${cast}`)).status).toBe(501)
  expect((await get(`/v1.0/${path}/${contosoIds.listener}?$expand=${cast}`)).status).toBe(501)
})

test("reading changes nothing in the tenant", async () => {
  const before = structuredClone(tenant().authenticationEventListeners)
  await get(`/v1.0/${path}`)
  expect(tenant().authenticationEventListeners).toEqual(before)
})
