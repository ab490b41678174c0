import "server-only"
import type { Extension } from "@/lib/model/tenant"
import type {
  HeldToken,
  SecretRun,
  TestTokenSource,
  TokenRequest,
  TokenTrouble,
} from "@/lib/model/test-token"
import { keptFor, type SessionRef } from "../custody"

/** A token in the server's memory; whoever has it can use it. */
export type Held = {
  token: string
  source: TestTokenSource
  request: TokenRequest | null
  isCached: boolean
  obtainedAtMs: number
  keptUntilMs: number
}

/** What a session holds for one extension; it goes when the session goes, and is on no disk. */
export type Desk = {
  held: Held | null
  trouble: TokenTrouble | null
  run: { view: SecretRun; controller: AbortController } | null
  /** While a run is about to begin: it is not there yet, and there must not be a second one. */
  isBeginning: boolean
}

/** An extension whose API can be asked for: it names the resource. */
export type Target = Pick<Extension, "id" | "name"> & { resourceId: string }

/** A desk with nothing on it. */
export const emptyDesk = (): Desk => ({ held: null, trouble: null, run: null, isBeginning: false })

/** The desk of a session for an extension, made at first use. */
export function deskOf(session: SessionRef, extensionId: string): Desk {
  const desks = keptFor(session, "test-tokens", () => new Map<string, Desk>())
  const desk = desks.get(extensionId) ?? emptyDesk()
  desks.set(extensionId, desk)
  if (desk.held && desk.held.keptUntilMs <= Date.now()) desk.held = null
  return desk
}

/** A token about to end is no good for the calls that follow. */
const skewMs = 60_000

/** Until when a token is kept that ends at a time. */
export const keptUntil = (expiresAtMs: number): number => expiresAtMs - skewMs

/** What a page may know of a held token. */
export function asHeldToken({ source, request, isCached, obtainedAtMs, keptUntilMs }: Held): HeldToken {
  return {
    source,
    request,
    isCached,
    obtainedAt: new Date(obtainedAtMs).toISOString(),
    keptUntil: new Date(keptUntilMs).toISOString(),
  }
}
