import { contosoIds } from "../tenants/contoso"

/** How a customer's API behaves at the moment. */
export type Behaviour = "healthy" | "slow" | "500"

export const behaviours = ["healthy", "slow", "500"] as const satisfies readonly Behaviour[]

/** One customer's REST API behind an extension, reachable by its own host name. */
export type Api = {
  name: string
  host: string
  tenantId: string
  /** The app registration whose tokens it accepts. */
  appId: string
  behaviour: Behaviour
  /** Client ids admitted beside Entra's own caller; empty by default. */
  extraCallers: string[]
}

/** Contoso's APIs, healthy. */
export function apisOfContoso(): Map<string, Api> {
  const claims: Api = {
    name: "claims",
    host: "claims.contoso.example",
    tenantId: contosoIds.tenant,
    appId: contosoIds.apiApp,
    behaviour: "healthy",
    extraCallers: [],
  }
  return new Map([[claims.name, claims]])
}
