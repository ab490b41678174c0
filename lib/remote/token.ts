import "server-only"
import { createHash, X509Certificate } from "node:crypto"
import { ConfidentialClientApplication } from "@azure/msal-node"
import { importPKCS8, SignJWT } from "jose"
import { type ClientCredential, config } from "@/lib/config"
import { once } from "@/lib/once"

const deadlineMs = 15_000

function certificateOf(credential: Extract<ClientCredential, { kind: "certificate" }>) {
  const der = new X509Certificate(credential.certificate).raw
  return { sha1: createHash("sha1").update(der), sha256: createHash("sha256").update(der) }
}

function createClient(): ConfidentialClientApplication {
  const { authorityHost, tenantId, clientId, credential } = config()
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
      authority: `${authorityHost}/${tenantId}`,
      knownAuthorities: [new URL(authorityHost).host],
      ...proof,
    },
  })
}

const memory = once<{ client: ConfidentialClientApplication | null }>("msal", () => ({ client: null }))

/** Drops the cached tokens: one carries the permissions of the moment it was issued, so new ones need a new token. */
export function forgetTokens(): void {
  memory.client = null
}

/** An app-only access token for a resource, such as Graph's origin, from MSAL's cache while it holds. */
export async function appToken(resource: string): Promise<string> {
  memory.client ??= createClient()
  const late = AbortSignal.timeout(deadlineMs)
  const timeout = new Promise<never>((_, reject) => {
    late.addEventListener("abort", () => reject(late.reason), { once: true })
  })
  const result = await Promise.race([
    memory.client.acquireTokenByClientCredential({ scopes: [`${resource}/.default`] }),
    timeout,
  ])
  if (!result) throw new Error("The sign-in endpoint gave no token.")
  return result.accessToken
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
