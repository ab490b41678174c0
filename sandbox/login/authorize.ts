import { randomUUID } from "node:crypto"
import type { Context, Hono } from "hono"
import { getCookie, setCookie } from "hono/cookie"
import type { Env } from "../http/origin"
import type { Tenant } from "../tenants/types"
import type { World } from "../world"
import { personasOf, refusalAsParameters, showFormPost, showPersonas, showRefusal } from "./authorize-page"
import { type Asker, readAsker, readRequest } from "./authorize-request"
import { type Client, findClient, findUser } from "./clients"
import { refuseDelegation } from "./delegation-refusals"
import { AadstsError, errorUri, incidentOf } from "./errors"
import { issuedIn, type Session, type SignInRequest, satisfiesPolicy } from "./issued"
import { findTenantByPath, sharedEndpoints } from "./issuers"
import { refuse } from "./refusals"
import { findConsent, readScopes } from "./scopes"

/** The cookie that holds the browser's session. */
export const sessionCookie = "login_session"

const codeLifetimeMs = 600_000
/** https://learn.microsoft.com/entra/identity-platform/configurable-token-lifetimes: sessions that do not outlive the browser. */
const sessionLifetimeMs = 86_400_000

/** Sends an answer to the app in the response mode that it asked for. */
function answerApp(
  c: Context<Env>,
  { redirectUri, responseMode }: Pick<Asker, "redirectUri" | "responseMode">,
  answer: URLSearchParams,
): Response | Promise<Response> {
  if (responseMode === "form_post") return showFormPost(c, redirectUri, answer)
  const url = new URL(redirectUri)
  if (responseMode === "fragment") url.hash = answer.toString()
  else for (const [name, value] of answer) url.searchParams.set(name, value)
  c.header("cache-control", "no-store, no-cache")
  c.header("referrer-policy", "no-referrer")
  return c.redirect(url.href, 302)
}

function answerWithCode(c: Context<Env>, world: World, request: SignInRequest, session: Session) {
  const expiresAt = world.clock.now() + codeLifetimeMs
  const code = issuedIn(world).codes.add({ request, session, expiresAt, redeemed: false })
  const answer = new URLSearchParams({ code })
  if (request.state !== undefined) answer.set("state", request.state)
  answer.set("session_state", session.id)
  return answerApp(c, request, answer)
}

/** Whether every permission that a request names was consented to, for this user or for all. */
function isConsented(world: World, tenant: Tenant, client: Client, request: SignInRequest, userId: string) {
  const { permissions } = readScopes(world, tenant, request.scopes)
  return permissions.every((asked) => findConsent(tenant, client, { id: userId }, asked))
}

/** The session of this browser when it may go on without being asked; throws 50058, 65001 or 50076 when it may not. */
function silentSession(
  c: Context<Env>,
  world: World,
  tenant: Tenant,
  client: Client,
  request: SignInRequest,
) {
  const { loginHint, maxAgeS } = request
  const session = issuedIn(world).sessions.get(getCookie(c, sessionCookie) ?? "")
  if (!session || session.tenantId !== tenant.id) throw refuse.notSignedIn()
  const age = world.clock.now() - session.signedInAt
  if (age > Math.min(sessionLifetimeMs, (maxAgeS ?? Infinity) * 1000)) throw refuse.notSignedIn()
  const known = tenant.users.find(({ id }) => id === session.userId)
  if (!known?.accountEnabled) throw refuse.notSignedIn()
  if (loginHint && loginHint.toLowerCase() !== known.userPrincipalName.toLowerCase())
    throw refuse.notSignedIn()
  findUser(tenant, client, known.id)
  if (!isConsented(world, tenant, client, request, known.id))
    throw refuseDelegation.consentRequired(client.application)
  if (!satisfiesPolicy(world, tenant, session)) throw refuseDelegation.interactionRequired(client.application)
  return session
}

/** Lets the person choose, or for `prompt=none` goes on with the choice that this browser made before. */
function signIn(c: Context<Env>, world: World, tenant: Tenant, client: Client, request: SignInRequest) {
  const { loginHint, prompt, redirectUri } = request
  if (prompt === "none")
    return answerWithCode(c, world, request, silentSession(c, world, tenant, client, request))
  const waitingId = issuedIn(world).waiting.add(request)
  // Entra would go on silently when somebody is signed in; here the page always comes, so that one can switch.
  const personas = personasOf(tenant, loginHint)
  return showPersonas(c, { tenant, client, waitingId, personas, redirectUri })
}

function tenantOf(c: Context<Env>, world: World): Tenant {
  const segment = c.req.param("tenant") ?? ""
  const tenant = findTenantByPath(world, segment)
  if (!tenant) throw refuse.unknownTenant(segment)
  return tenant
}

async function authorize(c: Context<Env>, world: World, parameters: URLSearchParams): Promise<Response> {
  const tenant = tenantOf(c, world)
  const asker = readAsker(tenant, parameters)
  try {
    return await signIn(c, world, tenant, asker.client, readRequest(world, tenant, asker, parameters))
  } catch (error) {
    if (!(error instanceof AadstsError)) throw error
    const uri = errorUri(world, error)
    return answerApp(c, asker, refusalAsParameters(error, incidentOf(c, world, parameters), uri, asker.state))
  }
}

/** Takes the person's choice: remembers it for this browser and sends the app its code. */
async function choose(c: Context<Env>, world: World, form: URLSearchParams): Promise<Response> {
  const tenant = tenantOf(c, world)
  const request = issuedIn(world).waiting.get(form.get("ctx") ?? "")
  if (!request || request.tenantId !== tenant.id) throw refuse.staleSignIn()
  const client = findClient(tenant, request.clientId)
  const user = findUser(tenant, client, form.get("user") ?? "")
  if (!isConsented(world, tenant, client, request, user.id))
    throw refuseDelegation.adminConsentRequired(client.application)
  const signedInAt = world.clock.now()
  const session: Session = { id: randomUUID(), tenantId: tenant.id, userId: user.id, signedInAt }
  // Nobody is asked for a second factor here, as nobody is asked for a password.
  if (tenant.multifactorPolicy !== null) issuedIn(world).multifactor.add(session.id)
  setCookie(c, sessionCookie, issuedIn(world).sessions.add(session), {
    httpOnly: true,
    path: "/",
    sameSite: "Lax",
  })
  return answerWithCode(c, world, request, session)
}

/** Adds the authorize endpoint and the form behind its page. */
export function addAuthorize(app: Hono<Env>, world: World): void {
  const withPage =
    (handle: typeof authorize) =>
    async (c: Context<Env>): Promise<Response> => {
      if (sharedEndpoints.includes(c.req.param("tenant") ?? "")) return c.notFound()
      const isPost = c.req.method === "POST"
      const parameters = new URLSearchParams(isPost ? await c.req.text() : new URL(c.req.url).search)
      try {
        return await handle(c, world, parameters)
      } catch (error) {
        if (error instanceof AadstsError) return showRefusal(c, error, incidentOf(c, world, parameters))
        throw error
      }
    }
  app.on(["GET", "POST"], "/:tenant/oauth2/v2.0/authorize", withPage(authorize))
  app.post("/:tenant/login", withPage(choose))
}
