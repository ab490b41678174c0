import { replaceConsent } from "../../../sandbox/tenants/consents"
import { contosoIds } from "../../../sandbox/tenants/ids"
import { graphAppId } from "../../../sandbox/tenants/well-known"
import type { World } from "../../../sandbox/world"
import { type Answer, contosoOf, type Login, principalOf, redeem, signIn } from "./login"

/** The console's own API, as its URI and as the scope that a sign-in asks for. */
export const consoleUri = `api://${contosoIds.consoleApp}`
export const accessAsUser = `${consoleUri}/access_as_user`

/** What the console asks for at a sign-in whose tokens it keeps. */
export const wholeScope = `openid profile email offline_access ${accessAsUser}`

/** Microsoft Graph's address in these worlds, as scopes name it. */
export const graphUri = "https://localhost:5203"

/** Signs somebody in to the console and redeems the code. */
export async function tokensOf(
  login: Login,
  rest: Record<string, string> = {},
  form: Record<string, string> = {},
): Promise<Answer> {
  const { code, verifier } = await signIn(login, { scope: wholeScope, user: "operator@contoso.com", ...rest })
  return login.token(redeem(login.world, code, verifier, form))
}

/** The form by which the console acts for whoever sent it a token. */
export const actingFor = (world: World, assertion: string, rest: Record<string, string> = {}) => ({
  grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer",
  requested_token_use: "on_behalf_of",
  client_id: contosoIds.consoleApp,
  client_secret: world.consoleSecret,
  assertion,
  scope: `${graphUri}/Application.ReadWrite.All`,
  ...rest,
})

/** Leaves Contoso's console consent to these delegated permissions of Graph, or of its own API, and no others. */
export function consentOnly(world: World, scopes: readonly string[], resource: string = graphAppId): void {
  const client = principalOf(world, contosoIds.consoleApp)
  replaceConsent(contosoOf(world), client, principalOf(world, resource), scopes)
}
