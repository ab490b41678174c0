import {
  compactDecrypt,
  createLocalJWKSet,
  decodeProtectedHeader,
  importPKCS8,
  jwtVerify,
  UnsecuredJWT,
} from "jose"
import type { ReceivedRequest } from "../../../sandbox/http/request-log"
import { derivedId } from "../../../sandbox/tenants/event-types"
import type { Tenant } from "../../../sandbox/tenants/types"
import type { World } from "../../../sandbox/world"
import { calloutClaims, passwordClaims, passwordHeader, tokenHeader } from "./callout-token"
import { type EventName, type EventRequest, eventOf, schemas } from "./schemas"

/** A request that keeps to the contract of its event, with the tenant that it is about. */
export type Received = { event: EventName; body: EventRequest; tenant: Tenant; request: ReceivedRequest }

/** Reads a request of any event; throws for one that breaks its contract. */
export function read(world: World, request: ReceivedRequest): Received {
  const json: { type?: unknown } = JSON.parse(request.body)
  const event = eventOf(json.type)
  if (!event) throw new Error(`${json.type} is no event.`)
  const body = schemas[event].parse(json)
  const tenant = world.tenants.get(body.data.tenantId)
  if (!tenant) throw new Error(`No tenant has the id ${body.data.tenantId}.`)
  return { event, body, tenant, request }
}

/** The listener of an id: one of the tenant's own, or one that stands behind a handler of a user flow. */
export function listenerOf(tenant: Tenant, id: string | undefined) {
  const ofFlows = tenant.authenticationEventsFlows.flatMap((flow) =>
    (["attributeCollectionStart", "attributeCollectionSubmit"] as const).map((event) => ({
      id: derivedId(`${flow.id} ${event}`),
      conditions: flow.conditions,
      handler:
        event === "attributeCollectionStart"
          ? flow.onAttributeCollectionStart
          : flow.onAttributeCollectionSubmit,
    })),
  )
  return [...tenant.authenticationEventListeners, ...ofFlows].find((listener) => listener.id === id)
}

/** The extension that a request is made for, and the app registration of its API. */
export function extensionOf({ tenant, body }: Received) {
  const extension = tenant.customAuthenticationExtensions.find(
    ({ id }) => id === body.data.customAuthenticationExtensionId,
  )
  const resourceId = extension?.authenticationConfiguration?.resourceId
  const api = tenant.applications.find(({ appId }) => resourceId?.endsWith(`/${appId}`))
  if (!extension || !resourceId || !api) throw new Error("The request names no extension of the tenant.")
  return { extension, resourceId, api }
}

/** The service principals that a request names. */
export function appsOf({ body }: Received) {
  const { clientServicePrincipal: client, resourceServicePrincipal: resource } =
    body.data.authenticationContext
  if (!client) throw new Error("The request names no client.")
  return { client, resource: resource ?? null }
}

/** The user that a request is about; undefined where nobody exists yet. */
export function userOf({ body }: Received) {
  const { authenticationContext: context } = body.data
  return "user" in context ? context.user : undefined
}

/**
 * The callout's token, verified against the keys of the tenant's own host at the sandbox's time; `publishedByLogin`
 * says whether login.microsoftonline.com publishes the key as well.
 */
export async function tokenOf(world: World, { tenant, request }: Received) {
  const [scheme, token = ""] = (request.headers.authorization ?? "").split(" ")
  const keys = tenant.tenantType === "CIAM" ? world.ciamKeys : world.signingKeys
  const { payload, protectedHeader } = await jwtVerify(token, createLocalJWKSet(keys.jwks), {
    currentDate: world.clock.date(),
    requiredClaims: ["iat", "nbf", "exp", "oid", "sub"],
  })
  const header = tokenHeader.parse(protectedHeader)
  const publishedByLogin = world.signingKeys.jwks.keys.some(({ kid }) => kid === header.kid)
  return { scheme, header, claims: calloutClaims.parse(payload), publishedByLogin }
}

/** What stands in an encrypted password, opened with the key of the migration API. */
export async function openPassword(world: World, encrypted: string) {
  const header = passwordHeader.parse(decodeProtectedHeader(encrypted))
  const { plaintext } = await compactDecrypt(encrypted, await importPKCS8(world.migrationKey.key, header.alg))
  const inner = new TextDecoder().decode(plaintext)
  const { payload } = UnsecuredJWT.decode(inner, { currentDate: world.clock.date() })
  return { header, claims: passwordClaims.parse(payload) }
}
