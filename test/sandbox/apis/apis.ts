import { CompactEncrypt, importX509, type JWTPayload, UnsecuredJWT } from "jose"
import type { Api } from "../../../sandbox/apis/api"
import { createApisApp } from "../../../sandbox/apis/app"
import { decide } from "../../../sandbox/engine/answer/decide"
import { createApp } from "../../../sandbox/http/origin"
import { calloutCallerAppId } from "../../../sandbox/tenants/well-known"
import { createWorld, portsFrom, type World } from "../../../sandbox/world"

/** The customers' APIs without a server, and the requests that a test may send them. */
export type Apis = Awaited<ReturnType<typeof createApis>>

export const correlationId = "20af61be-2d64-4d70-a5b3-2f2c1d3e4f50"
export const nonce = "d7c30ed9-2d8e-40c9-aee8-a205e9734308"

const appId = "5d0c7e2a-9b3c-4d5e-8f60-7182930a4b5d"
const principal = {
  id: "2f3e4d5c-6b7a-4988-a796-b5c4d3e2f101",
  appId,
  appDisplayName: "Woodgrove Groceries",
  displayName: "Woodgrove Groceries",
}

const dataTypes: Record<Api["event"], string> = {
  tokenIssuanceStart: "microsoft.graph.onTokenIssuanceStartCalloutData",
  attributeCollectionStart: "microsoft.graph.onAttributeCollectionStartCalloutData",
  attributeCollectionSubmit: "microsoft.graph.onAttributeCollectionSubmitCalloutData",
  emailOtpSend: "microsoft.graph.onOtpSendCalloutData",
  passwordSubmit: "microsoft.graph.onPasswordSubmitCalloutData",
  verifiedIdClaimValidation: "microsoft.graph.onVerifiedIdClaimValidationCalloutData",
}

/** An attribute as the attribute events carry it. */
export const attribute = (value: string | number | boolean, attributeType = "builtIn") => ({
  "@odata.type": `microsoft.graph.${{ string: "string", number: "int64", boolean: "boolean" }[typeof value as "string"]}DirectoryAttributeValue`,
  value,
  attributeType,
})

/** A member of the data or of the context that a test wants otherwise. */
export type Changes = { data?: Record<string, unknown>; context?: Record<string, unknown> }

/** What a typed password is wrapped into, as the migration API wants it unless changed. */
export async function encrypted(
  { migrationKey, clock }: Pick<World, "migrationKey" | "clock">,
  api: Api,
  claims: JWTPayload,
  header: { alg?: string; enc?: string; [name: string]: unknown } = {},
): Promise<string> {
  const now = Math.floor(clock.now() / 1000)
  const times = { iat: now, nbf: now, exp: now + 600 }
  const audience = { aud: api.appId, iss: `api://${api.host}/${api.appId}` }
  const inner = new UnsecuredJWT({ ...times, ...audience, nonce, ...claims }).encode()
  const { alg = "RSA-OAEP", enc = "A128CBC-HS256", ...rest } = header
  return new CompactEncrypt(new TextEncoder().encode(inner))
    .setProtectedHeader({ alg, enc, zip: "DEF", ...rest })
    .encrypt(await importX509(migrationKey.cert, alg))
}

const someUser = { id: "8a7b6c5d-4e3f-4201-9182-736455463728" }

const signUp = (attributes: Record<string, unknown>, rest = {}): Changes => ({
  data: { userSignUpInfo: { attributes, ...rest } },
})

