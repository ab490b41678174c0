import { documented, inferred, observed } from "@/lib/model/statement"
import type { KeySource, SignatureCheck } from "@/lib/model/token"
import { fail, type Judged, pass, type Rule, type Ruling, unknown, warn } from "./rule"

const sourceNames = {
  login: "the sign-in endpoint",
  ciam: "the customers' endpoint (ciamlogin)",
} satisfies Record<KeySource, string>

/** The signature as it was checked, or that nobody asked for it yet. */
export const signature: Rule = ({ token, signature: check }: Judged) => {
  const last = token.compact.slice(token.compact.lastIndexOf(".") + 1)
  const value = last === "" ? "empty" : check && "kid" in check ? `key ${check.kid}` : null
  return [{ part: "signature", claim: "signature", value, ...ruling(last, check) }]
}

function ruling(last: string, check: SignatureCheck | null): Ruling {
  if (last === "") return fail(documented("There is no signature, so anybody can have written the token."))
  if (!check) return unknown(documented("Not checked yet."))
  if (check.kind === "valid") return valid(check.holders, check.others)
  if (check.kind === "invalid")
    return fail(
      documented(
        `Not made with the key of this id, which ${named(check.holders)} publishes: the token was altered, or made by somebody else.`,
      ),
    )
  if (check.kind === "unknown-kid") return unknownKey(check.read, check.unread)
  return unknown(documented(check.why))
}

const named = (sources: readonly KeySource[]) => sources.map((source) => sourceNames[source]).join(" and ")

function valid(holders: readonly KeySource[], others: readonly KeySource[]): Ruling {
  if (holders.includes("ciam") && others.includes("login"))
    return pass(
      observed(
        "Made with a key of the tenant, which the customers' endpoint (ciamlogin) alone publishes. An API that loads its keys from the sign-in endpoint cannot check it and answers 401, which Entra logs as 1003002.",
      ),
    )
  return pass(documented(`Made with a key of the tenant, which ${named(holders)} publishes.`))
}

function unknownKey(read: readonly KeySource[], unread: readonly KeySource[]): Ruling {
  if (unread.length > 0)
    return unknown(
      inferred(
        `No key of this id was found at ${named(read) || "any source"}; ${named(unread)} could not be read.`,
      ),
    )
  return warn(
    documented(
      `No key of this id is published at ${named(read)}: another tenant's or cloud's token, a key that is gone by now, or a signing key of the app's own.`,
    ),
  )
}
