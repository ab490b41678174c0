import "server-only"
import { once } from "@/lib/once"
import { assertionOf, NeedsRenewal, type SessionRef } from "../custody"

const rememberedMs = 2 * 60_000

/** What operators asked for and could not have before their session is renewed, by person. */
const waiting = once("test-token-renewals", () => new Map<string, { extensionId: string; atMs: number }>())

/** Whether somebody wanted a temporary secret for an extension and waits for the renewal of the session. */
export function waitsToGoOn(oid: string, extensionId: string): boolean {
  const one = waiting.get(oid)
  return one?.extensionId === extensionId && Date.now() - one.atMs < rememberedMs
}

/** Remembers it; false when it was remembered already, so that a second renewal would not help either. */
export function rememberToGoOn(oid: string, extensionId: string): boolean {
  const isFirst = !waitsToGoOn(oid, extensionId)
  waiting.set(oid, { extensionId, atMs: Date.now() })
  return isFirst
}

/** Forgets it: it goes on, or it was given up. */
export const stopWaiting = (oid: string): boolean => waiting.delete(oid)

/** Whether the server holds the operator's own token. */
export function hasOwnToken(session: SessionRef): boolean {
  try {
    return assertionOf(session) !== ""
  } catch (error) {
    if (error instanceof NeedsRenewal) return false
    throw error
  }
}

const renewals = once("left-secret-renewals", () => new Map<string, number>())
const renewedOnceMs = 10 * 60_000

/** Whether a session may be renewed for the secrets that were left: once in a while, lest it goes in circles. */
export function mayRenewFor(oid: string): boolean {
  const before = renewals.get(oid) ?? 0
  if (Date.now() - before < renewedOnceMs) return false
  renewals.set(oid, Date.now())
  return true
}
