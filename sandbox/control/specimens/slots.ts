import { deploy } from "../../apis/api"
import type { Behaviour } from "../../apis/behaviours"
import type { PlatformSettings } from "../../engine/callout/platform"
import { Refusal } from "../../engine/refusal"
import type { AppRoleAssignment, CustomExtensionHandler, ServicePrincipal, Tenant } from "../../tenants/types"
import { calloutCallerAppId, graphAppId } from "../../tenants/well-known"
import type { World } from "../../world"
import { type Breakage, type Slot, slot } from "./breakage"
import { handlerOf, type Subject, tenantOf } from "./subjects"

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

/** The members of one of a tenant's lists that fulfil a condition. */
function membersSlot<Member extends { id: string }>(
  subject: Subject,
  name: string,
  listOf: (tenant: Tenant) => Member[],
  belongs: (member: Member, world: World) => boolean,
) {
  const owner = (world: World) => tenantOf(world, subject)
  return slot<Member[]>({
    name,
    owner,
    read: (world) => listOf(owner(world)).filter((member) => belongs(member, world)),
    write(world, members) {
      const list = listOf(owner(world))
      replaceKeepingOrder(list, [...list.filter((member) => !belongs(member, world)), ...members])
    },
  })
}

const principalSlot = (subject: Subject, name: string, wanted: string) =>
  membersSlot(
    subject,
    name,
    (tenant) => tenant.servicePrincipals,
    ({ appId }) => appId === wanted,
  )

/** The API's service principal, and the app roles that are granted to it and to the app beside it. */
export type ApiAccess = {
  principal: ServicePrincipal[]
  grants: AppRoleAssignment[]
}

/** Where the extension's API is: the target URL, the resource that the token is for, and the app's own URIs. */
export type Address = {
  targetUrl: string | undefined
  resourceId: string | undefined
  identifierUris: string[]
}

/** Both at once, since a principal takes its grants along when it goes. */
function apiAccessSlot(subject: Subject): Slot<ApiAccess> {
  const name = "The API’s service principal"
  const principal = principalSlot(subject, name, subject.apiApp)
  const idOf = (world: World, wanted: string) =>
    tenantOf(world, subject).servicePrincipals.find(({ appId }) => appId === wanted)?.id
  // Remembered, since a grant outlives the principal that it names.
  const seen = new WeakMap<Tenant, string>()
  const apiId = (world: World) => {
    const tenant = tenantOf(world, subject)
    const id = idOf(world, subject.apiApp) ?? seen.get(tenant)
    if (id) seen.set(tenant, id)
    return id
  }
  const grants = membersSlot(
    subject,
    "The grants",
    (tenant) => tenant.appRoleAssignments,
    ({ principalId }, world) => principalId === apiId(world) || principalId === idOf(world, subject.otherApp),
  )
  return slot<ApiAccess>({
    name,
    owner: (world) => tenantOf(world, subject),
    read: (world) => ({ principal: principal.read(world) ?? [], grants: grants.read(world) ?? [] }),
    write(world, value) {
      principal.write(world, value.principal)
      grants.write(world, value.grants)
    },
  })
}

/** Three members of two objects, since they go together. */
function addressSlot(subject: Subject): Slot<Address> {
  const parts = (world: World) => {
    const { customAuthenticationExtensions, applications } = tenantOf(world, subject)
    const extension = customAuthenticationExtensions.find(({ id }) => id === subject.extension)
    const application = applications.find(({ appId }) => appId === subject.apiApp)
    return extension && application ? { extension, application } : undefined
  }
  return slot<Address>({
    name: "The extension",
    owner: (world) => tenantOf(world, subject),
    read(world) {
      const found = parts(world)
      return (
        found && {
          targetUrl: found.extension.endpointConfiguration?.targetUrl,
          resourceId: found.extension.authenticationConfiguration?.resourceId,
          identifierUris: found.application.identifierUris,
        }
      )
    },
    write(world, { targetUrl, resourceId, identifierUris }) {
      const found = parts(world)
      if (!found) return
      found.extension.endpointConfiguration =
        targetUrl === undefined ? null : { "@odata.type": "#microsoft.graph.httpRequestEndpoint", targetUrl }
      found.extension.authenticationConfiguration =
        resourceId === undefined
          ? null
          : { "@odata.type": "#microsoft.graph.azureAdTokenAuthentication", resourceId }
      found.application.identifierUris = identifierUris
    },
  })
}

/** One member of the subject's handler. */
const handlerSlot = <Name extends "@odata.type" | "configuration">(subject: Subject, member: Name) =>
  slot<CustomExtensionHandler[Name]>({
    name: "The handler",
    owner: (world) => tenantOf(world, subject),
    read: (world) => handlerOf(world, subject)?.[member],
    write(world, value) {
      const handler = handlerOf(world, subject)
      if (handler) handler[member] = value
    },
  })

/** Every place around a subject that specimens change. Made once for each subject, as a slot remembers. */
export const slotsOf = (subject: Subject) => ({
  /** The service principal of Entra's caller. */
  caller: principalSlot(subject, "The service principal of Entra’s caller", calloutCallerAppId),
  /** The service principal of Microsoft Graph. */
  graph: principalSlot(subject, "Microsoft Graph’s service principal", graphAppId),
  apiAccess: apiAccessSlot(subject),
  /** The extension itself; made anew it stands under another id. */
  extensions: membersSlot(
    subject,
    "The extension",
    (tenant) => tenant.customAuthenticationExtensions,
    ({ id }) => id === subject.extension || id === recreatedId(subject),
  ),
  address: addressSlot(subject),
  handlerType: handlerSlot(subject, "@odata.type"),
  handlerConfiguration: handlerSlot(subject, "configuration"),
  /** The keyId that passwords are encrypted to. */
  encryptionKey: slot<{ keyId: string | null }>({
    name: "The API’s app",
    owner: (world) => tenantOf(world, subject),
    read(world) {
      const app = tenantOf(world, subject).applications.find(({ appId }) => appId === subject.apiApp)
      return app && { keyId: app.tokenEncryptionKeyId }
    },
    write(world, { keyId }) {
      const app = tenantOf(world, subject).applications.find(({ appId }) => appId === subject.apiApp)
      if (app) app.tokenEncryptionKeyId = keyId
    },
  }),
})

/** The slots of one subject. */
export type Slots = ReturnType<typeof slotsOf>

/** The id of a subject's extension after somebody made it anew. */
export const recreatedId = ({ extension }: Subject): string => extension.replace(/.{12}$/, "0000000000b2")

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

/** A subject's API in another behaviour. One that was set by hand counts, and repair means healthy. */
export function behaving({ api: name }: Subject, behaviour: Behaviour): Breakage {
  const isBroken = (world: World) => world.apis.get(name)?.behaviour === behaviour
  const set = (world: World, to: Behaviour) => {
    const api = world.apis.get(name)
    if (!api) throw new Refusal(`There is no API ${name}.`)
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
