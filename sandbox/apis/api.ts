import { Refusal } from "../engine/refusal"
import type { EventType } from "../tenants/event-types"
import { contosoIds, woodgroveIds } from "../tenants/ids"
import { type Behaviour, misfit } from "./behaviours"
import { type HostState, sleepingHost } from "./pause"

/** One customer's REST API behind an extension; host and path together are its own. */
export type Api = {
  name: string
  /** The event that it is called for. */
  event: EventType
  host: string
  path: string
  tenantId: string
  /** Whose tokens it trusts: those of login.microsoftonline.com, or of an external tenant's own issuer. */
  issuer: "login" | "ciamlogin"
  /** The app registration whose tokens it accepts. */
  appId: string
  behaviour: Behaviour
  /** Client ids admitted beside Entra's own caller; empty by default. */
  extraCallers: string[]
  /** When it was called last and whether it is awake; matters to cold starts only. */
  state: HostState
}

const healthy = (): Pick<Api, "behaviour" | "extraCallers" | "state"> => ({
  behaviour: "healthy",
  extraCallers: [],
  state: sleepingHost(),
})

type Place = readonly [name: string, event: EventType, host: string, path: string, appId: string]

const ofContoso: readonly Place[] = [
  ["claims", "tokenIssuanceStart", "claims.contoso.example", "/api/onTokenIssuanceStart", contosoIds.apiApp],
  [
    "verified-id",
    "verifiedIdClaimValidation",
    "people.contoso.example",
    "/api/onVerifiedIdClaimValidation",
    contosoIds.peopleApiApp,
  ],
]

const ofWoodgrove: readonly Place[] = [
  [
    "woodgrove-claims",
    "tokenIssuanceStart",
    "claims.woodgrove.example",
    "/api/onTokenIssuanceStart",
    woodgroveIds.claimsApiApp,
  ],
  [
    "sign-up-start",
    "attributeCollectionStart",
    "signup.woodgrove.example",
    "/api/onAttributeCollectionStart",
    woodgroveIds.signUpApiApp,
  ],
  [
    "sign-up-submit",
    "attributeCollectionSubmit",
    "signup.woodgrove.example",
    "/api/onAttributeCollectionSubmit",
    woodgroveIds.signUpApiApp,
  ],
  ["mail", "emailOtpSend", "mail.woodgrove.example", "/api/onOtpSend", woodgroveIds.mailApiApp],
  [
    "migration",
    "passwordSubmit",
    "legacy.woodgrove.example",
    "/api/onPasswordSubmit",
    woodgroveIds.migrationApiApp,
  ],
]

/** Both customers' APIs by name, all healthy. */
export function healthyApis(): Map<string, Api> {
  const apisOf = (places: readonly Place[], owner: Pick<Api, "tenantId" | "issuer">) =>
    places.map(
      ([name, event, host, path, appId]): Api => ({
        name,
        event,
        host,
        path,
        ...owner,
        appId,
        ...healthy(),
      }),
    )
  const apis = [
    ...apisOf(ofContoso, { tenantId: contosoIds.tenant, issuer: "login" }),
    ...apisOf(ofWoodgrove, { tenantId: woodgroveIds.tenant, issuer: "ciamlogin" }),
  ]
  return new Map(apis.map((api) => [api.name, api]))
}

/**
 * Gives an API another behaviour, as a deployment does: the host starts anew. Throws a Refusal for a behaviour that
 * its event does not have.
 */
export function deploy(api: Api, behaviour: Behaviour): void {
  const reason = misfit(api, behaviour)
  if (reason) throw new Refusal(reason)
  api.behaviour = behaviour
  api.state = sleepingHost()
}
