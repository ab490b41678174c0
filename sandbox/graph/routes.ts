import { authenticationMethodRoutes } from "./authentication-methods"
import type { Route } from "./call"
import { claimsPolicyRoutes } from "./claims-policies"
import { credentialRoutes } from "./credentials-write"
import { directoryRoutes } from "./directory"
import { directoryAuditRoutes } from "./directory-audits"
import { extensionRoutes } from "./extensions"
import { flowRoutes } from "./flows"
import { identityProviderRoutes } from "./identity-providers"
import { listenerRoutes } from "./listeners"
import { meRoutes } from "./me"
import { organizationRoutes } from "./organization"
import { permissionGrantRoutes } from "./permission-grants"
import { signInRoutes } from "./sign-ins"
import { signUpRoutes } from "./sign-ups"

/** Every operation of Microsoft Graph that the sandbox has, beside `$batch`. */
export const routes: readonly Route[] = [
  ...signInRoutes,
  ...signUpRoutes,
  ...directoryAuditRoutes,
  ...extensionRoutes,
  ...listenerRoutes,
  ...flowRoutes,
  ...identityProviderRoutes,
  ...claimsPolicyRoutes,
  ...authenticationMethodRoutes,
  ...directoryRoutes,
  ...credentialRoutes,
  ...permissionGrantRoutes,
  ...meRoutes,
  ...organizationRoutes,
]
