import { compactVerify, importJWK } from "jose"
import type { KeySet, PublicKey, SignatureCheck, SignedToken } from "@/lib/model/token"
import { keysOfId, sourcesOf } from "./keys"
import { textOf } from "./rule"

/**
 * Checks the signature of a token with the keys that were published; nothing is read. Only RS256, the one that Entra
 * signs with, so that the token does not choose how it is checked.
 */
export async function verifySignature(token: SignedToken, sets: readonly KeySet[]): Promise<SignatureCheck> {
  const why = notCheckable(token)
  if (why) return { kind: "not-checkable", why }
  const kid = textOf(token.header, "kid") ?? ""
  const held = keysOfId(kid, sets)
  const { read, unread } = sourcesOf(sets)
  if (held.length === 0) return { kind: "unknown-kid", kid, read, unread }
  const holders = [...new Set(held.flatMap((one) => one.holders))]
  for (const one of held)
    if (await isMadeWith(one.key, token.compact))
      return { kind: "valid", kid, holders: one.holders, others: without(read, one.holders) }
  return { kind: "invalid", kid, holders, others: without(read, holders) }
}

const without = <T>(all: readonly T[], some: readonly T[]) => all.filter((one) => !some.includes(one))

function notCheckable({ header }: SignedToken): string | null {
  const alg = textOf(header, "alg")
  if (alg !== "RS256")
    return `Only RS256 is checked, which Entra signs with; this token names ${alg ?? "no algorithm"}.`
  if (header.crit !== undefined)
    return "The header names critical extensions (crit), which Entra does not use and this check does not know."
  if (header.nonce !== undefined)
    return "A nonce in the header marks a token for one of Microsoft's own APIs, which only that API can check."
  return textOf(header, "kid") ? null : "The header names no key (kid)."
}

/** jose throws for a signature that does not fit, and for a key that is too weak to tell. */
async function isMadeWith({ kty, n, e }: PublicKey, compact: string): Promise<boolean> {
  try {
    await compactVerify(compact, await importJWK({ kty, n, e }, "RS256"), { algorithms: ["RS256"] })
    return true
  } catch {
    return false
  }
}
