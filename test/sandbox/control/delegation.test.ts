import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { directoryRoles } from "../../../sandbox/tenants/directory-roles"
import { contosoIds, woodgroveIds } from "../../../sandbox/tenants/ids"
import type { Tenant } from "../../../sandbox/tenants/types"
import { type Sandbox, start } from "./start"

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await start(42240)
})
afterAll(() => sandbox.close())
beforeEach(() => sandbox.world.reset())

const tenantOf = (id: string): Tenant => {
  const tenant = sandbox.world.tenants.get(id)
  if (!tenant) throw new Error(`The world has no tenant ${id}.`)
  return tenant
}
const contoso = () => tenantOf(contosoIds.tenant)
const put = (path: string, body: unknown) => sandbox.call("PUT", path, body)
const consents = (tenant: Tenant) => tenant.oauth2PermissionGrants.map(({ scope }) => scope)

describe("consents", () => {
  test("are replaced by the delegated permissions that are named, of Graph unless another API is", async () => {
    const { json } = await put("/consents", { app: "Calloutscope", scopes: ["User.Read"] })
    expect(json).toEqual({
      tenant: "Contoso",
      app: "Calloutscope",
      resource: "Microsoft Graph",
      scopes: ["User.Read"],
    })
    expect(consents(contoso())).toEqual(["access_as_user", "User.Read"])
  })

  test("are taken away by an empty list, in that tenant only", async () => {
    const body = { tenant: "Woodgrove", app: "Calloutscope", resource: "Calloutscope", scopes: [] }
    expect((await put("/consents", body)).json).toMatchObject({ scopes: [] })
    expect(consents(tenantOf(woodgroveIds.tenant))).not.toContain("access_as_user")
    expect(consents(contoso())).toContain("access_as_user")
  })

  test("stay as they were when one of the names is unknown", async () => {
    const before = consents(contoso())
    const { status, json } = await put("/consents", {
      app: "Calloutscope",
      scopes: ["User.Read", "Mail.Fly"],
    })
    expect(status).toBe(400)
    expect(json).toEqual({ error: "Microsoft Graph exposes no delegated permission Mail.Fly." })
    expect(consents(contoso())).toEqual(before)
  })

  test("come back with a reset", async () => {
    const before = consents(contoso())
    await put("/consents", { app: "Calloutscope", scopes: [] })
    await sandbox.call("POST", "/reset")
    expect(consents(contoso())).toEqual(before)
  })
})

describe("directory roles", () => {
  test("of a user are replaced by those that are named", async () => {
    const roles = ["Cloud Application Administrator"]
    const { json } = await put("/directory-roles", { user: "reader", roles })
    expect(json).toEqual({ tenant: "Contoso", user: "reader@contoso.com", roles })
    expect(contoso().roleAssignments).toHaveLength(2)
    expect(contoso().roleAssignments).toContainEqual({
      principalId: contoso().users[0]?.id,
      roleDefinitionId: directoryRoles["Cloud Application Administrator"],
    })
  })

  test("are taken away by an empty list", async () => {
    await put("/directory-roles", { user: "operator", roles: [] })
    expect(contoso().roleAssignments).toEqual([])
  })

  test("that are unknown are refused", async () => {
    expect((await put("/directory-roles", { user: "operator", roles: ["Wizard"] })).status).toBe(400)
  })
})

describe("conditional access", () => {
  test("wants a second factor until it is told otherwise", async () => {
    const { json } = await put("/conditional-access", { multifactor: true })
    expect(json).toEqual({ tenant: "Contoso", multifactor: true, policy: contoso().multifactorPolicy })
    expect(contoso().multifactorPolicy).toMatch(/^[\da-f-]{36}$/)
    expect((await put("/conditional-access", { multifactor: true })).json).toEqual(json)
    await put("/conditional-access", { multifactor: false })
    expect(contoso().multifactorPolicy).toBeNull()
  })
})

describe("replication", () => {
  test("takes as long as a tenant is told, and no longer than ten minutes", async () => {
    const { json } = await put("/tenants/contoso", { replicationDelayMs: 3000 })
    expect(json).toMatchObject({ name: "Contoso", premium: true, replicationDelayMs: 3000 })
    expect(contoso().replication.delayMs).toBe(3000)
    expect((await put("/tenants/contoso", { replicationDelayMs: 600_001 })).status).toBe(400)
  })
})
