import { CompactEncrypt, importX509, UnsecuredJWT } from "jose"
import type { Application } from "../../../tenants/types"
import { thumbprint } from "../../../tls/authority"

/** A typed password on its way to the old store, and the proof that the answer belongs to it. */
export type TypedPassword = { username: string; password: string; nonce: string }

const lifetimeS = 600

/** The certificate that the API's app names in `tokenEncryptionKeyId`, DER in base64; undefined when it names none. */
function certificateOf({ keyCredentials, tokenEncryptionKeyId }: Application): string | undefined {
  return keyCredentials.find(({ keyId, usage }) => keyId === tokenEncryptionKeyId && usage === "Encrypt")?.key
}

/**
 * The `encryptedPasswordContext` of a passwordSubmit event: an unsecured token inside a JWE, encrypted to the API's
 * app; the form is that of a decoded capture. Undefined when the app has no key to encrypt to. `nowS` in seconds.
 */
export async function encryptPassword(
  { username, password, nonce }: TypedPassword,
  api: Application,
  resourceId: string,
  nowS: number,
): Promise<string | undefined> {
  const certificate = certificateOf(api)
  if (!certificate) return undefined
  const inner = new UnsecuredJWT({ "user-password": password, username, nonce })
    .setAudience(api.appId)
    .setIssuer(resourceId)
    .setIssuedAt(nowS)
    .setNotBefore(nowS)
    .setExpirationTime(nowS + lifetimeS)
    .encode()
  const pem = `-----BEGIN CERTIFICATE-----\n${certificate}\n-----END CERTIFICATE-----`
  return new CompactEncrypt(new TextEncoder().encode(inner))
    .setProtectedHeader({
      alg: "RSA-OAEP",
      enc: "A128CBC-HS256",
      x5t: thumbprint(Buffer.from(certificate, "base64")),
      zip: "DEF",
    })
    .encrypt(await importX509(pem, "RSA-OAEP"))
}
