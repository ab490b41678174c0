import { documented, inferred } from "@/lib/model/statement"
import type { ClaimLine } from "@/lib/model/token"
import { fail, type Judged, line, pass, type Rule, type Ruling, textOf, warn } from "./rule"

/** The header: which algorithm and which key signed, and nothing that Entra does not put there. */
export const header: Rule = (judged) => [
  line(judged, "header", "alg", algorithm(judged)),
  line(judged, "header", "typ", type(judged)),
  line(judged, "header", "kid", keyId(judged)),
  ...thumbprint(judged),
  ...strangers(judged),
]

function algorithm({ token }: Judged): Ruling {
  const alg = textOf(token.header, "alg")
  if (alg === "RS256") return pass(documented("Entra signs with RS256."))
  if (alg === null) return fail(documented("No algorithm is named; Entra signs with RS256."))
  if (/^none$/i.test(alg))
    return fail(documented("The token is not signed, so anybody can have written it. Refuse it."))
  if (/^HS\d+$/i.test(alg))
    return fail(
      documented(
        `${alg} signs with a shared secret, so whoever can check such a token can forge one; Entra signs with RS256. Refuse it.`,
      ),
    )
  return fail(documented("Entra's discovery documents offer RS256 alone."))
}

function type({ token }: Judged): Ruling {
  const typ = textOf(token.header, "typ")
  if (typ === "JWT") return pass(documented("Always JWT in tokens of Entra."))
  return warn(documented(`Tokens of Entra always say JWT here; this one says ${typ ?? "nothing"}.`))
}

function keyId({ token }: Judged): Ruling {
  if (textOf(token.header, "kid")) return pass(documented("Names the key that checks the signature."))
  return fail(documented("Without a key id nobody can find the key; Entra names it in every token."))
}

function thumbprint(judged: Judged): readonly ClaimLine[] {
  const { token, version } = judged
  const { x5t, kid } = token.header
  if (x5t === undefined) return []
  const ruling =
    x5t !== kid
      ? warn(documented("Entra gives x5t the value of kid; here they differ."))
      : version === 1
        ? pass(documented("The older name of kid, with the same value; version 1 still carries it."))
        : warn(documented("Only tokens of version 1 carry x5t; check with kid."))
  return [line(judged, "header", "x5t", ruling)]
}

function strangers(judged: Judged): readonly ClaimLine[] {
  const { header } = judged.token
  const lines: ClaimLine[] = []
  if (header.nonce !== undefined)
    lines.push(
      line(
        judged,
        "header",
        "nonce",
        warn(
          documented(
            "Microsoft's own APIs have tokens of a format that nobody else can check. A nonce in the header is a mark of it.",
          ),
        ),
      ),
    )
  if (header.crit !== undefined)
    lines.push(
      line(
        judged,
        "header",
        "crit",
        warn(inferred("Entra sets no critical extensions; an API that does not know them has to refuse.")),
      ),
    )
  return lines
}
