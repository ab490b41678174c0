import type { Extension } from "@/lib/model/tenant"
import type { ExpectedApi } from "@/lib/model/token"
import { apiAppIdOf } from "@/lib/wires"
import { isSame } from "./rule"

/**
 * The API behind an extension, as far as its resourceId (`api://{host}/{appId}`) tells; null when that names no app.
 * The version is left open: it stands in the API's app registration.
 */
export function apiOf({ name, resourceId }: Pick<Extension, "name" | "resourceId">): ExpectedApi | null {
  const appId = apiAppIdOf(resourceId)
  if (!resourceId || !appId) return null
  return {
    name,
    appId,
    identifierUris: [resourceId],
    requestedAccessTokenVersion: "unknown",
  }
}

/** The one of the APIs that a token's audience names, or null. */
export function apiOfAudience(aud: unknown, apis: readonly ExpectedApi[]): ExpectedApi | null {
  if (typeof aud !== "string") return null
  return apis.find(({ appId, identifierUris }) => isSame(aud, appId) || identifierUris.includes(aud)) ?? null
}
