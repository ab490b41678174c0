import { beforeEach, describe, expect, test } from "vitest"
import { contosoIds, woodgroveIds } from "../../../sandbox/tenants/ids"
import { openGraph } from "./graph"

const { world, get, getOfWoodgrove, tenant } = await openGraph()
beforeEach(() => world.reset())

const domain = (name: string, isInitial: boolean, isDefault: boolean) => ({
  capabilities: "Email, OfficeCommunicationsOnline",
  isDefault,
  isInitial,
  name,
  type: "Managed",
})

describe("organization", () => {
  test("is the tenant with its domains", async () => {
    const { body } = await get("/v1.0/organization?$select=id,tenantType,countryLetterCode,verifiedDomains")
    expect(body.value).toEqual([
      {
        id: contosoIds.tenant,
        tenantType: "AAD",
        countryLetterCode: "US",
        verifiedDomains: expect.arrayContaining([
          domain("contoso.com", false, true),
          domain("contoso.onmicrosoft.com", true, false),
        ]),
      },
    ])
  })

  test("of an external tenant has its type and its own domain", async () => {
    const { body } = await getOfWoodgrove(`/beta/organization/${woodgroveIds.tenant}`)
    expect(body.tenantType).toBe("CIAM")
    expect(body.verifiedDomains).toContainEqual(
      expect.objectContaining({ name: "woodgrove.onmicrosoft.com", isInitial: true }),
    )
  })

  test("leaves out a domain that nobody proved to own", async () => {
    tenant().domains.push({ id: "new.example", isDefault: false, isInitial: false, isVerified: false })
    const { body } = await get(`/v1.0/organization/${contosoIds.tenant}`)
    expect(JSON.stringify(body.verifiedDomains)).not.toContain("new.example")
  })

  test("of another tenant answers 404", async () => {
    expect((await get(`/v1.0/organization/${woodgroveIds.tenant}`)).status).toBe(404)
  })
})

describe("domains", () => {
  test("are listed with all that their type has", async () => {
    const { body } = await get("/v1.0/domains")
    expect(body["@odata.context"]).toBe(`${world.urls.graph}/v1.0/$metadata#domains`)
    expect(body.value).toContainEqual({
      authenticationType: "Managed",
      availabilityStatus: null,
      id: "contoso.com",
      isAdminManaged: true,
      isDefault: true,
      isInitial: false,
      isRoot: true,
      isVerified: true,
      supportedServices: ["Email", "OfficeCommunicationsOnline"],
      passwordValidityPeriodInDays: null,
      passwordNotificationWindowInDays: null,
      state: null,
    })
  })

  test("are found by name in any case", async () => {
    expect((await get("/beta/domains/CONTOSO.com")).body).toMatchObject({
      "@odata.context": `${world.urls.graph}/beta/$metadata#domains/$entity`,
      id: "contoso.com",
    })
    const { status, body } = await get("/v1.0/domains/fabrikam.com")
    expect(status).toBe(404)
    expect(body.error.code).toBe("Request_ResourceNotFound")
  })

  test("are selected and paged, and not filtered", async () => {
    const { body } = await get("/v1.0/domains?$select=id&$top=1")
    expect(Object.keys(body.value[0] ?? {})).toEqual(["id"])
    expect(body).toHaveProperty(["@odata.nextLink"])
    expect((await get("/v1.0/domains?$filter=isDefault eq true")).status).toBe(400)
  })
})
