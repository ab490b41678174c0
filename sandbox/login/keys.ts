import { exportJWK, importPKCS8, importX509, type JWK, type JWTPayload, SignJWT } from "jose"
import { createClientCertificate, thumbprint } from "../tls/authority"

/** The RSA keys of one issuer: signs with the first, publishes all, as a service in the middle of a rollover does. */
export type SigningKeys = {
  /** The JWKS as `discovery/v2.0/keys` publishes it, each key with its certificate. */
  jwks: { keys: JWK[] }
  /** The id of the key that signs. */
  kid: string
  /** A compact RS256 JWT whose times and claims are given; nothing is added but the header. */
  sign(claims: JWTPayload, header?: Record<string, unknown>): Promise<string>
}

async function createKey() {
  const pair = await createClientCertificate("Calloutscope development tokens")
  const certificate = pair.cert.replace(/-----[^-]+-----|\s/g, "")
  const kid = thumbprint(Buffer.from(certificate, "base64"))
  const { n, e } = await exportJWK(await importX509(pair.cert, "RS256", { extractable: true }))
  const jwk: JWK = { kty: "RSA", use: "sig", kid, x5t: kid, n, e, x5c: [certificate] }
  return { privateKey: await importPKCS8(pair.key, "RS256"), kid, jwk }
}

/** Makes a new set of signing keys. */
export async function createSigningKeys(count = 2): Promise<SigningKeys> {
  const keys = await Promise.all(Array.from({ length: count }, createKey))
  const [current] = keys
  if (!current) throw new RangeError("An issuer needs at least one key.")
  return {
    jwks: { keys: keys.map(({ jwk }) => jwk) },
    kid: current.kid,
    sign: (claims, header) =>
      new SignJWT(claims)
        .setProtectedHeader({ typ: "JWT", alg: "RS256", kid: current.kid, ...header })
        .sign(current.privateKey),
  }
}
