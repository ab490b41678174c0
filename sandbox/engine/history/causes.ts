import type {
  Application,
  CustomAuthenticationExtension,
  ServicePrincipal,
  Tenant,
} from "../../tenants/types"
import { graphAppId, receivePayloadRoleId } from "../../tenants/well-known"
import type { Change, ChangeTarget, Modified } from "../log/change"

/** A change that broke callouts. */
export type CauseName =
  | "grantRemoved"
  | "hostChanged"
  | "pathChanged"
  | "principalDisabled"
  | "secretRotated"
  | "timeOutLowered"
  | "tokenVersionChanged"

/** What was changed, without who did it and when. */
export type Step = Omit<Change, "at" | "actor">

/** The change that brings trouble about and the one that ends it. */
export type Cause = { change: Step; repair: Step }

/** The objects behind an extension. */
type Objects = {
  extension: CustomAuthenticationExtension
  app: Application
  principal: ServicePrincipal
  graph: ServicePrincipal
  /** An id for a key, different for every cause. */
  keyId: string
}

const targetOf = {
  extension: ({ extension: { id, displayName } }: Objects): ChangeTarget => ({
    id,
    displayName,
    type: "Policy",
  }),
  app: ({ app: { id, displayName } }: Objects): ChangeTarget => ({ id, displayName, type: "Application" }),
  principal: ({ principal: { id, displayName } }: Objects): ChangeTarget => ({
    id,
    displayName,
    type: "ServicePrincipal",
  }),
  graph: ({ graph: { id, displayName } }: Objects): ChangeTarget => ({
    id,
    displayName,
    type: "ServicePrincipal",
  }),
}

/** One property goes from one value to another, and back. */
function there(step: Omit<Step, "modified">, modified: Required<Modified>): Cause {
  const { name, from, to } = modified
  return {
    change: { ...step, modified: [modified] },
    repair: { ...step, modified: [{ name, from: to, to: from }] },
  }
}

/** INFERRED: how the log names and writes the parts of an extension. */
const extensionChanged = (objects: Objects, name: string, from: unknown, to: unknown): Cause =>
  there(
    { activity: "Update customAuthenticationExtension", target: targetOf.extension(objects) },
    { name, from, to },
  )

function urlChanged(objects: Objects, change: (url: URL) => void): Cause | undefined {
  const from = objects.extension.endpointConfiguration
  if (!from?.targetUrl || !URL.canParse(from.targetUrl)) return undefined
  const url = new URL(from.targetUrl)
  change(url)
  return extensionChanged(objects, "EndpointConfiguration", from, { ...from, targetUrl: url.href })
}

/** [FIELD] Keys stand in the log as a text of their own inside the list. */
const keyText = (keyId: string, name: string) =>
  `[KeyIdentifier=${keyId},KeyType=Password,KeyUsage=Verify,DisplayName=${name}]`

function secretRotated(objects: Objects): Cause {
  const step: Omit<Step, "modified"> = {
    activity: "Update application – Certificates and secrets management ",
    target: targetOf.app(objects),
  }
  const [old, rotated, restored] = [0, 1, 2].map((count) =>
    keyText(`${objects.keyId.slice(0, -1)}${count}`, "downstream"),
  )
  const name = "KeyDescription"
  return {
    change: { ...step, modified: [{ name, from: [old], to: [rotated] }] },
    repair: { ...step, modified: [{ name, from: [rotated], to: [restored] }] },
  }
}

/** [FIELD] The resource comes first, with the grant; the app that holds it comes after, without a name. */
function grantRemoved(objects: Objects): Cause {
  const { graph, principal } = objects
  const role = graph.appRoles.find(({ id }) => id === receivePayloadRoleId)
  const values = {
    "AppRole.Id": receivePayloadRoleId,
    "AppRole.Value": role?.value ?? "",
    "AppRole.DisplayName": role?.displayName ?? "",
    "ServicePrincipal.ObjectID": principal.id,
    "ServicePrincipal.DisplayName": principal.displayName,
    "ServicePrincipal.AppId": principal.appId,
    "ServicePrincipal.Name": principal.appId,
  }
  const shared = {
    target: targetOf.graph(objects),
    also: [{ ...targetOf.principal(objects), displayName: null }],
  }
  const modified = (side: "from" | "to") =>
    Object.entries(values).map(([name, value]) => ({ name, [side]: value }))
  return {
    change: {
      ...shared,
      activity: "Remove app role assignment from service principal",
      modified: modified("from"),
    },
    repair: { ...shared, activity: "Add app role assignment to service principal", modified: modified("to") },
  }
}

const causes: Readonly<Record<CauseName, (objects: Objects) => Cause | undefined>> = {
  grantRemoved,
  secretRotated,
  pathChanged: (objects) =>
    urlChanged(objects, (url) => (url.pathname = url.pathname.replace(/^\/api\//, "/v2/"))),
  hostChanged: (objects) => urlChanged(objects, (url) => (url.hostname = `new.${url.hostname}`)),
  timeOutLowered(objects) {
    const from = objects.extension.clientConfiguration
    if (!from) return undefined
    return extensionChanged(objects, "ClientConfiguration", from, { ...from, timeoutInMilliseconds: 400 })
  },
  principalDisabled: (objects) =>
    there(
      { activity: "Update service principal", target: targetOf.principal(objects) },
      { name: "AccountEnabled", from: [true], to: [false] },
    ),
  // INFERRED: the name of the property.
  tokenVersionChanged(objects) {
    const { requestedAccessTokenVersion: from } = objects.app.api
    return there(
      { activity: "Update application", target: targetOf.app(objects) },
      { name: "RequestedAccessTokenVersion", from: [from], to: [from === 2 ? 1 : 2] },
    )
  },
}

/** The change that broke an extension so, and its repair; undefined when the tenant lacks one of the objects. */
export function causeOf(
  tenant: Tenant,
  extensionId: string,
  name: CauseName,
  keyId: string,
): Cause | undefined {
  const extension = tenant.customAuthenticationExtensions.find(({ id }) => id === extensionId)
  const appId = extension?.authenticationConfiguration?.resourceId?.split("/").at(-1)
  const app = tenant.applications.find((one) => one.appId === appId)
  const principal = tenant.servicePrincipals.find((one) => one.appId === appId)
  const graph = tenant.servicePrincipals.find((one) => one.appId === graphAppId)
  if (!extension || !app || !principal || !graph) return undefined
  return causes[name]({ extension, app, principal, graph, keyId })
}
