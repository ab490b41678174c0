import { afterAll, beforeAll, describe, expect, test } from "vitest"
import type { z } from "zod"
import type { Tenant } from "../../../sandbox/tenants/types"
import {
  application,
  appRoleAssignment,
  claimsMappingPolicy,
  domain,
  organization,
  selectionOf,
  servicePrincipal,
  user,
} from "./directory"
import { emailMethod, extension, flow, identityProvider, listener } from "./identity"
import { directoryAudit, signInBeta, signInV1, signUp } from "./logs"
import { openWire, tenantNamed, versions, type Wire } from "./wire"

let wire: Wire
beforeAll(async () => {
  wire = await openWire(5630)
}, 60_000)
afterAll(() => wire.close())

type Version = (typeof versions)[number]
type Name = "Contoso" | "Woodgrove"

/** A list, the shape of its objects in each version that has it, and where its single objects are. */
type List = {
  path: string | ((tenant: Tenant) => string)
  shapes: Partial<Record<Version, z.ZodType>>
  select?: string
  /** Tenants that have none of these. */
  emptyIn?: Name
  hasSingle?: boolean
}

const inBoth = (shape: z.ZodType) => ({ "v1.0": shape, beta: shape })
const selected = (path: string, shape: z.ZodObject): List => ({
  path,
  shapes: inBoth(shape),
  select: selectionOf(shape),
  hasSingle: true,
})
const principalOf = (tenant: Tenant, displayName: string) =>
  tenant.servicePrincipals.find((one) => one.displayName === displayName)?.id

const lists: readonly List[] = [
  { path: "auditLogs/signIns", shapes: { "v1.0": signInV1, beta: signInBeta }, hasSingle: true },
  { path: "auditLogs/signUps", shapes: { beta: signUp }, emptyIn: "Contoso", hasSingle: true },
  { path: "auditLogs/directoryAudits", shapes: directoryAudit, hasSingle: true },
  { path: "identity/customAuthenticationExtensions", shapes: extension, hasSingle: true },
  { path: "identity/authenticationEventListeners", shapes: listener, hasSingle: true },
  { path: "identity/authenticationEventsFlows", shapes: flow, emptyIn: "Contoso", hasSingle: true },
  {
    path: "identity/identityProviders",
    shapes: inBoth(identityProvider),
    emptyIn: "Contoso",
    hasSingle: true,
  },
  { path: "policies/claimsMappingPolicies", shapes: inBoth(claimsMappingPolicy), hasSingle: true },
  selected("applications", application),
  selected("servicePrincipals", servicePrincipal),
  selected("organization", organization),
  { path: "domains", shapes: inBoth(domain), hasSingle: true },
  { path: "users", shapes: { "v1.0": user }, hasSingle: true },
  {
    path: (tenant) => `servicePrincipals('${principalOf(tenant, "Calloutscope")}')/appRoleAssignments`,
    shapes: inBoth(appRoleAssignment),
  },
  {
    path: (tenant) => `servicePrincipals('${principalOf(tenant, "Microsoft Graph")}')/appRoleAssignedTo`,
    shapes: inBoth(appRoleAssignment),
  },
]

