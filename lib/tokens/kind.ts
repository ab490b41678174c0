import { callerAppId } from "@/lib/codes/ids"
import type { SignedToken, TokenKind } from "@/lib/model/token"
import { callerOf, isSame } from "./rule"

/** What a token looks like: who asked for it tells Entra's own, the claim that names the caller tells the version. */
export function kindOf(token: SignedToken): TokenKind {
  const { payload } = token
  if (isSame(callerOf(token), callerAppId)) return "callout-token"
  if (payload.azp !== undefined) return "access-token-v2"
  if (payload.appid !== undefined) return "access-token-v1"
  if (payload.scp === undefined) return "id-token"
  return payload.ver === "1.0" ? "access-token-v1" : "access-token-v2"
}

/** The version that a token of a kind has, or says that it has where the kind leaves it open. */
export function versionOf({ payload }: SignedToken, kind: TokenKind): 1 | 2 {
  if (kind === "access-token-v1") return 1
  if (kind === "access-token-v2") return 2
  if (payload.ver === undefined) return payload.appid === undefined ? 2 : 1
  return payload.ver === "1.0" ? 1 : 2
}
