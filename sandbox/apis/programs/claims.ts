import { createHash } from "node:crypto"
import { z } from "zod"
import { lacking, type Program } from "./program"

const ownPart = z.object({
  // Guests and people from elsewhere may have no more than an id, so that nothing else is asked for.
  authenticationContext: z.object({ user: z.object({ id: z.guid() }) }),
})

const tiers = ["Bronze", "Silver", "Gold", "Platinum"] as const
const roles = ["Reader", "Writer", "Editor"] as const

const twoDigits = (value: number) => String(value).padStart(2, "0")

/** The claims about a user: read from the digest of his id, so that they are the same at every call. */
function claimsOf(userId: string, correlationId: string): Record<string, string | string[]> {
  const [day = 0, month = 0, year = 0, tier = 0, role = 0] = createHash("sha256")
    .update(userId.toLowerCase())
    .digest()
  const born = `${twoDigits(1 + (day % 28))}/${twoDigits(1 + (month % 12))}/${1950 + (year % 55)}`
  return {
    CorrelationId: correlationId,
    ApiVersion: "1.0.0",
    DateOfBirth: born,
    LoyaltyTier: tiers[tier % tiers.length] ?? "Bronze",
    CustomRoles: roles.slice(0, 1 + (role % roles.length)),
  }
}

/** Puts claims about the user into the token. */
export const tokenIssuanceStart: Program = ({ data, correlationId }) => {
  const parsed = ownPart.safeParse(data)
  if (!parsed.success) return lacking("tokenIssuanceStart")
  const claims = claimsOf(parsed.data.authenticationContext.user.id, correlationId)
  return { reply: { event: "tokenIssuanceStart", action: "provideClaimsForToken", parameters: { claims } } }
}
