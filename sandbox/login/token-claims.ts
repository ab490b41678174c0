import { createHash, randomBytes } from "node:crypto"
import type { World } from "../world"

/** How long tokens hold, in seconds. */
export const lifetimeS = 3599

/** `iat`, `nbf` and `exp` of a token that is issued now by the sandbox's clock, in seconds since the epoch. */
export function timesOf(world: World): { iat: number; nbf: number; exp: number } {
  const now = Math.floor(world.clock.now() / 1000)
  return { iat: now, nbf: now, exp: now + lifetimeS }
}

/** A subject that differs from app to app for one user, as `subject_types_supported: pairwise` promises. */
export const pairwiseSubject = (tenantId: string, userId: string, appId: string): string =>
  createHash("sha256").update(`${tenantId}/${userId}/${appId}`).digest("base64url")

/** Claims that only Microsoft's own services can read; apps shall treat them as opaque. */
export const opaqueClaims = (): { rh: string; uti: string } => ({
  rh: `1.A${randomBytes(30).toString("base64url")}.`,
  uti: randomBytes(16).toString("base64url"),
})
