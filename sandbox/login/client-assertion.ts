import { createHash, X509Certificate } from "node:crypto"
import { compactVerify, decodeJwt, decodeProtectedHeader, type JWTPayload } from "jose"
import type { Application, KeyCredential, Tenant } from "../tenants/types"
import { thumbprint } from "../tls/authority"
import type { World } from "../world"
import { issuerV2, type LoginHost } from "./issuers"
import { refuse } from "./refusals"

const toleranceS = 300
const algorithms: readonly string[] = ["RS256", "PS256"]

const sha256 = (der: Uint8Array) => createHash("sha256").update(der).digest("base64url")

type Header = { alg: string; x5t: string | undefined; x5tS256: string | undefined }

/** The header and the claims, still unproven; throws 50027 when the text is no JWT. */
function read(assertion: string): { header: Header; claims: JWTPayload } {
  try {
    const header = decodeProtectedHeader(assertion)
    const s256 = header["x5t#S256"]
    return {
      header: {
        alg: `${header.alg}`,
        x5t: header.x5t,
        x5tS256: typeof s256 === "string" ? s256 : undefined,
      },
      claims: decodeJwt(assertion),
    }
  } catch {
    throw refuse.assertionMalformed()
  }
}

function findKey({ keyCredentials }: Application, { x5t, x5tS256 }: Header): KeyCredential {
  const key = keyCredentials
    .filter(({ usage }) => usage === "Verify")
    .find((credential) => {
      const der = Buffer.from(credential.key, "base64")
      return x5tS256 ? sha256(der) === x5tS256 : thumbprint(der) === x5t
    })
  if (!key) throw refuse.assertionKey("The key was not found.", x5tS256 ?? x5t ?? "")
  return key
}

/** Throws 700027 unless the assertion was signed with the key of a certificate that the app has now. */
async function verifySignature(world: World, app: Application, assertion: string, header: Header) {
  if (!algorithms.includes(header.alg)) throw refuse.assertionAlgorithm(header.alg)
  const key = findKey(app, header)
  const sent = header.x5tS256 ?? header.x5t ?? ""
  const now = world.clock.now()
  if (now > Date.parse(key.endDateTime)) throw refuse.assertionKey("The key used is expired.", sent)
  if (now < Date.parse(key.startDateTime)) throw refuse.assertionKey("The key is not valid yet.", sent)
  const { publicKey } = new X509Certificate(Buffer.from(key.key, "base64"))
  try {
    await compactVerify(assertion, publicKey, { algorithms: [...algorithms] })
  } catch {
    throw refuse.assertionKey("The key was found, but the signature does not verify with it.", sent)
  }
}

function checkTimes(world: World, { exp, nbf = 0 }: JWTPayload) {
  const now = Math.floor(world.clock.now() / 1000)
  if (exp !== undefined && now <= exp + toleranceS && now >= nbf - toleranceS) return
  throw refuse.assertionTime(world.clock.date(), new Date(nbf * 1000), new Date((exp ?? 0) * 1000))
}

/** Where a client asks: the tenant and the host, and the tenant's name in the path. */
export type Place = { tenant: Tenant; host: LoginHost; segment: string }

/** The audiences that Entra takes: the token endpoint (tenant as written in the request or by id) and the issuer. */
function audiencesOf(world: World, { tenant, host, segment }: Place): string[] {
  const endpoint = (name: string) => `${world.urls[host]}/${name}/oauth2/v2.0/token`
  return [endpoint(segment), endpoint(tenant.id), issuerV2(world, tenant.id, host)]
}

/**
 * Verifies a client assertion (private_key_jwt); throws what is wrong with it
 * (https://learn.microsoft.com/entra/identity-platform/certificate-credentials).
 */
export async function verifyAssertion(
  world: World,
  place: Place,
  application: Application,
  assertion: string,
): Promise<void> {
  const { header, claims } = read(assertion)
  await verifySignature(world, application, assertion, header)
  if (claims.iss !== application.appId || claims.sub !== application.appId) throw refuse.assertionClient()
  const accepted = audiencesOf(world, place)
  if (![claims.aud].flat().some((one) => one !== undefined && accepted.includes(one)))
    throw refuse.assertionAudience()
  checkTimes(world, claims)
}
