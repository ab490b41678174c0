import { exportJWK, importPKCS8, importX509, type JWK, type JWTPayload, SignJWT } from "jose"
import { createClientCertificate, thumbprint } from "../tls/authority"

/** The RSA keys of one issuer: signs with the first, publishes all, as a service in the middle of a rollover does. */
export type SigningKeys = {
  /** The JWKS as `discovery/v2.0/keys` publishes it, each key with its certificate. */
  readonly jwks: { keys: JWK[] }
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

/**
 * Makes a new set of signing keys. Those of another issuer are published along with them when it is given, whatever
 * they are at the time of asking, but sign nothing here.
 */
export async function createSigningKeys(other?: SigningKeys): Promise<SigningKeys> {
  const [current, next] = await Promise.all([createKey(), createKey()])
  const own = { keys: [current.jwk, next.jwk] }
  return {
    get jwks() {
      return other ? { keys: [...own.keys, ...other.jwks.keys] } : own
    },
    kid: current.kid,
    sign: (claims, header) =>
      new SignJWT(claims)
        .setProtectedHeader({ typ: "JWT", alg: "RS256", kid: current.kid, ...header })
        .sign(current.privateKey),
  }
}
