import type { ClaimLine, SignedToken } from "@/lib/model/token"
import { shown } from "./rule"
import { timeOf } from "./times"

/** A claim that nothing is judged about: its value, and what it is when Microsoft documents it. */
export type OtherClaim = { claim: string; value: string; means: string | null; time: string | null }

const forProgramsOnly = "Kept by Entra for itself; programs shall not read it."

/** What documented claims mean (learn.microsoft.com/entra/identity-platform/access-token-claims-reference). */
const meanings: ReadonlyMap<string, string> = new Map([
  ["acct", "0 for a member of the tenant, 1 for a guest."],
  ["acr", "Whether the user's sign-in met ISO/IEC 29115; version 1 only."],
  ["acrs", "The authentication contexts that the bearer has satisfied."],
  ["aio", forProgramsOnly],
  ["amr", "How the user signed in; version 1 only."],
  ["app_displayname", "The name of the calling app."],
  ["at_hash", "Hash of the access token that came along."],
  ["auth_time", "When the user last signed in."],
  ["c_hash", "Hash of the authorization code that came along."],
  ["email", "An address that may change; no ground for a decision."],
  ["family_name", "The user's surname."],
  ["given_name", "The user's first name."],
  ["groups", "The groups of the user, by object id."],
  ["hasgroups", "The user has more groups than a token holds; ask Graph for them."],
  ["idp", "Who authenticated the user, when that was not this tenant."],
  ["ipaddr", "The address that the user came from."],
  ["login_hint", "Helps the next sign-in to find the account."],
  ["name", "A name for display, which may change."],
  ["preferred_username", "The user's main name, which may change; no ground for a decision."],
  ["rh", forProgramsOnly],
  ["sid", "The session of the sign-in."],
  ["unique_name", "A name for display; version 1 only."],
  ["upn", "The user's principal name, which may change."],
  ["uti", "The token's own id, as jti elsewhere; the sign-in log has it as uniqueTokenIdentifier."],
  ["wids", "The directory roles that the user holds in the tenant."],
  ["xms_cc", "What the calling app can handle, such as claims challenges (cp1)."],
])

/** The claims of the payload that no line is about, in their own order. */
export function otherClaims(
  { payload }: SignedToken,
  lines: readonly Pick<ClaimLine, "part" | "claim">[],
): readonly OtherClaim[] {
  const judged = new Set(lines.filter(({ part }) => part === "payload").map(({ claim }) => claim))
  return Object.entries(payload)
    .filter(([claim]) => !judged.has(claim))
    .map(([claim, value]) => ({
      claim,
      value: shown(value) ?? "",
      means: meanings.get(claim) ?? null,
      time: claim === "auth_time" ? timeOf(value) : null,
    }))
}
