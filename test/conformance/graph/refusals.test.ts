import { describe, expect, test } from "vitest"
import { z } from "zod"
import { contosoIds } from "../../../sandbox/tenants/ids"
import { graphPermissions } from "../../../sandbox/tenants/well-known"
import { openGraph } from "../../sandbox/graph/graph"

const graph = await openGraph()

/** The envelope of every refusal. */
const refusal = z.strictObject({
  error: z.strictObject({
    code: z.string().min(1),
    message: z.string().min(1),
    innerError: z.strictObject({
      date: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/),
      "request-id": z.guid(),
      "client-request-id": z.guid(),
    }),
  }),
})

async function refused(path: string, request: Parameters<typeof graph.get>[1] = {}) {
  const { status, headers, body } = await graph.get(path, request)
  const { error } = refusal.parse(body)
  expect(error.innerError["request-id"]).toBe(headers.get("request-id"))
  expect(error.innerError["client-request-id"]).toBe(headers.get("client-request-id"))
  return { status, code: error.code, message: error.message }
}

const principal = `servicePrincipals/${contosoIds.apiServicePrincipal}`
const policy = `policies/claimsMappingPolicies/${contosoIds.claimsPolicy}`
const methods = "policies/authenticationMethodsPolicy/authenticationMethodConfigurations"

/** Each route with the permissions of which any one admits an app, from the permission map of Microsoft Graph. */
const permissions: readonly (readonly [path: string, ...anyOf: string[]])[] = [
  ["beta/auditLogs/signIns", "AuditLog.Read.All"],
  ["beta/auditLogs/signUps", "AuditLog.Read.All"],
  ["v1.0/auditLogs/directoryAudits", "AuditLog.Read.All"],
  [
    "v1.0/identity/customAuthenticationExtensions",
    "CustomAuthenticationExtension.Read.All",
    "CustomAuthenticationExtension.ReadWrite.All",
  ],
  ["v1.0/identity/authenticationEventListeners", "EventListener.Read.All", "EventListener.ReadWrite.All"],
  ["v1.0/identity/authenticationEventsFlows", "EventListener.Read.All", "EventListener.ReadWrite.All"],
  ["v1.0/identity/identityProviders", "IdentityProvider.Read.All"],
  ["v1.0/policies/claimsMappingPolicies", "Policy.Read.All", "Policy.ReadWrite.ApplicationConfiguration"],
  [`v1.0/${policy}/appliesTo`, "Policy.Read.All", "Policy.ReadWrite.ApplicationConfiguration"],
  [
    `v1.0/${methods}/email`,
    "Policy.Read.AuthenticationMethod",
    "Policy.Read.All",
    "Policy.ReadWrite.AuthenticationMethod",
  ],
  ["v1.0/applications", "Application.Read.All", "Application.ReadWrite.All"],
  ["v1.0/servicePrincipals", "Application.Read.All", "Application.ReadWrite.All"],
  [`v1.0/${principal}/appRoleAssignments`, "Application.Read.All", "Application.ReadWrite.All"],
  [`v1.0/${principal}/appRoleAssignedTo`, "Application.Read.All", "Application.ReadWrite.All"],
  [`beta/${principal}/claimsPolicy`, "Policy.ReadWrite.ApplicationConfiguration"],
  ["v1.0/organization", "Organization.Read.All"],
  ["v1.0/domains", "Domain.Read.All"],
  ["v1.0/users", "User.Read.All"],
]

describe.each(permissions)("%s", (path, ...anyOf) => {
  const known = anyOf.filter((one) => Object.hasOwn(graphPermissions, one))

  test("is admitted by each of its permissions alone", async () => {
    expect(known).toEqual(anyOf)
    for (const roles of known.map((one) => [one]))
      expect((await graph.get(`/${path}`, { roles })).status).toBe(200)
  })

  test("is refused with 403 to an app that holds every other permission", async () => {
    const roles = Object.keys(graphPermissions).filter((one) => !anyOf.includes(one))
    const { status, code, message } = await refused(`/${path}`, { roles })
    expect(status).toBe(403)
    if (anyOf.includes("AuditLog.Read.All")) {
      expect(code).toBe("Authentication_MSGraphPermissionMissing")
      expect(message).toContain("AuditLog.Read.All")
    } else
      expect({ code, message }).toEqual({
        code: "Authorization_RequestDenied",
        message: "Insufficient privileges to complete the operation.",
      })
  })

  test("is refused with 401 without a token", async () => {
    expect((await refused(`/${path}`, { authorization: null })).status).toBe(401)
  })
})

