import { contoso } from "../../../sandbox/tenants/contoso"
import type {
  AuthenticationEventListener,
  CustomAuthenticationExtension,
  ServicePrincipal,
  Tenant,
  User,
} from "../../../sandbox/tenants/types"
import { woodgrove } from "../../../sandbox/tenants/woodgrove"

const options = {
  now: new Date("2026-11-20T12:00:00Z"),
  apisPort: 5404,
  consoleSecret: "not-a-secret",
  logReaderSecret: "no-secret-either",
  consoleCertificate: "",
}

/** Contoso as it starts, at a fixed time. */
export const healthyTenant = (): Tenant => contoso(options)

/** Woodgrove as it starts, at the same time. */
export const healthyWoodgrove = (): Tenant => woodgrove({ ...options, migrationCertificate: "" })

function known<Thing>(thing: Thing | undefined): Thing {
  if (thing === undefined) throw new Error("Contoso has lost one of its objects.")
  return thing
}

/** Contoso's one listener. */
export const listenerOf = (tenant: Tenant): AuthenticationEventListener =>
  known(tenant.authenticationEventListeners[0])

/** Contoso's one extension. */
export const extensionOf = (tenant: Tenant): CustomAuthenticationExtension =>
  known(tenant.customAuthenticationExtensions[0])

/** The service principal of an app id. */
export const principalOf = (tenant: Tenant, appId: string): ServicePrincipal =>
  known(tenant.servicePrincipals.find((one) => one.appId === appId))

/** The user whose principal name begins like this. */
export const userOf = (tenant: Tenant, alias: string): User =>
  known(tenant.users.find(({ userPrincipalName }) => userPrincipalName.startsWith(alias)))
