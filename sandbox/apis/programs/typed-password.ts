import { compactDecrypt, importPKCS8, errors as jose, UnsecuredJWT } from "jose"
import { z } from "zod"

/** A password as somebody typed it, and what the answer has to repeat. */
export type TypedPassword = { username: string; password: string; nonce: string }

const members = z.object({
  username: z.string().min(1),
  "user-password": z.string(),
  nonce: z.string().min(1),
})

/** The API that a password is meant for. */
export type Recipient = { appId: string; resourceId: string; privateKeyPem: string }

/**
 * The password in an `encryptedPasswordContext`: a token without a signature inside an encrypted one. Null when it
 * is not encrypted to this API, is made for another or at another time, or holds something else.
 */
export async function readTypedPassword(
  context: string,
  { appId, resourceId, privateKeyPem }: Recipient,
  now: Date,
): Promise<TypedPassword | null> {
  try {
    const { plaintext } = await compactDecrypt(context, await importPKCS8(privateKeyPem, "RSA-OAEP"), {
      keyManagementAlgorithms: ["RSA-OAEP"],
      contentEncryptionAlgorithms: ["A128CBC-HS256"],
    })
    const { payload } = UnsecuredJWT.decode(new TextDecoder().decode(plaintext), {
      audience: appId,
      issuer: resourceId,
      requiredClaims: ["exp"],
      clockTolerance: 60,
      currentDate: now,
    })
    const parsed = members.safeParse(payload)
    if (!parsed.success) return null
    const { username, nonce, "user-password": password } = parsed.data
    return { username, password, nonce }
  } catch (error) {
    // Contents that cannot be inflated end in a TypeError.
    if (error instanceof jose.JOSEError || error instanceof TypeError) return null
    throw error
  }
}
