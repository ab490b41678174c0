import { createHash, randomBytes } from "node:crypto"
import { decodeJwt, type JWTPayload } from "jose"
import { createApp } from "../../../sandbox/http/origin"
import { createBrowserLoginApp, createCiamLoginApp, createLoginApp } from "../../../sandbox/login/app"
import type { LoginHost } from "../../../sandbox/login/issuers"
import { contosoIds, woodgroveIds } from "../../../sandbox/tenants/ids"
import type { Application, ServicePrincipal, Tenant } from "../../../sandbox/tenants/types"
import { createWorld, portsFrom, type World } from "../../../sandbox/world"

export const callback = "http://localhost:3000/api/auth/callback/entra"
export const resourceUri = `api://claims.contoso.example/${contosoIds.apiApp}`

/** One answer of the login service with its JSON body, or an empty one when it is a page. */
export type Answer = { status: number; headers: Headers; body: Record<string, unknown>; text: string }

/** A world's three login origins and short ways to call them; no socket is opened. */
export async function startLogin() {
  const world = await createWorld(portsFrom(5200))
  const sdk = createApp({ name: "login", log: world.log, next: world.next })
  createLoginApp(sdk, world)
  const ciam = createApp({ name: "ciamlogin", log: world.log, next: world.next })
  createCiamLoginApp(ciam, world)
  const browser = createApp({ name: "browser login", log: world.log, next: world.next })
  createBrowserLoginApp(browser, world)
  const apps = { login: sdk, ciam }
  const get = async (path: string, host: LoginHost = "login") =>
    answerOf(await apps[host].request(world.urls[host] + path))
  const visit = async (path: string, init?: RequestInit) =>
    browser.request(new URL(path, world.urls.browserLogin), init)
  const token = async (
    form: Record<string, string>,
    {
      segment = contosoIds.tenant,
      host = "login",
      headers = {},
    }: { segment?: string; host?: LoginHost; headers?: Record<string, string> } = {},
  ) =>
    answerOf(
      await apps[host].request(`${world.urls[host]}/${segment}/oauth2/v2.0/token`, {
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
        body: new URLSearchParams(form).toString(),
      }),
    )
  return { world, get, visit, token }
}

export type Login = Awaited<ReturnType<typeof startLogin>>

async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text()
  const isJson = response.headers.get("content-type")?.includes("json")
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : {}, text }
}

/** The client credentials form of the console, for the claims API unless another scope is given. */
export const appOnly = (world: World, rest: Record<string, string> = {}) => ({
  grant_type: "client_credentials",
  client_id: contosoIds.consoleApp,
  client_secret: world.consoleSecret,
  scope: `${resourceUri}/.default`,
  ...rest,
})

function tenantOf(world: World, id: string): Tenant {
  const tenant = world.tenants.get(id)
  if (!tenant) throw new Error(`The world has no tenant ${id}.`)
  return tenant
}

export const contosoOf = (world: World) => tenantOf(world, contosoIds.tenant)
export const woodgroveOf = (world: World) => tenantOf(world, woodgroveIds.tenant)

export function appOf(world: World, id: string): Application {
  const app = contosoOf(world).applications.find(({ appId }) => appId === id)
  if (!app) throw new Error(`Contoso has no app ${id}.`)
  return app
}

export function principalOf(world: World, id: string): ServicePrincipal {
  const principal = contosoOf(world).servicePrincipals.find(({ appId }) => appId === id)
  if (!principal) throw new Error(`Contoso has no service principal of ${id}.`)
  return principal
}

/** The claims of a token in an answer. */
export const claimsOf = (answer: Answer, name = "access_token"): JWTPayload =>
  decodeJwt(`${answer.body[name]}`)

export const newVerifier = () => randomBytes(32).toString("base64url")

/** The parameters of a good authorize request of the console. */
export const authorizeParameters = (rest: Record<string, string> = {}, verifier = newVerifier()) => ({
  client_id: contosoIds.consoleApp,
  redirect_uri: callback,
  response_type: "code",
  scope: "openid profile email",
  state: "the-state",
  nonce: "the-nonce",
  code_challenge: createHash("sha256").update(verifier).digest("base64url"),
  code_challenge_method: "S256",
  ...rest,
})

export const authorizePath = (parameters: Record<string, string>, segment: string = contosoIds.tenant) =>
  `/${segment}/oauth2/v2.0/authorize?${new URLSearchParams(parameters)}`

/** Presses the button of a persona on the page that an authorize request shows. */
export async function pick({ visit }: Login, page: string, userPrincipalName: string): Promise<Response> {
  const ctx = page.match(/name="ctx" value="([^"]+)"/)?.[1] ?? ""
  const button = page.split("<li>").find((item) => item.includes(userPrincipalName))
  const user = button?.match(/value="([^"]+)"/)?.[1] ?? ""
  const action = page.match(/action="([^"]+)"/)?.[1] ?? ""
  return visit(action, { method: "POST", body: new URLSearchParams({ ctx, user }).toString() })
}

/** Signs a persona in and gives what the redirect carries. */
export async function signIn(
  login: Login,
  {
    user = "reader@contoso.com",
    segment = contosoIds.tenant,
    verifier = newVerifier(),
    ...rest
  }: Record<string, string> = {},
) {
  const page = await login.visit(authorizePath(authorizeParameters(rest, verifier), segment))
  const response = await pick(login, await page.text(), user)
  const location = new URL(response.headers.get("location") ?? "about:blank")
  return { response, location, verifier, code: location.searchParams.get("code") ?? "" }
}

/** The form that redeems a code of the console. */
export const redeem = (world: World, code: string, verifier: string, rest: Record<string, string> = {}) => ({
  grant_type: "authorization_code",
  client_id: contosoIds.consoleApp,
  client_secret: world.consoleSecret,
  code,
  redirect_uri: callback,
  code_verifier: verifier,
  ...rest,
})