test("claims mapping policies of one app need a permission to write apps as well", async () => {
  const path = `/v1.0/${principal}/claimsMappingPolicies`
  expect((await refused(path, { roles: ["Policy.Read.All"] })).status).toBe(403)
  expect((await refused(path, { roles: ["Application.ReadWrite.All"] })).status).toBe(403)
  const both = ["Policy.Read.All", "Application.ReadWrite.All"]
  expect((await graph.get(path, { roles: both })).status).toBe(200)
})

test("a workforce tenant without a licence has no log of sign-ins, and an external one needs none", async () => {
  const tenants = [graph.tenant(), graph.woodgrove()]
  for (const tenant of tenants) tenant.premium = false
  const { status, code, message } = await refused("/beta/auditLogs/signIns")
  const external = await graph.getOfWoodgrove("/beta/auditLogs/signIns")
  for (const tenant of tenants) tenant.premium = true
  expect({ status, code }).toEqual({
    status: 403,
    code: "Authentication_RequestFromNonPremiumTenantOrB2CTenant",
  })
  expect(message).toContain("Neither tenant is B2C or tenant doesn't have premium license")
  expect(external.status).toBe(200)
})

describe("a filter that the documents do not name answers 400", () => {
  test.each([
    ["beta/auditLogs/signIns", "status/errorCode ne 0"],
    ["beta/auditLogs/signIns", "appliedEventListeners/any(l:l/handlerResult/errorCode eq 1003002)"],
    ["beta/auditLogs/signIns", "isInteractive eq true"],
    ["beta/auditLogs/signIns", "processingTimeInMilliseconds ge 1"],
    ["beta/auditLogs/signIns", "createdDateTime ge '2026-01-01T00:00:00Z'"],
    ["beta/auditLogs/signIns", "createdDateTime ge 2026-01-01"],
    ["v1.0/auditLogs/signIns", "signInEventTypes/any(t:t eq 'interactiveUser')"],
    ["v1.0/auditLogs/signIns", "originalRequestId eq 'x'"],
    ["beta/auditLogs/signUps", "signUpStage eq 'userCreation'"],
    ["beta/auditLogs/signUps", "status/errorCode ne 0"],
    ["beta/auditLogs/signUps", "userId eq 'x'"],
    ["beta/auditLogs/signUps", "createdDateTime gt 2026-01-01T00:00:00Z"],
    ["v1.0/auditLogs/directoryAudits", "result eq 'failure'"],
    ["v1.0/auditLogs/directoryAudits", "targetResources/any(t:t/type eq 'Application')"],
    ["v1.0/auditLogs/directoryAudits", "activityDateTime gt 2026-01-01T00:00:00Z"],
    ["v1.0/identity/customAuthenticationExtensions", "displayName eq 'Loyalty claims'"],
    ["v1.0/identity/authenticationEventListeners", "priority eq 500"],
    ["v1.0/identity/authenticationEventsFlows", "description eq 'x'"],
    ["v1.0/policies/claimsMappingPolicies", "definition/any(d:d eq 'x')"],
    ["v1.0/applications", "web/homePageUrl eq 'x'"],
    ["v1.0/servicePrincipals", "homepage eq 'x'"],
    [`v1.0/${principal}/appRoleAssignments`, "appRoleId eq 00000000-0000-0000-0000-000000000000"],
    ["v1.0/users", "aboutMe eq 'x'"],
  ])("%s: %s", async (path, filter) => {
    const { status } = await refused(`/${path}?$filter=${encodeURIComponent(filter)}`)
    expect(status).toBe(400)
  })
})

describe("what only beta has is refused by v1.0 with 400", () => {
  test.each([
    "auditLogs/signUps",
    `${principal}/claimsPolicy`,
    "auditLogs/signIns?$select=id,appliedEventListeners",
    "auditLogs/signIns?$select=id,authenticationProtocol",
    "auditLogs/directoryAudits?$select=id,userAgent",
  ])("%s", async (path) => {
    expect((await graph.get(`/beta/${path}`)).status).toBe(200)
    expect((await refused(`/v1.0/${path}`)).status).toBe(400)
  })

  test.each(["$skip=1", "$count=true", "$expand=x", "$search=x"])(
    "and the logs take no %s",
    async (option) => {
      for (const log of ["signIns", "signUps", "directoryAudits"])
        expect((await refused(`/beta/auditLogs/${log}?${option}`)).status).toBe(400)
    },
  )
})
