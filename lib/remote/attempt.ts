import "server-only"
import type { Part } from "@/lib/model/part"
import { forgetTokens } from "./token"
import { describeTrouble } from "./trouble"

/** A read as a Part: its value, or in words why Microsoft gave none and which permission would cure that. */
export async function attempt<T>(permission: string, read: () => Promise<T>): Promise<Part<T>> {
  try {
    return { ok: true, value: await read() }
  } catch (error) {
    const trouble = describeTrouble(error, permission)
    if (trouble.kind === "permission" || trouble.kind === "credential") forgetTokens()
    console.warn(JSON.stringify({ event: "read-refused", permission, kind: trouble.kind, why: trouble.why }))
    return trouble
  }
}
