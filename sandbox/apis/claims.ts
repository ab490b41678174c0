import { createHash } from "node:crypto"
import { z } from "zod"

const guid = z.guid()

/** What this program needs of a token issuance start event; whatever else Entra sends is let through. */
const tokenIssuanceStart = z.object({
  type: z.literal("microsoft.graph.authenticationEvent.tokenIssuanceStart"),
  source: z.string().startsWith("/tenants/"),
  data: z.object({
    "@odata.type": z.literal("microsoft.graph.onTokenIssuanceStartCalloutData"),
    tenantId: guid,
    authenticationContext: z.object({ correlationId: guid, user: z.object({ id: guid }) }),
  }),
})

/** A request that the claims API understands. */
export type ClaimsRequest = { userId: string; correlationId: string }

/** The request in a body for this tenant, or null when the body is no such request. */
export function readClaimsRequest(body: string, tenantId: string): ClaimsRequest | null {
  const parsed = tokenIssuanceStart.safeParse(parseJson(body))
  if (!parsed.success || parsed.data.data.tenantId !== tenantId) return null
  const { correlationId, user } = parsed.data.data.authenticationContext
  return { userId: user.id, correlationId }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const tiers = ["Bronze", "Silver", "Gold", "Platinum"] as const
const roles = ["Reader", "Writer", "Editor"] as const

const twoDigits = (value: number) => String(value).padStart(2, "0")

/** The claims about a user: read from the digest of his id, so that they are the same at every call. */
export function claimsOf({ userId, correlationId }: ClaimsRequest): Record<string, string | string[]> {
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
