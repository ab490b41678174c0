import { requireTenant } from "../../engine/names"
import { type EventType, flowEvents } from "../../tenants/event-types"
import { contosoIds, woodgroveIds } from "../../tenants/ids"
import type { CustomExtensionHandler, Tenant } from "../../tenants/types"
import type { World } from "../../world"

/** A journey that meets a subject: the route of control, and what to send there. */
export type Way = { route: "/sign-ins" | "/sign-ups" | "/recoveries"; body: Record<string, string> }

/** One extension with everything around it that can be broken. */
export type Subject = {
  eventType: EventType
  tenant: string
  extension: string
  /** The API by its name in the world, and in a sentence. */
  api: string
  told: string
  /** The API's app registration, which its `resourceId` names. */
  apiApp: string
  /** Whether an API that is called before this one has the same app registration. */
  sharesApp?: true
  /** An app of the tenant that has nothing to do with the API. */
  otherApp: string
  /** The listener or the user flow that names the extension. */
  binding: string
  way: Way
}

const groceries = "Woodgrove Groceries"
const contoso = { tenant: contosoIds.tenant, otherApp: contosoIds.groceriesApp }
const woodgrove = { tenant: woodgroveIds.tenant, otherApp: woodgroveIds.groceriesApp }

const toWoodgrove = (user: string): Way => ({
  route: "/sign-ins",
  body: { tenant: "Woodgrove", user, app: groceries },
})

/** Somebody new for each attempt: the address takes the number of the attempt. */
const newcomer: Way = {
  route: "/sign-ups",
  body: { tenant: "Woodgrove", email: "newcomer{n}@fabrikam.com", app: groceries },
}

/** Everything that can be broken, by what it does. */
export const subjects = {
  claims: {
    ...contoso,
    eventType: "tokenIssuanceStart",
    extension: contosoIds.extension,
    api: "claims",
    told: "The claims API",
    apiApp: contosoIds.apiApp,
    binding: contosoIds.listener,
    way: { route: "/sign-ins", body: { tenant: "Contoso", user: "casey", app: groceries } },
  },
  verifiedId: {
    ...contoso,
    eventType: "verifiedIdClaimValidation",
    extension: contosoIds.verifiedIdExtension,
    api: "verified-id",
    told: "The Verified ID API",
    apiApp: contosoIds.peopleApiApp,
    binding: contosoIds.verifiedIdListener,
    way: { route: "/recoveries", body: { tenant: "Contoso", user: "casey", app: groceries } },
  },
  customerClaims: {
    ...woodgrove,
    eventType: "tokenIssuanceStart",
    extension: woodgroveIds.claimsExtension,
    api: "woodgrove-claims",
    told: "Woodgrove’s claims API",
    apiApp: woodgroveIds.claimsApiApp,
    binding: woodgroveIds.claimsListener,
    way: toWoodgrove("dana@proseware.com"),
  },
  signUpStart: {
    ...woodgrove,
    eventType: "attributeCollectionStart",
    extension: woodgroveIds.attributeStartExtension,
    api: "sign-up-start",
    told: "The sign-up start API",
    apiApp: woodgroveIds.signUpApiApp,
    binding: woodgroveIds.userFlow,
    way: newcomer,
  },
  signUpSubmit: {
    ...woodgrove,
    eventType: "attributeCollectionSubmit",
    extension: woodgroveIds.attributeSubmitExtension,
    api: "sign-up-submit",
    sharesApp: true,
    told: "The sign-up submit API",
    apiApp: woodgroveIds.signUpApiApp,
    binding: woodgroveIds.userFlow,
    way: newcomer,
  },
  mail: {
    ...woodgrove,
    eventType: "emailOtpSend",
    extension: woodgroveIds.otpExtension,
    api: "mail",
    told: "The mail API",
    apiApp: woodgroveIds.mailApiApp,
    binding: woodgroveIds.otpListener,
    way: toWoodgrove("ravi@adatum.com"),
  },
  migration: {
    ...woodgrove,
    eventType: "passwordSubmit",
    extension: woodgroveIds.passwordExtension,
    api: "migration",
    told: "The migration API",
    apiApp: woodgroveIds.migrationApiApp,
    binding: woodgroveIds.passwordListener,
    way: toWoodgrove("otto@tailwindtraders.com"),
  },
} as const satisfies Record<string, Subject>

/** The tenant of a subject. */
export const tenantOf = (world: World, { tenant }: Subject): Tenant => requireTenant(world, tenant)

/** What the subject's listener or user flow does with its extension; undefined when there is no such handler. */
export function handlerOf(world: World, subject: Subject): CustomExtensionHandler | undefined {
  const { authenticationEventListeners, authenticationEventsFlows } = tenantOf(world, subject)
  const { eventType, binding } = subject
  if (eventType === "attributeCollectionStart" || eventType === "attributeCollectionSubmit")
    return authenticationEventsFlows.find(({ id }) => id === binding)?.[flowEvents[eventType]] ?? undefined
  return authenticationEventListeners.find(({ id }) => id === binding)?.handler
}
