import type { EventType } from "../../tenants/event-types"
import type { Application, AuthenticationEventListener, ServicePrincipal, Tenant } from "../../tenants/types"
import { fallsBackToMicrosoft } from "../callout/event"
import { chooseFlow, chooseListener } from "../callout/listeners"
import { methodsOf } from "../journeys/sign-up"
import type { Flow } from "../log/row"
import type { SignUpMethod } from "../log/sign-up-row"
import { Refusal } from "../refusal"

/** A callout that a way leads through. */
export type Stop = { eventType: EventType; listener: AuthenticationEventListener; fallsBack: boolean }

/** How somebody gets into an app: all that sign-ins of one kind have in common. */
export type Way = { client: ServicePrincipal; resource: ServicePrincipal; flow: Flow; stops: readonly Stop[] }

/** An app that people sign in to, and what they can do there. */
export type App = {
  client: ServicePrincipal
  isSaml: boolean
  isNative: boolean
  /** The APIs that it asks access tokens for. */
  apis: readonly ServicePrincipal[]
  /** The callouts of a sign-up, or null where nobody can sign up. */
  signUp: { methods: readonly SignUpMethod[]; code: readonly Stop[]; attributes: readonly Stop[] } | null
}

/** The event that comes before the tokens, where there is one: a code, a password, or a Verified ID in its place. */
export type Before = "emailOtpSend" | "passwordSubmit" | "verifiedIdClaimValidation" | null

/** The ways into a tenant's apps, by number. */
export class Ways {
  readonly apps: readonly App[]
  readonly #tenant: Tenant
  readonly #ways: Way[] = []
  readonly #numbers = new Map<string, number>()

  /** Takes the tenant as it is; throws a Refusal when no app of it has a listener. */
  constructor(tenant: Tenant) {
    this.#tenant = tenant
    this.apps = tenant.applications.flatMap((application) => this.#appOf(application) ?? [])
    if (this.apps.length === 0) throw new Refusal(`No app of ${tenant.displayName} has a listener.`)
  }

  at(number: number): Way {
    const way = this.#ways[number]
    if (!way) throw new RangeError(`There is no way ${number}.`)
    return way
  }

  /** The number of a way, the same for the same way. */
  numberOf({ client }: App, resource: ServicePrincipal, flow: Flow, before: Before): number {
    const key = [client.id, resource.id, flow, before].join(" ")
    const known = this.#numbers.get(key)
    if (known !== undefined) return known
    const number = this.#ways.length
    this.#ways.push({ client, resource, flow, stops: this.#stops(client, resource, before) })
    this.#numbers.set(key, number)
    return number
  }

  /** The callout of an event for an app, or undefined when nobody listens. */
  stop(eventType: EventType, { appId }: ServicePrincipal): Stop | undefined {
    const listener = chooseListener(this.#tenant, eventType, appId)
    return listener && { eventType, listener, fallsBack: fallsBackToMicrosoft(this.#tenant, listener) }
  }

  #stops(client: ServicePrincipal, resource: ServicePrincipal, before: Before): Stop[] {
    const first = before ? [this.stop(before, client)] : []
    // The same order as live: a token for the app itself, then one for the API; a recovered account gets none yet.
    const audiences = client === resource ? [client] : [client, resource]
    const tokens =
      before === "verifiedIdClaimValidation"
        ? []
        : audiences.map((one) => this.stop("tokenIssuanceStart", one))
    return [...first, ...tokens].filter((stop) => stop !== undefined)
  }

  #appOf({ appId, web, nativeAuthenticationApisEnabled }: Application): App | undefined {
    const client = this.#tenant.servicePrincipals.find((one) => one.appId === appId)
    if (!client || web.redirectUris.length === 0 || !this.stop("tokenIssuanceStart", client)) return undefined
    const isSaml = client.preferredSingleSignOnMode === "saml"
    const isNative = nativeAuthenticationApisEnabled === "all"
    return {
      client,
      isSaml,
      isNative,
      apis: isSaml ? [] : this.#apis(),
      signUp: isNative ? null : this.#signUp(client),
    }
  }

  /** The tenant's apps that nobody signs in to and a listener stands behind: their tokens are asked for by others. */
  #apis(): ServicePrincipal[] {
    return this.#tenant.applications.flatMap(({ appId, web }) => {
      const principal = this.#tenant.servicePrincipals.find((one) => one.appId === appId)
      const isApi = principal && web.redirectUris.length === 0 && this.stop("tokenIssuanceStart", principal)
      return isApi ? [principal] : []
    })
  }

  #signUp(client: ServicePrincipal): App["signUp"] {
    const flow = chooseFlow(this.#tenant, client.appId)
    if (!flow?.onInteractiveAuthFlowStart.isSignUpAllowed) return null
    const stops = (...eventTypes: EventType[]) =>
      eventTypes.map((one) => this.stop(one, client)).filter((stop) => stop !== undefined)
    return {
      methods: methodsOf(flow),
      code: stops("emailOtpSend"),
      attributes: stops("attributeCollectionStart", "attributeCollectionSubmit"),
    }
  }
}
