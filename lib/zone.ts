import "server-only"
import { cookies } from "next/headers"

/** The time zone that the reader chose for times (IANA name), or UTC. */
export async function readZone(): Promise<string> {
  const chosen = (await cookies()).get("zone")?.value
  if (!chosen) return "UTC"
  try {
    return new Intl.DateTimeFormat("en", { timeZone: chosen }).resolvedOptions().timeZone
  } catch {
    return "UTC"
  }
}
