import { beforeEach, describe, expect, test } from "vitest"
import { woodgroveIds } from "../../../sandbox/tenants/ids"
import { openGraph } from "./graph"

const { world, get: getOfContoso, getOfWoodgrove: get, woodgrove } = await openGraph()
beforeEach(() => world.reset())

const path = "identity/authenticationEventsFlows"
const flowType = "microsoft.graph.externalUsersSelfServiceSignUpEventsFlow"
const apps = "conditions/applications/includeApplications"
const loadStart = `${flowType}/onAuthenticationMethodLoadStart/microsoft.graph.onAuthenticationMethodLoadStartExternalUsersSelfServiceSignUp`
const collection = `${flowType}/onAttributeCollection/microsoft.graph.onAttributeCollectionExternalUsersSelfServiceSignUp`
const names = (rows: readonly Record<string, unknown>[]) => rows.map(({ displayName }) => displayName)

function theFlow() {
  const [flow] = woodgrove().authenticationEventsFlows
  if (!flow) throw new Error("Woodgrove has no user flow.")
  return flow
}

function addFlow(changes: Partial<ReturnType<typeof theFlow>>) {
  woodgrove().authenticationEventsFlows.push({ ...theFlow(), ...changes })
}

test("a flow of beta shows everything, its extensions in place", async () => {
  const flow = theFlow()
  const { body } = await get(`/beta/${path}`)
  expect(body["@odata.context"]).toBe(`${world.urls.graph}/beta/$metadata#${path}`)
  expect(body.value).toHaveLength(1)
  expect(body.value[0]).toEqual({
    ...flow,
    conditions: {
      applications: {
        ...flow.conditions.applications,
        "includeApplications@odata.context": `${world.urls.graph}/beta/$metadata#${path}('${flow.id}')/${flowType}/${apps}`,
      },
    },
    onAttributeCollectionStart: {
      "@odata.type": "#microsoft.graph.onAttributeCollectionStartCustomExtensionHandler",
      configuration: null,
      customExtension: expect.objectContaining({ id: woodgroveIds.attributeStartExtension }),
    },
    onAttributeCollectionSubmit: {
      "@odata.type": "#microsoft.graph.onAttributeCollectionSubmitCustomExtensionHandler",
      configuration: null,
      customExtension: expect.objectContaining({ displayName: "Sign-up check" }),
    },
  })
  expect(body.value[0]).not.toHaveProperty(["onAttributeCollectionStart", "customExtension", "@odata.type"])
})

test("a flow of v1.0 has neither priority nor includeAllApplications", async () => {
  const { body } = await get(`/v1.0/${path}/${woodgroveIds.userFlow}`)
  expect(body["@odata.context"]).toBe(`${world.urls.graph}/v1.0/$metadata#${path}/$entity`)
  expect(body["@odata.type"]).toBe(`#${flowType}`)
  expect(body).not.toHaveProperty("priority")
  expect(body).not.toHaveProperty("conditions.applications.includeAllApplications")
  expect(body).toHaveProperty("onAuthenticationMethodLoadStart.identityProviders")
})

test("a flow without handlers says null", async () => {
  Object.assign(theFlow(), { onAttributeCollectionStart: null })
  const { body } = await get(`/v1.0/${path}/${woodgroveIds.userFlow}`)
  expect(body.onAttributeCollectionStart).toBeNull()
})

test("a tenant without flows answers an empty list, and 404 for one flow", async () => {
  expect((await getOfContoso(`/beta/${path}`)).body.value).toEqual([])
  expect((await getOfContoso(`/beta/${path}/${woodgroveIds.userFlow}`)).status).toBe(404)
})

