import "server-only"
import { createHash, X509Certificate } from "node:crypto"
import { type AuthenticationResult, ConfidentialClientApplication } from "@azure/msal-node"
import { importPKCS8, SignJWT } from "jose"
import { type ClientCredential, config } from "@/lib/config"
import { once } from "@/lib/once"
import { assertionOf, clientOf, NeedsRenewal, type SessionRef } from "./custody"

const deadlineMs = 15_000

function certificateOf(credential: Extract<ClientCredential, { kind: "certificate" }>) {
  const der = new X509Certificate(credential.certificate).raw
  return { sha1: createHash("sha1").update(der), sha256: createHash("sha256").update(der) }
}

/** An app of the tenant with what proves it, and the origin that it asks for tokens. */
export type TenantClient = { clientId: string; credential: ClientCredential; host: string }

/** MSAL for an app of the tenant, with a cache of its own. */
export function clientWith({ clientId, credential, host }: TenantClient): ConfidentialClientApplication {
  const proof =
    credential.kind === "secret"
      ? { clientSecret: credential.secret }
      : {
          clientCertificate: {
            thumbprintSha256: certificateOf(credential).sha256.digest("hex"),
            privateKey: credential.privateKey,
          },
        }
  return new ConfidentialClientApplication({
    auth: {
      clientId,
      authority: `${host}/${config().tenantId}`,
      knownAuthorities: [new URL(host).host],
      ...proof,
    },
  })
}

function createClient(): ConfidentialClientApplication {
  const { authorityHost, clientId, credential } = config()
  return clientWith({ clientId, credential, host: authorityHost })
}

const memory = once<{ client: ConfidentialClientApplication | null }>("msal", () => ({ client: null }))

/** Drops the cached tokens: one carries the permissions of the moment it was issued, so new ones need a new token. */
export function forgetTokens(): void {
  memory.client = null
}

/** An access token with its end, in milliseconds, and whether it came from MSAL's cache. */
export type Acquired = { token: string; expiresAt: number; fromCache: boolean }

/** What MSAL gave, within the deadline; throws what it threw, or that it took too long. */
export async function within(acquisition: Promise<AuthenticationResult | null>): Promise<Acquired> {
  const late = AbortSignal.timeout(deadlineMs)
  const timeout = new Promise<never>((_, reject) => {
    late.addEventListener("abort", () => reject(late.reason), { once: true })
  })
  const result = await Promise.race([acquisition, timeout])
  if (!result) throw new Error("The sign-in endpoint gave no token.")
  const { accessToken: token, expiresOn, fromCache } = result
  return { token, expiresAt: expiresOn?.getTime() ?? 0, fromCache }
}

/** An app-only access token for a resource, such as Graph's origin, from MSAL's cache while it holds. */
export function acquire(resource: string): Promise<Acquired> {
  memory.client ??= createClient()
  return within(memory.client.acquireTokenByClientCredential({ scopes: [`${resource}/.default`] }))
}

/** Entra's numbers for an assertion that has ended or was issued before the operator had to sign in again. */
const endedAssertion = /AADSTS(500133|50173|70043|700082)/

/**
 * An access token with which the console acts as the signed-in operator
 * (https://learn.microsoft.com/entra/identity-platform/v2-oauth2-on-behalf-of-flow). Throws NeedsRenewal when the
 * operator's own token has to be renewed first, and what MSAL throws for everything else, a missing consent included.
 */
export async function onBehalfOf(session: SessionRef, scopes: readonly string[]): Promise<Acquired> {
  const oboAssertion = assertionOf(session)
  const client = clientOf(session, createClient)
  try {
    return await within(client.acquireTokenOnBehalfOf({ oboAssertion, scopes: [...scopes] }))
  } catch (error) {
    const isEnded = error instanceof Error && endedAssertion.test(error.message)
    throw isEnded ? new NeedsRenewal("Microsoft wants the operator to sign in again.") : error
  }
}

/**
 * The form members that prove the console with its certificate at a token endpoint (RFC 7523): Entra finds the
 * certificate by the `x5t` header (learn.microsoft.com/entra/identity-platform/certificate-credentials).
 */
export async function clientAssertion(
  credential: Extract<ClientCredential, { kind: "certificate" }>,
  tokenEndpoint: string,
): Promise<{ client_assertion_type: string; client_assertion: string }> {
  const { clientId } = config()
  const thumbprints = certificateOf(credential)
  const key = await importPKCS8(credential.privateKey, "PS256")
  const assertion = await new SignJWT({})
    .setProtectedHeader({
      alg: "PS256",
      typ: "JWT",
      x5t: thumbprints.sha1.digest("base64url"),
      "x5t#S256": thumbprints.sha256.digest("base64url"),
    })
    .setIssuer(clientId)
    .setSubject(clientId)
    .setAudience(tokenEndpoint)
    .setJti(crypto.randomUUID())
    .setIssuedAt()
    .setNotBefore("0s")
    .setExpirationTime("5m")
    .sign(key)
  return {
    client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
    client_assertion: assertion,
  }
}
