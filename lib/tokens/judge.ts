import { inferred } from "@/lib/model/statement"
import type { ClaimLine, SignatureCheck, SignedToken, TokenExpectations, TokenKind } from "@/lib/model/token"
import { audience } from "./audience"
import { caller } from "./caller"
import { header } from "./header"
import { issuer } from "./issuer"
import { kindOf, versionOf } from "./kind"
import { permissions } from "./permissions"
import { line, type Rule, warn } from "./rule"
import { signature } from "./signature-line"
import { times } from "./times"

/** What a token was judged as, and how each of its claims stands. */
export type TokenJudgement = { kind: TokenKind; version: 1 | 2; lines: readonly ClaimLine[] }

/** What a token is judged by. */
export type Question = {
  expected: TokenExpectations
  nowMs: number
  /** What it is judged as; without it, what it looks like. */
  kind?: TokenKind | undefined
  signature?: SignatureCheck | null
}

const repeated: Rule = (judged) =>
  judged.token.repeated.map(({ part, name }) =>
    line(
      judged,
      part,
      name,
      warn(
        inferred("Stands more than once, and the last one is shown; programs differ in which one counts."),
      ),
    ),
  )

const rules: readonly Rule[] = [signature, issuer, audience, caller, times, permissions, header, repeated]

/** Compares a token with what is expected of its kind, claim by claim; the signature only as far as it was checked. */
export function judgeToken(token: SignedToken, question: Question): TokenJudgement {
  const kind = question.kind ?? kindOf(token)
  const version = versionOf(token, kind)
  const judged = { ...question, token, kind, version, signature: question.signature ?? null }
  return { kind, version, lines: rules.flatMap((rule) => rule(judged)) }
}
