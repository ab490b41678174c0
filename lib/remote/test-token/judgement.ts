import "server-only"
import type { KeySet, TokenExpectations } from "@/lib/model/token"
import { type OtherClaim, otherClaims } from "@/lib/tokens/claims"
import { decodeToken } from "@/lib/tokens/decode"
import { judgeToken, type TokenJudgement } from "@/lib/tokens/judge"
import { summaryOf, type TokenSummary } from "@/lib/tokens/summary"
import { verifySignature } from "@/lib/tokens/verify"
import type { SessionRef } from "../custody"
import { readKeySets } from "../signing-keys"
import { deskOf } from "./desk"

/** A held token judged: what it says and how each claim stands, in nothing the token itself. */
type JudgedHeld = {
  judgement: TokenJudgement
  summary: TokenSummary
  others: readonly OtherClaim[]
  keySets: readonly KeySet[]
  /** The id of the key that it names. */
  kid: string | null
}

/** Judges the token that a session holds for an extension, its signature included; null when none is held. */
export async function judgeHeld(
  session: SessionRef,
  extensionId: string,
  expected: TokenExpectations,
): Promise<JudgedHeld | null> {
  const { held } = deskOf(session, extensionId)
  const token = held && decodeToken(held.token)
  if (token?.kind !== "signed") return null
  const first = await readKeySets()
  const isNew = (await verifySignature(token, first)).kind === "unknown-kid"
  const keySets = isNew ? await readKeySets({ renew: true }) : first
  const signature = await verifySignature(token, keySets)
  const judgement = judgeToken(token, { expected, nowMs: Date.now(), signature })
  const { kid } = token.header
  return {
    judgement,
    summary: summaryOf(token, judgement, expected),
    others: otherClaims(token, judgement.lines),
    keySets,
    kid: typeof kid === "string" ? kid : null,
  }
}
