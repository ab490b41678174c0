import { beforeEach, describe, expect, test } from "vitest"
import { openGraph } from "./graph"

const { world, get, tenant } = await openGraph()
beforeEach(() => world.reset())

const noneOfThem = ["AuditLog.Read.All", "Group.Read.All"]

describe.each(["v1.0", "beta"])("in %s", (version) => {
  test.each([
    ["identity/customAuthenticationExtensions", "CustomAuthenticationExtension.Read.All"],
    ["identity/customAuthenticationExtensions", "CustomAuthenticationExtension.ReadWrite.All"],
    ["identity/authenticationEventListeners", "EventListener.Read.All"],
    ["identity/authenticationEventListeners", "EventListener.ReadWrite.All"],
    ["identity/authenticationEventsFlows", "EventListener.Read.All"],
    ["identity/identityProviders", "IdentityProvider.Read.All"],
    ["policies/claimsMappingPolicies", "Policy.Read.All"],
    ["policies/claimsMappingPolicies", "Policy.ReadWrite.ApplicationConfiguration"],
    ["policies/authenticationMethodsPolicy", "Policy.Read.AuthenticationMethod"],
    ["policies/authenticationMethodsPolicy/authenticationMethodConfigurations/email", "Policy.Read.All"],
    ["domains", "Domain.Read.All"],
    ["applications", "Application.Read.All"],
    ["servicePrincipals", "Application.ReadWrite.All"],
    ["users", "User.Read.All"],
    ["users", "Directory.Read.All"],
    ["organization", "Organization.Read.All"],
  ])("%s is open with %s and closed without", async (path, permission) => {
    expect((await get(`/${version}/${path}`, { roles: [permission] })).status).toBe(200)
    const { status, body } = await get(`/${version}/${path}`, { roles: noneOfThem })
    expect(status).toBe(403)
    expect(body.error).toMatchObject({
      code: "Authorization_RequestDenied",
      message: "Insufficient privileges to complete the operation.",
    })
  })

  test.each(["auditLogs/signIns", "auditLogs/signIns/some-id", "auditLogs/directoryAudits"])(
    "%s names the missing permission in its own words",
    async (path) => {
      const { status, body } = await get(`/${version}/${path}`, { roles: ["Directory.Read.All"] })
      expect(status).toBe(403)
      expect(body.error).toMatchObject({
        code: "Authentication_MSGraphPermissionMissing",
        message: "Calling principal does not have required MSGraph permissions AuditLog.Read.All",
      })
    },
  )

  test("the sign-in log of a workforce tenant needs a licence", async () => {
    tenant().premium = false
    const { status, body } = await get(`/${version}/auditLogs/signIns`)
    expect(status).toBe(403)
    expect(body.error).toMatchObject({
      code: "Authentication_RequestFromNonPremiumTenantOrB2CTenant",
      message: "Neither tenant is B2C or tenant doesn't have premium license",
    })
    expect((await get(`/${version}/auditLogs/signIns/x`)).status).toBe(403)
  })

  test("the sign-in log of an external tenant needs no licence", async () => {
    Object.assign(tenant(), { premium: false, tenantType: "CIAM" })
    expect((await get(`/${version}/auditLogs/signIns`)).status).toBe(200)
  })
})

test("a token without a roles claim holds no permission", async () => {
  expect((await get("/v1.0/users", { claims: { roles: undefined } })).status).toBe(403)
})
