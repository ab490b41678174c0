import { expect, test } from "vitest"
import { auditOf, type Change, recordChange } from "../../../../sandbox/engine/log/change"
import { extensionOf, healthyTenant, userOf } from "../healthy"

const at = Date.parse("2026-11-20T10:00:00.250Z")

function changeOf(rest: Partial<Change> = {}): Change {
  const tenant = healthyTenant()
  const { id, displayName } = extensionOf(tenant)
  return {
    at,
    actor: { user: userOf(tenant, "operator"), ip: "203.0.113.5" },
    activity: "Update customAuthenticationExtension",
    target: { id, displayName, type: "Policy" },
    modified: [{ name: "Description", from: "old", to: null }],
    ...rest,
  }
}

test("a change is found in the tenant's audit log", () => {
  const tenant = healthyTenant()
  const audit = recordChange(tenant, changeOf())
  expect(tenant.directoryAudits.find(audit.id)).toBe(audit)
  expect(tenant.directoryAudits.newest).toMatchObject({
    activityDisplayName: "Update customAuthenticationExtension",
    activityDateTime: "2026-11-20T10:00:00.2500000Z",
    category: "PolicyManagement",
    loggedByService: "B2C",
    operationType: "Update",
    result: "success",
    initiatedBy: {
      app: null,
      user: { userPrincipalName: "operator@contoso.com", ipAddress: "203.0.113.5" },
    },
  })
})

test("values before and after are JSON inside a text, and null where there is none", () => {
  const modified = [
    { name: "One", from: [true], to: [false] },
    { name: "Two", to: "text" },
  ]
  expect(auditOf(changeOf({ modified })).targetResources[0]?.modifiedProperties).toEqual([
    { displayName: "One", oldValue: "[true]", newValue: "[false]" },
    { displayName: "Two", oldValue: null, newValue: '"text"' },
  ])
})

test("an update of the directory names the properties that it changed", () => {
  const modified = [{ name: "AccountEnabled", from: [true], to: [false] }]
  const { targetResources } = auditOf(changeOf({ activity: "Update service principal", modified }))
  expect(targetResources[0]?.modifiedProperties.at(-1)).toEqual({
    displayName: "Included Updated Properties",
    oldValue: null,
    newValue: '"AccountEnabled"',
  })
})

test("an app that made a change is named by its service principal", () => {
  const app = { id: "principal", displayName: "Pipeline" }
  expect(auditOf(changeOf({ actor: { app } })).initiatedBy).toEqual({
    user: null,
    app: { appId: null, displayName: "Pipeline", servicePrincipalId: "principal" },
  })
})

test("other objects of the change come after the changed one, without properties", () => {
  const also = [{ id: "other", displayName: null, type: "ServicePrincipal" } as const]
  const { targetResources } = auditOf(changeOf({ also }))
  expect(targetResources).toHaveLength(2)
  expect(targetResources[1]).toMatchObject({ id: "other", modifiedProperties: [] })
})
