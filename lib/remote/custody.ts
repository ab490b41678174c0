import "server-only"
import { randomBytes } from "node:crypto"
import type { ConfidentialClientApplication } from "@azure/msal-node"
import { once } from "@/lib/once"

/** Longer than any session lasts, so that nothing outlives the cookie that names it for long. */
const keptMs = 9 * 3600_000
const sessionsAtMost = 10_000
/** A token about to end is worth a new one: it has to last for the calls that follow. */
const skewMs = 60_000

/** What the server keeps for one session of an operator; the browser holds nothing of it but the session's id. */
type Entry = {
  oid: string
  begunAt: number
  /** The operator's own access token for this console, which is exchanged for others on his behalf. */
  assertion: { token: string; expiresAt: number } | null
  /** MSAL with the tokens that were acquired on the operator's behalf. */
  client: ConfidentialClientApplication | null
  /** What other parts keep for as long as the session lasts. */
  extras: Map<string, unknown>
}

const sessions = once<Map<string, Entry>>("custody", () => new Map())

/** The sessions that were signed out of, and when: a cookie that somebody copied says for hours that they go on. */
const closed = once<Map<string, number>>("closed-sessions", () => new Map())

function prune(now: number): void {
  for (const [id, closedAt] of closed) {
    if (closedAt > now - keptMs) break
    closed.delete(id)
  }
  for (const [id, { begunAt }] of sessions) {
    if (sessions.size <= sessionsAtMost && begunAt > now - keptMs) return
    sessions.delete(id)
  }
}

/** Thrown when the operator's own token is not here or at its end: one round trip to Microsoft gives a new one. */
export class NeedsRenewal extends Error {
  override name = "NeedsRenewal"
}

/** What other parts kept for a session that a new one of the same operator takes the place of. */
function takeExtras(id: string | null, oid: string): Map<string, unknown> {
  const old = id === null ? undefined : sessions.get(id)
  if (id === null || old?.oid !== oid) return new Map()
  sessions.delete(id)
  return old.extras
}

/**
 * Takes an operator's token into custody and gives the id of the session; `expiresAt` in milliseconds. A session that
 * the browser had before is replaced: its tokens go, what other parts keep for it stays.
 */
export function openSession(
  oid: string,
  assertion: { token: string; expiresAt: number } | null,
  replaces: string | null = null,
): string {
  const now = Date.now()
  const id = randomBytes(24).toString("base64url")
  sessions.set(id, { oid, begunAt: now, assertion, client: null, extras: takeExtras(replaces, oid) })
  prune(now)
  return id
}

/** Forgets everything about a session but that it is over. */
export function closeSession(id: string): void {
  sessions.delete(id)
  closed.set(id, Date.now())
}

/** Whether this process saw somebody sign out of a session; its cookie is worth nothing any more. */
export const isClosed = (id: string): boolean => closed.has(id)

/** The entry of a session that is this operator's; one that the server lost, as by a restart, begins empty. */
function entryOf({ id, oid }: SessionRef): Entry {
  const known = sessions.get(id)
  if (known?.oid === oid) return known
  const entry: Entry = { oid, begunAt: Date.now(), assertion: null, client: null, extras: new Map() }
  sessions.set(id, entry)
  prune(entry.begunAt)
  return entry
}

/** A session by the id in the cookie, and whose it is. */
export type SessionRef = { id: string; oid: string }

/** The operator's own token; throws NeedsRenewal when it is not here or ends within a minute. */
export function assertionOf(session: SessionRef): string {
  const { assertion } = entryOf(session)
  if (!assertion || assertion.expiresAt - skewMs < Date.now())
    throw new NeedsRenewal("The operator's token is not at hand.")
  return assertion.token
}

/** The session's MSAL client, made at first use, so that its tokens go when the session goes. */
export function clientOf(
  session: SessionRef,
  create: () => ConfidentialClientApplication,
): ConfidentialClientApplication {
  const entry = entryOf(session)
  entry.client ??= create()
  return entry.client
}

/** A value that is kept for as long as the session lasts and in no other place; each name is used by one part only. */
export function keptFor<T>(session: SessionRef, name: string, create: () => T): T {
  const { extras } = entryOf(session)
  // Safe: each name is used in one place, which always creates the same type.
  if (extras.has(name)) return extras.get(name) as T
  const made = create()
  extras.set(name, made)
  return made
}
