import { beforeAll, describe, expect, test } from "vitest"
import { type EventType, eventTypes, graphNames, listenersOfFlow } from "../../../sandbox/tenants/event-types"
import { isGranted } from "../../../sandbox/tenants/grants"
import { contosoIds, woodgroveIds } from "../../../sandbox/tenants/ids"
import type { CustomAuthenticationExtension, Tenant } from "../../../sandbox/tenants/types"
import {
  calloutCallerAppId,
  consoleReads,
  graphAppId,
  graphPermissions,
  receivePayloadRoleId,
} from "../../../sandbox/tenants/well-known"
import { createWorld, portsFrom, type World } from "../../../sandbox/world"

let world: World
beforeAll(async () => {
  world = await createWorld(portsFrom(5500))
})

const tenantOf = (id: string): Tenant => {
  const tenant = world.tenants.get(id)
  if (!tenant) throw new Error(`The world has no tenant ${id}.`)
  return tenant
}

/** The listeners that call an API, those that stand behind a user flow's handlers included. */
const listenersOf = (tenant: Tenant) => [
  ...tenant.authenticationEventListeners,
  ...tenant.authenticationEventsFlows.flatMap(listenersOfFlow),
]

const eventOf = (extension: CustomAuthenticationExtension): EventType | undefined =>
  eventTypes.find((event) => graphNames[event].extension === extension["@odata.type"])

/** The extensions of events that there is a contract of. */
const extensionsOf = (tenant: Tenant) => tenant.customAuthenticationExtensions.filter(eventOf)

function appOf(tenant: Tenant, extension: CustomAuthenticationExtension) {
  const appId = extension.authenticationConfiguration?.resourceId?.split("/").at(-1)
  return tenant.applications.find((app) => app.appId === appId)
}

const principalOf = (tenant: Tenant, wanted: string | undefined) =>
  tenant.servicePrincipals.find(({ appId }) => appId === wanted)

const names = (extensions: readonly CustomAuthenticationExtension[]) =>
  extensions.map(({ displayName }) => displayName)

/** Every id of a tenant's objects. */
const idsOf = (tenant: Tenant): string[] => [
  tenant.id,
  ...tenant.users.map(({ id }) => id),
  ...tenant.applications.flatMap(({ id, appId }) => [id, appId]),
  ...tenant.applications.flatMap((app) =>
    [...app.passwordCredentials, ...app.keyCredentials].map(({ keyId }) => keyId),
  ),
  ...tenant.servicePrincipals.map(({ id }) => id),
  ...tenant.appRoleAssignments.map(({ id }) => id),
  ...tenant.customAuthenticationExtensions.map(({ id }) => id),
  ...listenersOf(tenant).map(({ id }) => id),
  ...tenant.otherListeners.map(({ id }) => id),
  ...tenant.authenticationEventsFlows.map(({ id }) => id),
  ...tenant.claimsMappingPolicies.map(({ id }) => id),
]

test("the workforce tenant comes first", () => {
  expect([...world.tenants.values()].map(({ id, tenantType }) => [id, tenantType])).toEqual([
    [contosoIds.tenant, "AAD"],
    [woodgroveIds.tenant, "CIAM"],
  ])
})

test("no id stands for two objects, in one tenant or in both", () => {
  const ids = [...world.tenants.values()].flatMap(idsOf)
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
})

test("a reset makes both tenants anew with the same ids", () => {
  const before = [...world.tenants.values()]
  world.reset()
  const after = [...world.tenants.values()]
  expect(after.flatMap(idsOf)).toEqual(before.flatMap(idsOf))
  expect(after[1]).not.toBe(before[1])
})

