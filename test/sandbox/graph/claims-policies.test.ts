import { beforeEach, describe, expect, test } from "vitest"
import { contosoIds } from "../../../sandbox/tenants/ids"
import { openGraph } from "./graph"

const { world, get, tenant } = await openGraph()
beforeEach(() => world.reset())

const path = "policies/claimsMappingPolicies"
const target = contosoIds.groceriesServicePrincipal
const readAndWrite = ["Policy.Read.All", "Application.ReadWrite.All"]

function thePolicy() {
  const [policy] = tenant().claimsMappingPolicies
  if (!policy) throw new Error("Contoso has no claims mapping policy.")
  return policy
}

test.each(["v1.0", "beta"])("policies of %s say nothing about whom they apply to", async (version) => {
  const { appliesTo: _, ...policy } = thePolicy()
  const { body } = await get(`/${version}/${path}`)
  expect(body["@odata.context"]).toBe(`${world.urls.graph}/${version}/$metadata#${path}`)
  expect(body.value).toContainEqual(policy)
  expect(JSON.parse(policy.definition[0] ?? "")).toHaveProperty("ClaimsMappingPolicy.ClaimsSchema")
})

test("one policy is found by its id", async () => {
  const { body } = await get(`/v1.0/${path}/${contosoIds.claimsPolicy}`)
  expect(body).toMatchObject({
    "@odata.context": `${world.urls.graph}/v1.0/$metadata#${path}/$entity`,
    id: contosoIds.claimsPolicy,
    deletedDateTime: null,
    isOrganizationDefault: false,
  })
  expect((await get(`/v1.0/${path}/1c5e0a77-0000-0000-0000-000000000000`)).status).toBe(404)
})

test("policies are filtered by name, selected and paged", async () => {
  tenant().claimsMappingPolicies.push({
    ...thePolicy(),
    id: "1c5e0a77-0000-4000-8000-000000000001",
    displayName: "Other",
  })
  const { body } = await get(`/v1.0/${path}?$filter=displayName eq 'other'&$select=id,displayName`)
  expect(body.value).toEqual([{ id: "1c5e0a77-0000-4000-8000-000000000001", displayName: "Other" }])
  expect((await get(`/v1.0/${path}?$top=1`)).body).toHaveProperty(["@odata.nextLink"])
  expect((await get(`/v1.0/${path}?$filter=isOrganizationDefault eq false`)).status).toBe(400)
  expect((await get(`/v1.0/${path}?$expand=appliesTo`)).status).toBe(501)
})

describe("appliesTo", () => {
  beforeEach(() => {
    thePolicy().appliesTo = [target]
  })

  test("lists the service principals with their type", async () => {
    const { body } = await get(`/v1.0/${path}/${contosoIds.claimsPolicy}/appliesTo`)
    expect(body["@odata.context"]).toBe(`${world.urls.graph}/v1.0/$metadata#directoryObjects`)
    expect(body.value).toMatchObject([
      { "@odata.type": "#microsoft.graph.servicePrincipal", id: target, appId: contosoIds.groceriesApp },
    ])
  })

  test("shows only type and id to those who may not read apps", async () => {
    const address = `/v1.0/${path}/${contosoIds.claimsPolicy}/appliesTo`
    const { status, body } = await get(address, { roles: ["Policy.Read.All"] })
    expect(status).toBe(200)
    expect(body.value).toMatchObject([
      { "@odata.type": "#microsoft.graph.servicePrincipal", id: target, appId: null, displayName: null },
    ])
  })

  test("leaves out what was deleted", async () => {
    tenant().servicePrincipals = tenant().servicePrincipals.filter(({ id }) => id !== target)
    expect((await get(`/v1.0/${path}/${contosoIds.claimsPolicy}/appliesTo`)).body.value).toEqual([])
  })
})

describe("the policies of one service principal", () => {
  const address = `/v1.0/servicePrincipals/${target}/claimsMappingPolicies`

  test("need a permission to write apps even for a read", async () => {
    for (const roles of [
      ["Policy.Read.All"],
      ["Application.ReadWrite.All"],
      ["Policy.Read.All", "Application.Read.All"],
    ])
      expect((await get(address, { roles })).status).toBe(403)
    expect((await get(address, { roles: readAndWrite })).status).toBe(200)
  })

  test("are those assigned to it, found by either key", async () => {
    thePolicy().appliesTo = [target]
    const byAppId = `/v1.0/servicePrincipals(appId='${contosoIds.groceriesApp}')/claimsMappingPolicies`
    for (const one of [address, byAppId]) {
      const { body } = await get(one, { roles: readAndWrite })
      expect(body["@odata.context"]).toBe(
        `${world.urls.graph}/v1.0/$metadata#Collection(microsoft.graph.claimsMappingPolicy)`,
      )
      expect(body.value).toMatchObject([{ id: contosoIds.claimsPolicy }])
      expect(body.value[0]).not.toHaveProperty("appliesTo")
    }
    thePolicy().appliesTo = []
    expect((await get(address, { roles: readAndWrite })).body.value).toEqual([])
  })
})

describe("the claims policy that the portal writes", () => {
  const address = `servicePrincipals/${target}/claimsPolicy`
  const roles = ["Policy.ReadWrite.ApplicationConfiguration"]

  test("is empty, and needs a permission to write policies even for a read", async () => {
    const { body } = await get(`/beta/${address}`, { roles })
    expect(body).toEqual({
      "@odata.context": `${world.urls.graph}/beta/$metadata#servicePrincipals('${target}')/claimsPolicy`,
      value: [],
    })
    expect((await get(`/beta/${address}`, { roles: ["Policy.Read.All"] })).status).toBe(403)
  })

  test("is not in v1.0", async () => {
    const { status, body } = await get(`/v1.0/${address}`, { roles })
    expect(status).toBe(400)
    expect(body.error.message).toBe("Resource not found for the segment 'claimsPolicy'.")
  })
})
