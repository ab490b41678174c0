import { artificialIds, graphApp } from "./artificial"
import {
  type AppFacts,
  type Branch,
  contract,
  type Facts,
  invented,
  known,
  type Leaf,
  type Marked,
  recorded,
  type UserFacts,
  userMembers,
} from "./payload"

/** The type names that open every request of an event. */
export type RequestNames = { requestType: string; calloutData: string }

/** An application as a request names it. */
export type AppPart = { id: Leaf; appId: Leaf; appDisplayName: Leaf; displayName: Leaf }

type MadeUpApp = { id: string; appId: string; name: string }

function appPart(facts: AppFacts | undefined, madeUp: MadeUpApp): AppPart {
  const { id, appId, appDisplayName, displayName } = facts ?? {}
  return {
    id: known(id, madeUp.id),
    appId: known(appId, madeUp.appId),
    appDisplayName: known(appDisplayName ?? displayName, madeUp.name),
    displayName: known(displayName ?? appDisplayName, madeUp.name),
  }
}

/** The app that the user signs in to. */
export const clientApp = ({ clientApp: facts }: Facts): AppPart =>
  appPart(facts, {
    id: artificialIds.clientServicePrincipal,
    appId: artificialIds.clientApp,
    name: "Example Web App",
  })

/** The app that the token is for, when nothing says otherwise the client itself. */
export const audience = (facts: Facts): AppPart => (facts.resourceApp ? otherApi(facts) : clientApp(facts))

/** The app that the token is for: an API beside the client. */
export const otherApi = ({ resourceApp }: Facts): AppPart =>
  appPart(resourceApp, {
    id: artificialIds.resourceServicePrincipal,
    appId: artificialIds.resourceApp,
    name: "Example API",
  })

/** The app that the token is for: when nothing says otherwise Microsoft Graph, as in observed sign-ups. */
export const graphUnlessKnown = ({ resourceApp }: Facts): AppPart =>
  appPart(resourceApp, { id: artificialIds.resourceServicePrincipal, ...graphApp })

/** The address, language and market of the browser; one sample names the address `clientIp`. */
export function browser({ client }: Facts, ip: "ip" | "clientIp" = "ip"): Branch {
  return {
    [ip]: known(client?.ip, "203.0.113.24"),
    locale: known(client?.locale, "en-us"),
    market: known(client?.market, "en-us"),
  }
}

/** The protocol of the sign-in. How SAML is written there is unverified, so that word is always made up. */
export function protocolOf(facts: Facts, usual: "OAUTH2.0" | "OAUTH2" | "SAML" = "OAUTH2.0"): Leaf {
  if ((facts.protocol ?? usual) === "SAML") return invented("SAML")
  const written = usual === "OAUTH2" ? usual : "OAUTH2.0"
  return facts.protocol ? recorded(written) : contract(written)
}

/** The user: what is known, and made-up values for the rest. */
export function userPart({ user }: Facts, madeUp: UserFacts): Branch {
  const members = userMembers.map((name): [string, Leaf | undefined] => {
    const fact = user?.[name]
    const value = madeUp[name]
    if (typeof fact === "string") return [name, recorded(fact)]
    return [name, fact === null || typeof value !== "string" ? undefined : invented(value)]
  })
  return Object.fromEntries(members)
}

/** The id that the sign-in log has too. */
export const correlationId = (facts: Facts): Leaf => known(facts.correlationId, artificialIds.correlation)

/** The authentication context that most events share. */
export function context(
  facts: Facts,
  own: { protocol?: Leaf; requestType?: Leaf; resource?: Marked; user?: Branch },
): Branch {
  return {
    correlationId: correlationId(facts),
    client: browser(facts),
    protocol: own.protocol ?? protocolOf(facts),
    requestType: own.requestType,
    clientServicePrincipal: clientApp(facts),
    resourceServicePrincipal: own.resource,
    user: own.user,
  }
}

/** The ids of what sent the request: the listener and the extension. */
export const senderIds = (facts: Facts): Branch => ({
  authenticationEventListenerId: known(facts.listenerId, artificialIds.listener),
  customAuthenticationExtensionId: known(facts.extensionId, artificialIds.extension),
})

/** A whole request around the event's own data; `source` names the app that the token is for. */
export function request(names: RequestNames, facts: Facts, source: AppPart, data: Branch): Marked {
  const tenantId = known(facts.tenantId, artificialIds.tenant)
  const isRecorded = [tenantId, source.appId].every(({ origin }) => origin === "recorded")
  const path = `/tenants/${tenantId.value}/applications/${source.appId.value}`
  return {
    type: contract(names.requestType),
    source: isRecorded ? recorded(path) : invented(path),
    data: { "@odata.type": contract(names.calloutData), tenantId, ...data },
  }
}
