import { deploy } from "../../apis/api"
import type { Behaviour } from "../../apis/behaviours"
import { requireTenant } from "../../engine/names"
import type { PlatformSettings } from "../../engine/platform"
import { Refusal } from "../../engine/refusal"
import { contosoIds } from "../../tenants/contoso"
import type { AppRoleAssignment, ServicePrincipal, Tenant } from "../../tenants/types"
import { calloutCallerAppId, graphAppId } from "../../tenants/well-known"
import type { World } from "../../world"
import { type Breakage, slot } from "./breakage"

const contoso = (world: World): Tenant => requireTenant(world, contosoIds.tenant)

/** The ids of every list that was written to, in the order of the first time that each was seen. */
const orders = new WeakMap<object, string[]>()

/** Puts a list into the order that it had before members were taken out of it; new ones stand at its end. */
function replaceKeepingOrder<Member extends { id: string }>(list: Member[], next: readonly Member[]): void {
  const known = orders.get(list) ?? []
  const order = [...known, ...list.map(({ id }) => id).filter((id) => !known.includes(id))]
  orders.set(list, order)
  const rank = ({ id }: Member) => (order.includes(id) ? order.indexOf(id) : order.length)
  list.splice(0, list.length, ...next.toSorted((one, other) => rank(one) - rank(other)))
}

/** The members of one of Contoso's lists that fulfil a condition. */
function membersSlot<Member extends { id: string }>(
  name: string,
  listOf: (tenant: Tenant) => Member[],
  belongs: (member: Member) => boolean,
) {
  return slot<Member[]>({
    name,
    owner: contoso,
    read: (world) => listOf(contoso(world)).filter(belongs),
    write(world, members) {
      const list = listOf(contoso(world))
      replaceKeepingOrder(list, [...list.filter((member) => !belongs(member)), ...members])
    },
  })
}

const principalSlot = (name: string, wanted: string) =>
  membersSlot(
    name,
    (tenant) => tenant.servicePrincipals,
    ({ appId }) => appId === wanted,
  )

/** The service principal of Entra's caller. */
export const caller = principalSlot("The service principal of Entra’s caller", calloutCallerAppId)

/** The service principal of Microsoft Graph. */
export const graph = principalSlot("Microsoft Graph’s service principal", graphAppId)

const apiPrincipal = principalSlot("The API’s service principal", contosoIds.apiApp)

const grants = membersSlot(
  "The grants",
  (tenant) => tenant.appRoleAssignments,
  ({ principalId }) =>
    principalId === contosoIds.apiServicePrincipal || principalId === contosoIds.groceriesServicePrincipal,
)

/** The API's service principal, and the app roles that are granted to it and to the groceries app. */
export type ApiAccess = {
  principal: ServicePrincipal[]
  grants: AppRoleAssignment[]
}

/** What stands for the API in the tenant; both at once, since a principal takes its grants along when it goes. */
export const apiAccess = slot<ApiAccess>({
  name: "The API’s service principal",
  owner: contoso,
  read: (world) => ({ principal: apiPrincipal.read(world) ?? [], grants: grants.read(world) ?? [] }),
  write(world, value) {
    apiPrincipal.write(world, value.principal)
    grants.write(world, value.grants)
  },
})

/** The extension itself, under whichever id. */
export const extensions = membersSlot(
  "The extension",
  (tenant) => tenant.customAuthenticationExtensions,
  () => true,
)

const listenerOf = (world: World) =>
  contoso(world).authenticationEventListeners.find(({ id }) => id === contosoIds.listener)

/** The type of the handler that Contoso's listener has. */
export const handlerType = slot({
  name: "The listener",
  owner: contoso,
  read: (world) => listenerOf(world)?.handler["@odata.type"],
  write(world, value) {
    const listener = listenerOf(world)
    if (listener) listener.handler["@odata.type"] = value
  },
})

/** What that handler lays down for itself, before the extension's own configuration. */
export const handlerConfiguration = slot({
  name: "The listener",
  owner: contoso,
  read: (world) => listenerOf(world)?.handler.configuration,
  write(world, value) {
    const listener = listenerOf(world)
    if (listener) listener.handler.configuration = value
  },
})

const addressParts = (world: World) => {
  const { customAuthenticationExtensions, applications } = contoso(world)
  const extension = customAuthenticationExtensions.find(({ id }) => id === contosoIds.extension)
  const application = applications.find(({ appId }) => appId === contosoIds.apiApp)
  return extension && application ? { extension, application } : undefined
}

/** Where the extension's API is: the target URL, the resource that the token is for, and the app's own URIs. */
export type Address = {
  targetUrl: string | undefined
  resourceId: string | undefined
  identifierUris: string[]
}

/** The extension's address; three members of two objects, since they go together. */
export const address = slot<Address>({
  name: "The extension",
  owner: contoso,
  read(world) {
    const parts = addressParts(world)
    return (
      parts && {
        targetUrl: parts.extension.endpointConfiguration?.targetUrl,
        resourceId: parts.extension.authenticationConfiguration?.resourceId,
        identifierUris: parts.application.identifierUris,
      }
    )
  },
  write(world, { targetUrl, resourceId, identifierUris }) {
    const parts = addressParts(world)
    if (!parts) return
    const { extension, application } = parts
    extension.endpointConfiguration =
      targetUrl === undefined ? null : { "@odata.type": "#microsoft.graph.httpRequestEndpoint", targetUrl }
    extension.authenticationConfiguration =
      resourceId === undefined
        ? null
        : { "@odata.type": "#microsoft.graph.azureAdTokenAuthentication", resourceId }
    application.identifierUris = identifierUris
  },
})

const platformOf = ({ platform }: World) => platform

/** How many callouts the service makes in a second, and how many of them others take. */
export const quota = slot<Pick<PlatformSettings, "calloutsPerSecond" | "otherCalloutsPerSecond">>({
  name: "The platform",
  owner: platformOf,
  read({ platform }) {
    const { calloutsPerSecond, otherCalloutsPerSecond } = platform.settings
    return { calloutsPerSecond, otherCalloutsPerSecond }
  },
  write: ({ platform }, value) => Object.assign(platform.settings, value),
})

/** Whether the service looks at the schema version of an answer. */
export const schemaLook = slot<boolean>({
  name: "The platform",
  owner: platformOf,
  read: ({ platform }) => platform.settings.checksSchemaVersion,
  write({ platform }, value) {
    platform.settings.checksSchemaVersion = value
  },
})

/** The claims API in another behaviour. A behaviour that was set by hand counts, and repair means healthy. */
export function claimsApi(behaviour: Behaviour): Breakage {
  const isBroken = (world: World) => world.apis.get("claims")?.behaviour === behaviour
  const set = (world: World, to: Behaviour) => {
    const api = world.apis.get("claims")
    if (!api) throw new Refusal("There is no claims API.")
    deploy(api, to)
  }
  return {
    isBroken,
    breakIt: (world) => set(world, behaviour),
    repair(world) {
      if (isBroken(world)) set(world, "healthy")
    },
  }
}
