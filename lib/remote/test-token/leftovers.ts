import "server-only"
import { config } from "@/lib/config"
import type { LeftSecret } from "@/lib/model/test-token"
import { once } from "@/lib/once"
import { NeedsRenewal, type SessionRef } from "../custody"
import { onBehalfOf } from "../token"
import { readIntents } from "./intents"
import { isInUse, reasonFor, TemporarySecret } from "./temporary-secret"
import { refusedToken } from "./trouble"

/** The permission with which the console writes secrets as the operator. */
export const secretScopes = (): readonly string[] => [`${config().graphEndpoint}/Application.ReadWrite.All`]

const left = async () => (await readIntents()).filter((intent) => !isInUse(intent))

/** The secrets that runs left behind, oldest first. */
export async function readLeftSecrets(): Promise<readonly LeftSecret[]> {
  return (await left()).map((intent) => {
    const { runId, appId, at, endsAt, keyId } = intent
    return { runId, appId, at, endsAt, keyId, why: reasonFor(intent) }
  })
}

/** What came of a try to remove them: what is still left, how many are gone, and what kept the try from beginning. */
export type Sweep = {
  left: readonly LeftSecret[]
  removed: number
  /** Whether the operator's own token has to be renewed first. */
  needsRenewal: boolean
  trouble: string | null
}

const againAfterMs = 10_000
const memory = once<{ triedAtMs: number; running: Promise<Sweep> | null }>("left-secrets", () => ({
  triedAtMs: 0,
  running: null,
}))

const outcome = async (rest: Partial<Sweep> = {}): Promise<Sweep> => ({
  left: await readLeftSecrets(),
  removed: 0,
  needsRenewal: false,
  trouble: null,
  ...rest,
})

async function graphToken(session: SessionRef): Promise<string | Partial<Sweep>> {
  try {
    return (await onBehalfOf(session, secretScopes())).token
  } catch (error) {
    if (error instanceof NeedsRenewal) return { needsRenewal: true }
    const { code, title } = refusedToken(error, null)
    return { trouble: code ? `${title} (${code}).` : `${title}.` }
  }
}

async function sweep(session: SessionRef): Promise<Sweep> {
  const before = await left()
  if (before.length === 0) return outcome()
  const token = await graphToken(session)
  if (typeof token !== "string") return outcome(token)
  memory.triedAtMs = Date.now()
  for (const intent of before) await TemporarySecret.left(token, intent).remove(1)
  const after = await readLeftSecrets()
  return outcome({ left: after, removed: Math.max(0, before.length - after.length) })
}

/**
 * Removes, as the operator, what earlier runs left behind: one try for each, and not again for ten seconds; whoever
 * asks meanwhile gets what is left.
 */
export async function removeLeftSecrets(session: SessionRef): Promise<Sweep> {
  if (memory.running) return memory.running
  if (Date.now() - memory.triedAtMs < againAfterMs) return outcome()
  memory.running = sweep(session).finally(() => {
    memory.running = null
  })
  return memory.running
}