describe("$filter", () => {
  const ask = async (filter: string, version = "v1.0") => {
    const { status, body } = await get(`/${version}/${path}?$filter=${encodeURIComponent(filter)}`)
    return status === 200 ? names(body.value) : body.error.code
  }
  const found = ["Groceries sign-up and sign-in"]

  test.each([
    [`${loadStart}/identityProviders/any(idp:idp/id eq 'Google-OAUTH')`, found],
    [`${loadStart}/identityProviders/any(idp:idp/id eq 'Facebook-OAUTH')`, []],
    [`${collection}/attributes/any(attribute:attribute/id eq 'city')`, found],
    [`${flowType}/${apps}/any(appId:appId/appId eq '${woodgroveIds.groceriesApp}')`, found],
    [`${flowType}/${apps}/any(a:a/appId eq '${woodgroveIds.ordersApp}')`, []],
    ["displayName eq 'Groceries sign-up and sign-in'", found],
    [`id eq '${woodgroveIds.userFlow}'`, found],
    [`isof('${flowType}')`, found],
  ])("%s gives %j", async (filter, wanted) => {
    expect(await ask(filter)).toEqual(wanted)
    expect(await ask(filter, "beta")).toEqual(wanted)
  })

  test.each([
    `${apps}/any(a:a/appId eq 'x')`,
    `${loadStart}/identityProviders/any(idp:idp/displayName eq 'Google')`,
    `${loadStart}/identityProviders/any(idp:idp eq 'Google-OAUTH')`,
    "startswith(displayName,'G')",
    "priority eq 500",
    "description eq 'x'",
    "isof('microsoft.graph.somethingElse')",
    "nonsense",
  ])("%s answers 400", async (filter) => {
    expect(await ask(filter)).toBe("BadRequest")
  })
})

describe("$orderby, $top and $expand", () => {
  beforeEach(() => addFlow({ id: "00000000-0000-4000-8000-000000000001", displayName: "A flow" }))

  test("sort by name, up or down", async () => {
    const up = names((await get(`/beta/${path}?$orderby=displayName`)).body.value)
    expect(up).toEqual(["A flow", "Groceries sign-up and sign-in"])
    expect(names((await get(`/beta/${path}?$orderby=displayName desc`)).body.value)).toEqual(up.reverse())
    expect((await get(`/beta/${path}?$orderby=priority`)).status).toBe(400)
  })

  test("give pages that show each flow once", async () => {
    const first = await get(`/v1.0/${path}?$top=1&$orderby=displayName`)
    expect(names(first.body.value)).toEqual(["A flow"])
    const second = await get(first.body["@odata.nextLink"] ?? "")
    expect(names(second.body.value)).toEqual(["Groceries sign-up and sign-in"])
    expect(second.body).not.toHaveProperty(["@odata.nextLink"])
  })

  test("expand what stands in the answer anyway", async () => {
    const plain = await get(`/v1.0/${path}`)
    const expanded = await get(`/v1.0/${path}?$expand=${loadStart}/identityProviders,${apps}`)
    expect(expanded.body).toEqual(plain.body)
    expect((await get(`/v1.0/${path}?$expand=colour`)).status).toBe(400)
    expect((await get(`/v1.0/${path}/${woodgroveIds.userFlow}?$expand=${apps}`)).status).toBe(200)
  })

  test("are the only options", async () => {
    expect((await get(`/v1.0/${path}?$select=id`)).status).toBe(501)
    expect((await get(`/v1.0/${path}?$colour=red`)).status).toBe(400)
  })
})

describe("the parts of a flow have paths of their own:", () => {
  const part = (rest: string, version = "v1.0") => get(`/${version}/${path}/${woodgroveIds.userFlow}/${rest}`)

  test("its apps", async () => {
    const { body } = await part(`${apps}/`, "beta")
    expect(body["@odata.context"]).toBe(
      `${world.urls.graph}/beta/$metadata#${path}('${woodgroveIds.userFlow}')/${apps}`,
    )
    expect(body.value).toEqual(theFlow().conditions.applications.includeApplications)
  })

  test("its identity providers", async () => {
    const { body } = await part(`${loadStart}/identityProviders`)
    expect(body["@odata.context"]).toBe(
      `${world.urls.graph}/v1.0/$metadata#Collection(microsoft.graph.identityProviderBase)`,
    )
    expect(body.value).toEqual(theFlow().onAuthenticationMethodLoadStart.identityProviders)
  })

  test.each([
    ["onAttributeCollectionStart", woodgroveIds.attributeStartExtension],
    ["onAttributeCollectionSubmit", woodgroveIds.attributeSubmitExtension],
  ] as const)("the extension behind %s", async (event, id) => {
    const rest = `${flowType}/${event}/microsoft.graph.${event}CustomExtensionHandler/customExtension`
    expect((await part(rest)).body).toMatchObject({
      "@odata.type": `#microsoft.graph.${event}CustomExtension`,
      id,
    })
    Object.assign(theFlow(), { [event]: null })
    expect((await part(rest)).status).toBe(404)
  })

  test("404 for a flow that is not there", async () => {
    expect((await get(`/v1.0/${path}/none/${apps}`)).status).toBe(404)
  })
})