describe.each([
  { name: "Contoso", id: contosoIds.tenant, consoleApp: contosoIds.consoleApp },
  { name: "Woodgrove", id: woodgroveIds.tenant, consoleApp: woodgroveIds.consoleApp },
])("of $name", ({ id, consoleApp }) => {
  test("every extension is of an app whose URI and host are those of its target", () => {
    const tenant = tenantOf(id)
    const wrong = extensionsOf(tenant).filter((extension) => {
      const resourceId = extension.authenticationConfiguration?.resourceId ?? ""
      const target = new URL(extension.endpointConfiguration?.targetUrl ?? "")
      const app = appOf(tenant, extension)
      return (
        !app?.identifierUris.includes(resourceId) ||
        resourceId !== `api://${target.hostname}/${app.appId}` ||
        target.protocol !== "https:" ||
        Number(target.port) !== world.ports.apis
      )
    })
    expect(names(wrong)).toEqual([])
  })

  test("every extension's app has an enabled service principal and the grant to receive payloads", () => {
    const tenant = tenantOf(id)
    const wrong = extensionsOf(tenant).filter((extension) => {
      const appId = appOf(tenant, extension)?.appId ?? ""
      return !principalOf(tenant, appId)?.accountEnabled || !isGranted(tenant, appId, receivePayloadRoleId)
    })
    expect(names(wrong)).toEqual([])
  })

  test("every extension is called by one listener or flow of its event", () => {
    const tenant = tenantOf(id)
    const callers = extensionsOf(tenant).map((extension) => {
      const event = eventOf(extension)
      return listenersOf(tenant).filter(
        ({ "@odata.type": type, handler }) =>
          event &&
          handler.customExtension.id === extension.id &&
          handler["@odata.type"] === graphNames[event].handler &&
          type === graphNames[event].listener,
      ).length
    })
    expect(callers).toEqual(callers.map(() => 1))
  })

  test("every listener and flow names extensions and apps that there are", () => {
    const tenant = tenantOf(id)
    const extensionIds = tenant.customAuthenticationExtensions.map((extension) => extension.id)
    for (const { handler, conditions } of listenersOf(tenant)) {
      expect(extensionIds).toContain(handler.customExtension.id)
      for (const { appId } of conditions.applications.includeApplications)
        expect(principalOf(tenant, appId)?.accountEnabled).toBe(true)
    }
  })

  test("Graph and Entra's caller have enabled service principals of Microsoft's", () => {
    const tenant = tenantOf(id)
    for (const appId of [graphAppId, calloutCallerAppId])
      expect(principalOf(tenant, appId)).toMatchObject({
        accountEnabled: true,
        appOwnerOrganizationId: "f8cdef31-a31e-4b4a-93e4-5f571e91255a",
      })
  })

  test("every app has one service principal, and no app of a listener requires an assignment", () => {
    const tenant = tenantOf(id)
    for (const { appId, displayName } of tenant.applications) {
      const principals = tenant.servicePrincipals.filter((principal) => principal.appId === appId)
      expect(principals).toMatchObject([{ displayName, appRoleAssignmentRequired: false }])
    }
  })

  test("every app whose token events have a listener may get mapped claims, and a policy maps them", () => {
    const tenant = tenantOf(id)
    const [listener] = tenant.authenticationEventListeners.filter(
      (one) => one["@odata.type"] === graphNames.tokenIssuanceStart.listener,
    )
    const apps = listener?.conditions.applications.includeApplications ?? []
    expect(apps).toHaveLength(3)
    for (const { appId } of apps) {
      const app = tenant.applications.find((one) => one.appId === appId)
      expect(app?.api.acceptMappedClaims).toBe(true)
      expect(tenant.claimsMappingPolicies[0]?.appliesTo).toContain(principalOf(tenant, appId)?.id)
    }
  })

  test("the claims policy is one JSON text that maps what the extension is told to give", () => {
    const tenant = tenantOf(id)
    const [policy] = tenant.claimsMappingPolicies
    const [definition = "", ...others] = policy?.definition ?? []
    expect(others).toEqual([])
    const { ClaimsMappingPolicy } = JSON.parse(definition)
    const ids = ClaimsMappingPolicy.ClaimsSchema.map((claim: Record<string, string>) => {
      expect(claim).toMatchObject({ Source: "CustomClaimsProvider", JwtClaimType: expect.any(String) })
      return claim.ID
    })
    const [extension] = tenant.customAuthenticationExtensions
    const configured = extension?.claimsForTokenConfiguration?.map((claim) => claim.claimIdInApiResponse)
    expect(ids).toEqual(configured)
  })

  test("the console is granted every permission to read and none to write", () => {
    const tenant = tenantOf(id)
    const granted = Object.entries(graphPermissions).flatMap(([value, roleId]) =>
      isGranted(tenant, consoleApp, roleId) ? [value] : [],
    )
    expect(granted).toEqual([...consoleReads])
  })

  test("every grant is of a principal, a resource and an app role that there are", () => {
    const tenant = tenantOf(id)
    const principals = new Set([...tenant.servicePrincipals, ...tenant.users].map((one) => one.id))
    for (const { principalId, resourceId, appRoleId } of tenant.appRoleAssignments) {
      expect(principals).toContain(principalId)
      const resource = tenant.servicePrincipals.find((one) => one.id === resourceId)
      expect(resource?.appRoles.map((role) => role.id)).toContain(appRoleId)
    }
  })

  test("there is one initial domain, it is verified, and every user's name ends in a verified one", () => {
    const tenant = tenantOf(id)
    expect(tenant.domains.filter(({ isInitial }) => isInitial)).toMatchObject([
      { id: tenant.initialDomain, isVerified: true },
    ])
    const verified = tenant.domains.filter(({ isVerified }) => isVerified).map((domain) => domain.id)
    for (const { userPrincipalName } of tenant.users)
      expect(verified).toContain(userPrincipalName.slice(userPrincipalName.lastIndexOf("@") + 1))
  })

  test("nothing was made after the start, and what the console uses has not expired", () => {
    const tenant = tenantOf(id)
    const now = new Date(world.clock.now()).toISOString()
    const made = [...tenant.users, ...tenant.applications, ...tenant.appRoleAssignments]
    for (const { createdDateTime } of made) expect(createdDateTime < now).toBe(true)
    const console = tenant.applications.find(({ appId }) => appId === consoleApp)
    const credentials = [...(console?.passwordCredentials ?? []), ...(console?.keyCredentials ?? [])]
    expect(credentials).toHaveLength(2)
    for (const { startDateTime, endDateTime } of credentials)
      expect(startDateTime < now && now < endDateTime).toBe(true)
  })

  test("both tenants know the console by the same secret and certificate", () => {
    const tenant = tenantOf(id)
    const console = tenant.applications.find(({ appId }) => appId === consoleApp)
    const [secret] = console?.passwordCredentials ?? []
    expect(tenant.secrets.get(secret?.keyId ?? "")).toBe(world.consoleSecret)
    const der = console?.keyCredentials[0]?.key ?? ""
    expect(world.consoleCertificate.cert.replaceAll("\n", "")).toContain(der)
  })
})
