import { z } from "zod"
import type { ServicePrincipal, Tenant } from "../../tenants/types"
import type { Members } from "../answer/parameters"

/** One entry of a claims mapping policy, as far as it takes a value from an extension. */
const entry = z.looseObject({
  Source: z.string().optional(),
  ID: z.string().optional(),
  JwtClaimType: z.string().optional(),
  SamlClaimType: z.string().optional(),
})

const definition = z.object({
  ClaimsMappingPolicy: z.object({ ClaimsSchema: z.array(entry).default([]) }),
})

const entriesOf = (tenant: Tenant, { id }: ServicePrincipal) =>
  tenant.claimsMappingPolicies
    .filter(({ appliesTo }) => appliesTo.includes(id))
    .flatMap((policy) => policy.definition)
    .flatMap((text) => definition.parse(JSON.parse(text)).ClaimsMappingPolicy.ClaimsSchema)

/**
 * Whether Entra refuses tokens for an app because claims are mapped for it and it neither accepts mapped claims nor
 * has a key of its own (https://learn.microsoft.com/entra/identity-platform/reference-claims-customization).
 */
export function refusesMappedClaims(tenant: Tenant, audience: ServicePrincipal): boolean {
  const application = tenant.applications.find(({ appId }) => appId === audience.appId)
  const hasOwnKey = audience.keyCredentials.some(({ usage }) => usage === "Sign")
  const accepts = application?.api.acceptMappedClaims === true || hasOwnKey
  return !accepts && entriesOf(tenant, audience).length > 0
}

/** The claims of an API that reach a token: those that a policy of the audience maps, by the exact id, renamed. */
export function claimsInToken(tenant: Tenant, audience: ServicePrincipal, claims: Members | null): Members {
  const isSaml = audience.preferredSingleSignOnMode === "saml"
  return Object.fromEntries(
    entriesOf(tenant, audience).flatMap(({ Source, ID, JwtClaimType, SamlClaimType }) => {
      const name = isSaml ? SamlClaimType : JwtClaimType
      const value = ID === undefined ? undefined : claims?.[ID]
      const isTaken = Source === "CustomClaimsProvider" && name !== undefined && value !== undefined
      return isTaken ? [[name, value]] : []
    }),
  )
}
