import { refuseDelegation } from "./delegation-refusals"
import { readScopes, scopesIn } from "./scopes"
import { required, type TokenRequest } from "./token-request"
import { sessionOfAssertion } from "./user-assertion"
import { onePermission, userTokens } from "./user-tokens"

/**
 * Tokens by which a client goes on as the user whose access token was sent to its API
 * (https://learn.microsoft.com/entra/identity-platform/v2-oauth2-on-behalf-of-flow).
 */
export async function onBehalfOf(token: TokenRequest) {
  const { world, tenant, client, form } = token
  const use = required(form, "requested_token_use")
  if (use !== "on_behalf_of") throw refuseDelegation.tokenUse(use)
  const assertion = required(form, "assertion")
  const scope = required(form, "scope")
  const session = await sessionOfAssertion(world, tenant, client.application, assertion)
  const asked = readScopes(world, tenant, scopesIn(scope))
  return userTokens(token, {
    session,
    openId: asked.openId,
    permissions: onePermission(asked, scope),
  })
}
