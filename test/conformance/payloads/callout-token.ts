import { z } from "zod"
import { guid, text } from "./envelope"

/** "Azure AD Authentication Extensions", which makes every callout. */
export const callerAppId = "99045fe1-7639-4a75-9d4a-577b6ca3810f"

const seconds = z.int().positive()

/** What every access token of an app has beside the claims that its version decides; `scp` is none of them. */
const appOnly = {
  tid: guid,
  iat: seconds.optional(),
  nbf: seconds.optional(),
  exp: seconds.optional(),
  oid: guid.optional(),
  sub: guid.optional(),
  roles: z.array(text).optional(),
  idtyp: z.literal("app").optional(),
  aio: text.optional(),
  rh: text.optional(),
  uti: text.optional(),
}

const confidential = z.enum(["1", "2"]).optional()

/** The claims of a callout's token of version 2, whose audience is an app. */
const v2 = z.strictObject({
  ...appOnly,
  ver: z.literal("2.0"),
  aud: guid,
  iss: z.string().regex(/^https:\/\/[^/]+\/[\da-f-]{36}\/v2\.0$/),
  azp: z.literal(callerAppId),
  azpacr: confidential,
})

/** The claims of a callout's token of version 1, whose audience is the URI that was asked for. */
const v1 = z.strictObject({
  ...appOnly,
  ver: z.literal("1.0"),
  aud: z.string().regex(/^api:\/\/[\w.-]+\/[\da-f-]{36}$/),
  iss: z.string().regex(/^https:\/\/.+\/[\da-f-]{36}\/$/),
  appid: z.literal(callerAppId),
  appidacr: confidential,
  idp: text.optional(),
})

/** The claims of a callout's token in either version. */
export const calloutClaims = z.discriminatedUnion("ver", [v1, v2])

/** The header of an access token: version 1 repeats the key's id as its thumbprint. */
export const tokenHeader = z.strictObject({
  typ: z.literal("JWT"),
  alg: z.literal("RS256"),
  kid: text,
  x5t: text.optional(),
})

/** The protected header of the encrypted password, as a capture has it. */
export const passwordHeader = z.strictObject({
  alg: z.literal("RSA-OAEP"),
  enc: z.literal("A128CBC-HS256"),
  x5t: text,
  zip: z.literal("DEF"),
})

/** What stands in the encrypted password. */
export const passwordClaims = z.strictObject({
  "user-password": text,
  username: z.email(),
  nonce: text,
  aud: guid,
  iss: z.string().regex(/^api:\/\/[\w.-]+\/[\da-f-]{36}$/),
  iat: seconds,
  nbf: seconds,
  exp: seconds,
})
