import "server-only"
import { setTimeout as wait } from "node:timers/promises"
import { once } from "@/lib/once"
import { addSecret, removeSecret, secretsNamed } from "./app-secrets"
import { dropIntent, type Intent, noteIntent, noteKey, secretName } from "./intents"
import { graphAnswer, isRefusal, reasonOf } from "./trouble"

/** Whether nothing is left of a secret, or why something may be. */
type Removal = { ok: true } | { ok: false; why: string }

/** The runs of this process whose secret is in use, and why others are left, as far as it was tried. */
const known = once("temporary-secrets", () => ({
  inUse: new Set<string>(),
  reasons: new Map<string, string>(),
}))

/** Whether a run of this process still uses the secret; what else is noted was left behind. */
export const isInUse = ({ runId }: Intent): boolean => known.inUse.has(runId)

/** Why a secret is left, when somebody tried to remove it. */
export const reasonFor = ({ runId }: Intent): string | null => known.reasons.get(runId) ?? null

/** How long Graph may take to show a secret that it has made; only later does "there is none" count. */
const shownWithinMs = 2 * 60_000

const pausesMs = [0, 1000, 3000]

/** A short-lived secret on an app, put there and taken away with a token of Graph. */
export class TemporarySecret {
  readonly #token: string
  #intent: Intent
  /** False once Graph has refused to make it or has removed it. */
  #mayBeThere = true

  private constructor(token: string, intent: Intent) {
    this.#token = token
    this.#intent = intent
  }

  /** Notes on disk that there will be one. */
  static async announce(token: string, appId: string): Promise<TemporarySecret> {
    const intent = await noteIntent(appId)
    known.inUse.add(intent.runId)
    return new TemporarySecret(token, intent)
  }

  /** One that another run left behind. */
  static left(token: string, intent: Intent): TemporarySecret {
    return new TemporarySecret(token, intent)
  }

  get runId(): string {
    return this.#intent.runId
  }

  /** Whether there is something to remove, for all that is known. */
  get mayBeThere(): boolean {
    return this.#mayBeThere
  }

  /** Lets Graph make the secret and gives its text; throws what Graph threw. */
  async add(): Promise<string> {
    const { appId, endsAt } = this.#intent
    try {
      const { keyId, secret } = await addSecret(this.#token, appId, {
        name: secretName(this.#intent),
        endsAt,
      })
      this.#intent = { ...this.#intent, keyId }
      // The name alone finds the secret as well, so a disk that is full by now must not end the run.
      await noteKey(this.#intent).catch(() => undefined)
      return secret
    } catch (error) {
      this.#mayBeThere = !isRefusal(error)
      throw error
    }
  }

  /** Removes the secret, in several tries; never throws. What is not seen removed stays noted for the next who can. */
  async remove(tries = pausesMs.length): Promise<Removal> {
    const { runId, appId, keyId } = this.#intent
    const why = await this.#whyLeft(tries)
    known.inUse.delete(runId)
    if (why === null) {
      known.reasons.delete(runId)
      // A note that stays on the disk is found to be empty by whoever looks for the secret next.
      await dropIntent(this.#intent).catch(() => undefined)
      return { ok: true }
    }
    known.reasons.set(runId, why)
    console.warn(JSON.stringify({ event: "temporary-secret-left", runId, appId, keyId, why }))
    return { ok: false, why }
  }

  async #whyLeft(tries: number): Promise<string | null> {
    let why = ""
    for (const pauseMs of pausesMs.slice(0, tries)) {
      await wait(pauseMs)
      try {
        if (await this.#removeOnce()) return null
        why = "Graph does not show the secret, which may be because it is too new."
      } catch (error) {
        why = reasonOf(error)
        const { status } = graphAnswer(error)
        if (status === 404) return null
        if (isRefusal(error) && status !== 429) return why
      }
    }
    return why
  }

  /** Whether nothing is left: it was removed now, or has been gone for so long that it would be seen. */
  async #removeOnce(): Promise<boolean> {
    const { appId, keyId, at } = this.#intent
    if (!this.#mayBeThere) return true
    if (keyId && (await removeSecret(this.#token, appId, keyId))) return true
    const left = await secretsNamed(this.#token, appId, secretName(this.#intent))
    const removed = await Promise.all(left.map((one) => removeSecret(this.#token, appId, one)))
    return removed.some(Boolean) || Date.now() - Date.parse(at) > shownWithinMs
  }
}
