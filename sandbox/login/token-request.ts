import type { Tenant } from "../tenants/types"
import type { World } from "../world"
import type { ClientProof } from "./access-token"
import type { Client } from "./clients"
import type { LoginHost } from "./issuers"
import { refuse } from "./refusals"
import { lifetimeS } from "./token-claims"

/** A token request whose client has proved itself. */
export type TokenRequest = {
  world: World
  tenant: Tenant
  host: LoginHost
  client: Client
  proof: ClientProof
  form: URLSearchParams
}

/** What every answer with an access token says of it. */
export const bearer = { token_type: "Bearer", expires_in: lifetimeS, ext_expires_in: lifetimeS }

/** A form value; throws 900144 when it is missing or empty. */
export function required(form: URLSearchParams, name: string): string {
  const value = form.get(name)
  if (!value) throw refuse.missing(name)
  return value
}
