import { beforeAll, describe, expect, test } from "vitest"
import { consentedScopes } from "../../../sandbox/tenants/consents"
import { consoleDelegated, delegatedPermissions } from "../../../sandbox/tenants/delegated-permissions"
import { directoryRoles, directoryRolesOf } from "../../../sandbox/tenants/directory-roles"
import { contosoIds, woodgroveIds } from "../../../sandbox/tenants/ids"
import type { Tenant } from "../../../sandbox/tenants/types"
import { graphAppId } from "../../../sandbox/tenants/well-known"
import { createWorld, portsFrom, type World } from "../../../sandbox/world"

let world: World
beforeAll(async () => {
  world = await createWorld(portsFrom(5700))
})

describe.each([
  { name: "Contoso", ids: contosoIds },
  { name: "Woodgrove", ids: woodgroveIds },
])("the console of $name", ({ ids }) => {
  const tenant = (): Tenant => {
    const found = world.tenants.get(ids.tenant)
    if (!found) throw new Error("The tenant is missing.")
    return found
  }
  const principal = (wanted: string) => {
    const found = tenant().servicePrincipals.find(({ appId }) => appId === wanted)
    if (!found) throw new Error(`There is no service principal of ${wanted}.`)
    return found
  }
  const consent = (resource: string) =>
    consentedScopes(tenant(), { client: principal(ids.consoleApp), resource: principal(resource) })

  test("exposes access_as_user under its own URI", () => {
    const app = tenant().applications.find(({ appId }) => appId === ids.consoleApp)
    expect(app?.identifierUris).toEqual([`api://${ids.consoleApp}`])
    expect(app?.api.oauth2PermissionScopes).toMatchObject([{ value: "access_as_user", isEnabled: true }])
    expect(principal(ids.consoleApp).oauth2PermissionScopes).toEqual(app?.api.oauth2PermissionScopes)
    expect(principal(ids.consoleApp).servicePrincipalNames).toContain(`api://${ids.consoleApp}`)
  })

  test("has consent for everybody to what it asks for, of Graph and of itself", () => {
    expect(consent(graphAppId)).toEqual(consoleDelegated)
    expect(consent(ids.consoleApp)).toEqual(["access_as_user"])
  })

  test("asks in its registration for all that there is consent to", () => {
    const app = tenant().applications.find(({ appId }) => appId === ids.consoleApp)
    const asked = app?.requiredResourceAccess.flatMap(({ resourceAppId, resourceAccess }) => {
      const exposed = principal(resourceAppId).oauth2PermissionScopes
      return resourceAccess
        .filter(({ type }) => type === "Scope")
        .map(({ id }) => exposed.find((one) => one.id === id)?.value)
    })
    expect(asked).toEqual([...consoleDelegated, "access_as_user"])
  })

  test("is used by one persona who is an administrator of applications, the operator", () => {
    const holders = tenant().users.filter(({ id }) => directoryRolesOf(tenant(), id).length > 0)
    expect(holders.map(({ userPrincipalName }) => userPrincipalName.split("@")[0])).toEqual(["operator"])
    expect(holders.flatMap(({ id }) => directoryRolesOf(tenant(), id))).toEqual([
      directoryRoles["Application Administrator"],
    ])
  })
})

test("no delegated permission shares its id with another", () => {
  const ids = Object.values(delegatedPermissions)
  expect(new Set(ids).size).toBe(ids.length)
})
