import "server-only"
import type { Part } from "@/lib/model/part"
import { forgetTokens } from "./token"
import { describeTrouble, isNamed } from "./trouble"

const forgetAtMostEveryMs = 30_000
let forgottenAt = 0

/** A refusal must not hide for an hour that an administrator has granted the permission since. */
function forgetTokensNowAndThen(): void {
  if (Date.now() - forgottenAt < forgetAtMostEveryMs) return
  forgottenAt = Date.now()
  forgetTokens()
}

/**
 * A read as a Part: its value, or in words why Microsoft gave none and which permission would cure that; null for
 * what anybody may read.
 */
export async function attempt<T>(permission: string | null, read: () => Promise<T>): Promise<Part<T>> {
  try {
    return { ok: true, value: await read() }
  } catch (error) {
    const trouble = describeTrouble(error, permission ?? undefined)
    if (trouble.kind === "permission" || trouble.kind === "credential") forgetTokensNowAndThen()
    if (!isNamed(error)) console.error(error)
    console.warn(JSON.stringify({ event: "read-refused", permission, kind: trouble.kind, why: trouble.why }))
    return trouble
  }
}
