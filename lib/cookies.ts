import "server-only"
import { config } from "./config"

/** A session ends this long after sign-in, whatever happens (seconds). */
export const sessionMaxAgeS = 8 * 3600
/** A session ends when nothing was asked for this long (seconds). */
const idleMaxAgeS = 3600
/** A session in use is written anew at most this often (seconds). */
const touchAfterS = 300

/** Whether cookies may only travel over https: always, except on plain localhost. */
export const isSecure = (): boolean => config().publicUrl.startsWith("https:")

/** The console's cookies, named by tenant: two consoles on one host must not end each other's sessions. */
export function cookieNames() {
  const tenant = config().tenantId.slice(0, 8)
  const name = (what: string) => `${isSecure() ? "__Host-" : ""}calloutscope-${tenant}.${what}`
  return {
    sessionToken: name("session"),
    callbackUrl: name("callback-url"),
    csrfToken: name("csrf"),
    pkceCodeVerifier: name("pkce"),
    state: name("state"),
    nonce: name("nonce"),
    trouble: name("trouble"),
  }
}

/** A Set-Cookie value that tells the browser whose sign-in failed why it did, for two minutes. */
export function troubleCookie(why: string): string {
  const secure = isSecure() ? "; Secure" : ""
  return `${cookieNames().trouble}=${encodeURIComponent(why)}; Path=/; Max-Age=120; HttpOnly; SameSite=Lax${secure}`
}

/**
 * What the times in a session's cookie (`signedInAt`, `seenAt`, in seconds) allow: it goes on, goes on and should
 * be written anew, or is over.
 */
export function judgeSession(
  token: Readonly<Record<string, unknown>>,
  nowS: number,
): "alive" | "touch" | "over" {
  const { signedInAt, seenAt } = token
  if (typeof signedInAt !== "number" || typeof seenAt !== "number") return "over"
  if (nowS - signedInAt > sessionMaxAgeS || nowS - seenAt > idleMaxAgeS) return "over"
  return nowS - seenAt > touchAfterS ? "touch" : "alive"
}