const cases = lists.flatMap((list) =>
  versions.flatMap((version) =>
    (["Contoso", "Woodgrove"] as const).flatMap((name) => {
      const shape = list.shapes[version]
      const title = typeof list.path === "string" ? list.path : list.path.toString().replace(/.*\)\/|`$/g, "")
      return shape ? [{ ...list, version, name, shape, title }] : []
    }),
  ),
)

/** The address of a list as it is asked for; the name in its context has the other form of the key. */
const addressOf = (path: string) => path.replace(/\('([^']+)'\)/, "/$1")

/** How a list or one of its objects is asked for, and the context that it answers with. */
function asking({ path, version, name, select }: (typeof cases)[number]) {
  const tenant = tenantNamed(wire.world, name)
  const context = typeof path === "string" ? path : path(tenant)
  const fields = select ? `(${select})` : ""
  return {
    get: (rest = "") =>
      wire.get(`/${version}/${addressOf(context)}${rest}${select ? `?$select=${select}` : ""}`, {
        tenant: tenant.id,
      }),
    context: `${wire.world.urls.graph}/${version}/$metadata#${context}${fields}`,
  }
}

test.each(cases)("every object of $version $title of $name has the documented shape", async (one) => {
  const { get, context } = asking(one)
  const { status, body } = await get()
  expect(status).toBe(200)
  expect(body["@odata.context"]).toBe(context)
  expect(body.value.length > 0).toBe(one.emptyIn !== one.name)
  expect(body.value.flatMap((object) => one.shape.safeParse(object).error?.issues ?? [])).toEqual([])
})

const filled = cases.filter(({ emptyIn, name }) => emptyIn !== name)

test.each(filled)("the shape of $version $title of $name takes no member more and none less", async (one) => {
  const [object = {}] = (await asking(one).get()).body.value
  const takes = (changed: object) => one.shape.safeParse(changed).success
  const without = Object.keys(object).filter((name) => {
    const { [name]: _, ...rest } = object
    return takes(rest)
  })
  expect(takes(object)).toBe(true)
  expect(takes({ ...object, note: null })).toBe(false)
  // Null in each of them, and in some of Microsoft's samples absent.
  expect(without.filter((name) => !["fraudProtectionDetails", "state"].includes(name))).toEqual([])
})

const singles = filled.filter(({ hasSingle }) => hasSingle)

test.each(singles)("a single object of $version $title of $name has it too", async (one) => {
  const { get, context } = asking(one)
  const [first] = (await get()).body.value
  const { status, body } = await get(`/${first?.id}`)
  const { "@odata.context": given, ...object } = body
  expect(status).toBe(200)
  expect(given).toBe(`${context}/$entity`)
  expect(one.shape.safeParse(object).error?.issues).toBeUndefined()
  expect(object.id).toBe(first?.id)
})

describe("objects under another key", () => {
  test.each(["applications", "servicePrincipals"])("%s are found by appId", async (collection) => {
    const { get, tenant } = wire
    const [, one] = collection === "applications" ? tenant().applications : tenant().servicePrincipals
    const { status, body } = await get(`/v1.0/${collection}(appId='${one?.appId}')?$select=id,appId`)
    expect({ status, id: body.id, appId: body.appId }).toEqual({
      status: 200,
      id: one?.id,
      appId: one?.appId,
    })
  })
})

test.each(["Contoso", "Woodgrove"])(
  "the policy for mailed codes of %s has the documented shape",
  async (name) => {
    const path = "policies/authenticationMethodsPolicy/authenticationMethodConfigurations"
    const tenant = tenantNamed(wire.world, name).id
    const { status, body } = await wire.get(`/v1.0/${path}/email`, { tenant })
    const { "@odata.context": context, ...method } = body
    expect(status).toBe(200)
    expect(context).toBe(`${wire.world.urls.graph}/v1.0/$metadata#authenticationMethodConfigurations/$entity`)
    expect(emailMethod.safeParse(method).error?.issues).toBeUndefined()
  },
)

test("a claims mapping policy tells the service principals that it applies to", async () => {
  const [policy] = wire.tenant().claimsMappingPolicies
  const { status, body } = await wire.get(
    `/v1.0/policies/claimsMappingPolicies/${policy?.id}/appliesTo?$select=id,appId,displayName`,
  )
  expect(status).toBe(200)
  expect(body.value.map(({ id }) => id).sort()).toEqual(policy?.appliesTo.toSorted())
  for (const one of body.value)
    expect(Object.keys(one).sort()).toEqual(["@odata.type", "appId", "displayName", "id"])
})

describe("the logs", () => {
  test("show rows of each flow, and what became of their callouts, in beta alone", async () => {
    const kinds = "$filter=signInEventTypes/any(t: t eq 'interactiveUser' or t eq 'nonInteractiveUser')"
    const { body } = await wire.getOfWoodgrove(`/beta/auditLogs/signIns?${kinds}`)
    const rows = body.value.map((row) => signInBeta.parse(row))
    expect(new Set(rows.map(({ isInteractive }) => isInteractive))).toEqual(new Set([true, false]))
    const codes = rows.flatMap(({ appliedEventListeners }) =>
      appliedEventListeners.map(({ handlerResult }) => handlerResult?.errorCode),
    )
    expect(new Set(codes)).toEqual(new Set([0, 1003002]))
    const old = await wire.getOfWoodgrove("/v1.0/auditLogs/signIns")
    expect(JSON.stringify(old.body)).not.toMatch(/appliedEventListeners|1003002/)
  })

  test("tell a guest by the name of his own tenant", async () => {
    const { body } = await wire.get("/beta/auditLogs/signIns")
    const rows = body.value.map((row) => signInBeta.parse(row)).filter(({ userType }) => userType === "guest")
    expect(rows.map(({ userPrincipalName }) => userPrincipalName)).toEqual(["john@fabrikam.com"])
  })

  test("of sign-ups show all steps of one attempt under one correlation id, newest first", async () => {
    const { body } = await wire.getOfWoodgrove(
      "/beta/auditLogs/signUps?$filter=signUpIdentity/signUpIdentifierType eq 'emailAddress'",
    )
    const rows = body.value.map((row) => signUp.parse(row))
    const emily = rows.filter(
      ({ signUpIdentity }) => signUpIdentity.signUpIdentifier === "emily@fabrikam.com",
    )
    expect(emily.map(({ signUpStage }) => signUpStage)).toEqual([
      "userCreation",
      "attributeCollectionAndValidation",
      "credentialValidation",
      "credentialCollection",
    ])
    expect(new Set(emily.map(({ correlationId }) => correlationId)).size).toBe(1)
  })
})
