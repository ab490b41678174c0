import { issuerV1, issuerV2 } from "../login/issuers"
import { resourceIdOf } from "../tenants/directory-objects"
import { calloutCallerAppId } from "../tenants/well-known"
import type { World } from "../world"
import type { Api } from "./api"
import type { ApiSettings } from "./bearer"
import { behaviourOf } from "./behaviours"

/** The client id that a wrong audience names: of no app that the sandbox knows. */
const anotherAppId = "00000000-0000-4000-8000-00000000a0d1"

/** The issuer of v2 tokens and its keys; an external tenant has its own host for both. */
function trustOf({ signingKeys, ciamKeys, urls }: World, { issuer, tenantId }: Api) {
  return issuer === "ciamlogin"
    ? { v2: `${urls.ciam}/${tenantId}/v2.0`, keys: ciamKeys }
    : { v2: issuerV2({ urls }, tenantId), keys: signingKeys }
}

/** What an API's operator would write into its settings; the tenant itself is never looked at. */
export function settingsOf(world: World, api: Api): ApiSettings {
  const { tenantId, appId, host, extraCallers } = api
  const behaviour = behaviourOf(api.behaviour)
  const misconfigured = behaviour.inFront ? undefined : behaviour.misconfigured
  const audience = misconfigured === "audience" ? anotherAppId : appId
  const { v2, keys } = trustOf(world, api)
  return {
    tenantId,
    appId: audience,
    identifierUri: resourceIdOf(host, audience),
    issuers: { v1: issuerV1(world, tenantId), v2 },
    jwks: (misconfigured === "keys" ? world.signingKeys : keys).jwks,
    callers: [...(misconfigured === "callers" ? [] : [calloutCallerAppId]), ...extraCallers],
  }
}
