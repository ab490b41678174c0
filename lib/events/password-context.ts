import {
  CompactEncrypt,
  type CryptoKey,
  compactDecrypt,
  decodeJwt,
  decodeProtectedHeader,
  UnsecuredJWT,
} from "jose"
import { z } from "zod"

const lifetimeSeconds = 600

/** As a capture shows them. */
const algorithms = { alg: "RSA-OAEP", enc: "A128CBC-HS256" } as const

/** What is put into an encrypted password beside fixed claims. */
export type PasswordContent = {
  username: string
  password: string
  /** The API has to give it back in its answer. */
  nonce: string
  /** App id of the API. */
  audience: string
  /** The `resourceId` of the extension, such as api://api.example.com/{appId}. */
  issuer: string
  issuedAt: Date
}

/** Entra's own times and parties may be missing: only what an API needs is required. */
const claimsSchema = z.looseObject({
  "user-password": z.string(),
  username: z.string(),
  nonce: z.string().min(1),
  aud: z.string().optional(),
  iss: z.string().optional(),
  iat: z.number().optional(),
  nbf: z.number().optional(),
  exp: z.number().optional(),
})

/** The claims of the token inside an encrypted password. */
export type PasswordClaims = z.infer<typeof claimsSchema>

/** Why an encrypted password could not be read; its message never holds anything of the content. */
export class PasswordContextError extends Error {
  override name = "PasswordContextError"
}

/** Encrypts a password as Entra does: a JWE around an unsecured token that lives for ten minutes. */
export async function encryptPasswordContext(
  content: PasswordContent,
  key: { publicKey: CryptoKey; x5t: string },
): Promise<string> {
  const issuedAt = Math.floor(content.issuedAt.getTime() / 1000)
  const token = new UnsecuredJWT({
    "user-password": content.password,
    username: content.username,
    nonce: content.nonce,
  })
    .setAudience(content.audience)
    .setIssuer(content.issuer)
    .setIssuedAt(issuedAt)
    .setNotBefore(issuedAt)
    .setExpirationTime(issuedAt + lifetimeSeconds)
    .encode()
  return await new CompactEncrypt(new TextEncoder().encode(token))
    .setProtectedHeader({ ...algorithms, x5t: key.x5t, zip: "DEF" })
    .encrypt(key.publicKey)
}

/** Reads an encrypted password with the API's private key; its times are given as they are and not enforced. */
export async function readPasswordContext(jwe: string, privateKey: CryptoKey): Promise<PasswordClaims> {
  const token = await decrypt(jwe, privateKey)
  const claims = claimsSchema.safeParse(nestedClaims(token))
  if (claims.success) return claims.data
  const names = claims.error.issues.map(({ path }) => path.join("."))
  throw new PasswordContextError(`The token inside lacks or misuses these claims: ${names.join(", ")}.`)
}

async function decrypt(jwe: string, privateKey: CryptoKey): Promise<string> {
  try {
    const { plaintext } = await compactDecrypt(jwe, privateKey, {
      keyManagementAlgorithms: [algorithms.alg],
      contentEncryptionAlgorithms: [algorithms.enc],
    })
    return new TextDecoder().decode(plaintext)
  } catch (cause) {
    throw new PasswordContextError(
      "It is not a five-part JWE with RSA-OAEP and A128CBC-HS256 that this private key opens.",
      { cause },
    )
  }
}

function nestedClaims(token: string): unknown {
  try {
    if (decodeProtectedHeader(token).alg === "none") return decodeJwt(token)
  } catch (cause) {
    throw new PasswordContextError("What was encrypted is not a token.", { cause })
  }
  throw new PasswordContextError("The token inside is signed; Entra sends it unsecured.")
}