/** What each event's own part is, unless a test says otherwise. */
const ownParts: Record<Api["event"], (world: World, api: Api) => Changes | Promise<Changes>> = {
  tokenIssuanceStart: () => ({ context: { user: someUser } }),
  attributeCollectionStart: () =>
    signUp(
      { EmailAddress: attribute("someone@fabrikam.com"), country: attribute("") },
      { identities: [{ signInType: "federated", issuer: "mail", issuerAssignedId: "someone@fabrikam.com" }] },
    ),
  attributeCollectionSubmit: () =>
    signUp({ email: attribute("someone@fabrikam.com"), postalCode: attribute(" d02 af30") }),
  emailOtpSend: () => ({
    data: { otpContext: { identifier: "someone@fabrikam.com", oneTimeCode: "01234567" } },
    context: { requestType: "signUp" },
  }),
  async passwordSubmit(world, api) {
    const typed = { username: "otto@tailwindtraders.com", "user-password": "Groceries for otto, 12 bags" }
    return {
      data: { encryptedPasswordContext: await encrypted(world, api, typed), userSignUpInfo: null },
      context: { user: someUser, resourceServicePrincipal: null },
    }
  },
  verifiedIdClaimValidation: () => ({
    data: {
      verifiedIdClaimsContext: {
        additionalInfo: {},
        claims: { firstName: "Casey", lastName: "Jensen", documentType: "Passport" },
      },
    },
    context: { protocol: "OAUTH2", user: { userPrincipalName: "casey@contoso.com" } },
  }),
}

/** A request that the API's event documents, with changed members of its data and context. */
async function eventFor(world: World, to: Api, { data, context }: Changes) {
  const own = await ownParts[to.event](world, to)
  return {
    type: `microsoft.graph.authenticationEvent.${to.event}`,
    source: `/tenants/${to.tenantId}/applications/${appId}`,
    data: {
      ...own.data,
      "@odata.type": dataTypes[to.event],
      tenantId: to.tenantId,
      authenticationEventListenerId: crypto.randomUUID(),
      customAuthenticationExtensionId: crypto.randomUUID(),
      authenticationContext: {
        correlationId,
        client: { ip: "203.0.113.24", locale: "de-ch", market: "de-ch" },
        protocol: "OAUTH2.0",
        clientServicePrincipal: principal,
        resourceServicePrincipal: principal,
        ...own.context,
        ...context,
      },
      ...data,
    },
  }
}

/** Entra's token for an API, with changed claims or signed by other keys. */
function tokenFor(world: World, to: Api, changes: JWTPayload, keys?: World["signingKeys"]): Promise<string> {
  const now = Math.floor(world.clock.now() / 1000)
  const isExternal = world.tenants.get(to.tenantId)?.tenantType === "CIAM"
  const authority = isExternal ? world.urls.ciam : world.urls.login
  return (keys ?? (isExternal ? world.ciamKeys : world.signingKeys)).sign({
    aud: to.appId,
    iss: `${authority}/${to.tenantId}/v2.0`,
    iat: now,
    nbf: now,
    exp: now + 3599,
    azp: calloutCallerAppId,
    tid: to.tenantId,
    ver: "2.0",
    ...changes,
  })
}

/** What Entra makes of an answer. */
async function verdictOn({ event: eventType }: Api, response: Response) {
  const contentType = response.headers.get("content-type")
  const { status } = response
  const attempt = { kind: "answer", status, contentType, body: await response.text() } as const
  const { code, action } = decide(
    [attempt],
    eventType === "passwordSubmit" ? { eventType, nonce } : { eventType },
  )
  return { code, action }
}

/** A world with its APIs, reached without a server; the ports are those that addresses name. */
export async function createApis(base: number) {
  const world = await createWorld(portsFrom(base))
  const app = createApp({ name: "apis", log: world.log, next: world.next })
  createApisApp(app, world)
  const event = (to: Api, changes: Changes = {}) => eventFor(world, to, changes)
  const token = (to: Api, changes: JWTPayload = {}, keys?: World["signingKeys"]) =>
    tokenFor(world, to, changes, keys)
  /** Posts a body to an API under a token, Entra's own unless another is given. */
  const post = async (to: Api, body: unknown, bearer?: string): Promise<Response> => {
    const authorization = `Bearer ${bearer ?? (await token(to))}`
    return app.request(`https://${to.host}:${world.ports.apis}${to.path}`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization },
      body: typeof body === "string" ? body : JSON.stringify(body),
    })
  }
  return {
    world,
    app,
    event,
    token,
    post,
    verdict: verdictOn,
    api(name: string): Api {
      const found = world.apis.get(name)
      if (!found) throw new Error(`There is no API ${name}.`)
      return found
    },
    /** Calls an API with its event and gives what Entra makes of the answer. */
    call: async (to: Api, changes: Changes = {}) => verdictOn(to, await post(to, await event(to, changes))),
  }
}
