import { randomUUID } from "node:crypto"
import type { DirectoryAudit, Tenant } from "../../../sandbox/tenants/types"
import type { World } from "../../../sandbox/world"
import { type Sandbox, start } from "../../sandbox/control/start"
import { openGraph } from "../../sandbox/graph/graph"
import { journeys, make } from "../payloads/journeys"

/** A change of an app registration by whomever it was. */
const changeBy = (at: Date, initiatedBy: DirectoryAudit["initiatedBy"]): DirectoryAudit => ({
  id: randomUUID(),
  category: "ApplicationManagement",
  correlationId: randomUUID(),
  result: "success",
  resultReason: "",
  activityDisplayName: "Update application",
  activityDateTime: at.toISOString(),
  loggedByService: "Core Directory",
  operationType: "Update",
  initiatedBy,
  targetResources: [
    {
      id: randomUUID(),
      displayName: "Authentication events API",
      type: "Application",
      userPrincipalName: null,
      groupType: null,
      modifiedProperties: [
        { displayName: "AppAddress", oldValue: null, newValue: '["https://contoso.example"]' },
      ],
    },
  ],
  additionalDetails: [{ key: "User-Agent", value: "Mozilla/5.0" }],
})

const person = {
  id: randomUUID(),
  displayName: null,
  userPrincipalName: "amari@contoso.com",
  ipAddress: "203.0.113.7",
}
const deployment = { appId: randomUUID(), displayName: "Deployment", servicePrincipalId: randomUUID() }

/** Makes every journey, once in a healthy world and some of them against APIs that fail. */
async function fillLogs(sandbox: Sandbox): Promise<void> {
  const { world, call } = sandbox
  for (const journey of journeys) await make(sandbox, journey)
  for (const name of ["claims", "woodgrove-claims", "sign-up-start"])
    await call("PUT", `/apis/${name}`, { behaviour: "500" })
  const bodies = { tenant: "Woodgrove", app: "Woodgrove Groceries" }
  await call("POST", "/sign-ins", { user: "casey", app: "Woodgrove Groceries" })
  await call("POST", "/sign-ins", { ...bodies, user: "dana@proseware.com" })
  await call("POST", "/sign-ups", { ...bodies, email: "ana@fabrikam.com" })
  for (const { directoryAudits } of world.tenants.values()) {
    directoryAudits.add(changeBy(world.clock.date(), { app: null, user: person }))
    directoryAudits.add(changeBy(world.clock.date(), { app: deployment, user: null }))
  }
}

/** A world with full logs, its graph origin, and what both tenants are called. */
export async function openWire(base: number) {
  const sandbox = await start(base)
  await fillLogs(sandbox)
  return { ...(await openGraph(sandbox.world)), close: sandbox.close }
}

/** An opened wire. */
export type Wire = Awaited<ReturnType<typeof openWire>>

/** The versions of Microsoft Graph. */
export const versions = ["v1.0", "beta"] as const

/** A tenant by its display name; throws when the world has none of that name. */
export function tenantNamed(world: World, name: string): Tenant {
  const tenant = [...world.tenants.values()].find(({ displayName }) => displayName === name)
  if (!tenant) throw new Error(`There is no tenant ${name}.`)
  return tenant
}
