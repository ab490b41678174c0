import { contosoIds } from "../tenants/contoso"
import type { Behaviour } from "./behaviours"
import { type HostState, sleepingHost } from "./pause"

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
  /** When it was called last and whether it is awake; matters to cold starts only. */
  state: HostState
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
    state: sleepingHost(),
  }
  return new Map([[claims.name, claims]])
}

/** Gives an API another behaviour, as a deployment does: the host starts anew. */
export function deploy(api: Api, behaviour: Behaviour): void {
  api.behaviour = behaviour
  api.state = sleepingHost()
}
