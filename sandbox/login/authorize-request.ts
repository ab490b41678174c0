import type { Tenant } from "../tenants/types"
import type { World } from "../world"
import { type Client, findClient } from "./clients"
import { refuseDelegation } from "./delegation-refusals"
import type { SignInRequest } from "./issued"
import { isRegistered } from "./redirect-uris"
import { refuse } from "./refusals"
import { readScopes, scopesIn } from "./scopes"

type ResponseMode = SignInRequest["responseMode"]

const responseModes: readonly string[] = ["query", "fragment", "form_post"]
const prompts: readonly string[] = ["login", "none", "consent", "select_account", "create"]

/** Who asks and where the answer goes. */
export type Asker = {
  client: Client
  redirectUri: string
  responseMode: ResponseMode
  state: string | undefined
}

const isResponseMode = (text: string): text is ResponseMode => responseModes.includes(text)

/** Who asks; what is wrong here may not be told to the redirect URI, so that it is shown on a page. */
export function readAsker(tenant: Tenant, parameters: URLSearchParams): Asker {
  const clientId = parameters.get("client_id")
  if (!clientId) throw refuse.missing("client_id")
  const client = findClient(tenant, clientId)
  const redirectUri = parameters.get("redirect_uri")
  if (!redirectUri) throw refuse.noRedirectUri()
  if (!isRegistered(client.application.web.redirectUris, redirectUri))
    throw refuse.redirectUri(redirectUri, client.application.appId)
  const responseMode = parameters.get("response_mode") ?? "query"
  if (!isResponseMode(responseMode)) throw refuse.responseMode(responseMode)
  return { client, redirectUri, responseMode, state: parameters.get("state") ?? undefined }
}

/**
 * The S256 challenge. Entra asks for PKCE only at redirect URIs of single-page apps; here every client must use it,
 * so that one which forgot it is noticed.
 */
function readChallenge(parameters: URLSearchParams): string {
  const challenge = parameters.get("code_challenge")
  if (!challenge || parameters.get("code_challenge_method") !== "S256") throw refuse.pkceRequired()
  if (!/^[\w-]{43}$/.test(challenge)) throw refuse.challengeSize()
  return challenge
}

/** The scopes; throws when they name nothing to sign in for, or what a resource does not expose. */
function readAskedScopes(world: World, tenant: Tenant, { application }: Client, scope: string): string[] {
  const scopes = scopesIn(scope)
  const { openId, permissions } = readScopes(world, tenant, scopes)
  for (const { resource, unknown } of permissions)
    for (const name of unknown) throw refuseDelegation.unknownScope(application, name, resource)
  if (!openId.includes("openid") && permissions.length === 0) throw refuse.scope(scope)
  return scopes
}

/** INFERRED: that OpenID Connect's `max_age` counts, which no page of Microsoft names. */
function readMaxAge(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (!/^\d{1,9}$/.test(text)) throw refuse.maxAge(text)
  return Number(text)
}

/** The rest of a request; what is wrong here is told to the app. */
export function readRequest(
  world: World,
  tenant: Tenant,
  asker: Asker,
  parameters: URLSearchParams,
): SignInRequest {
  const value = (name: string) => parameters.get(name) || undefined
  const responseType = value("response_type")
  if (!responseType) throw refuse.missing("response_type")
  if (responseType !== "code") throw refuse.responseType(responseType)
  const scope = value("scope")
  if (!scope) throw refuse.missing("scope")
  const scopes = readAskedScopes(world, tenant, asker.client, scope)
  const prompt = value("prompt")
  if (prompt && !prompts.includes(prompt)) throw refuse.prompt(prompt)
  return {
    tenantId: tenant.id,
    clientId: asker.client.application.appId,
    redirectUri: asker.redirectUri,
    responseMode: asker.responseMode,
    scopes,
    state: asker.state,
    nonce: value("nonce"),
    codeChallenge: readChallenge(parameters),
    loginHint: value("login_hint"),
    prompt,
    maxAgeS: readMaxAge(value("max_age")),
  }
}
