import "server-only"
import { errorCode, isKnownCode } from "@/lib/codes/catalogue"
import type { AppliedListener, Callout, Layer, SignIn } from "@/lib/model/callout"

/** Outer codes that stand for a failed extension, whatever its own code is. */
const wrappers = new Set([1100000, 1100001])
/** Outer codes of the set-up around extensions, which fail a sign-in before a callout is even considered. */
const around = new Set([50146])

function layerOf(listener: AppliedListener, signIn: SignIn): Layer {
  const { errorCode: code, httpStatus } = listener
  const wasBlocked = wrappers.has(signIn.status.errorCode ?? 0)
  if (code === null && httpStatus === null) return "unknown"
  const wasRefused = httpStatus !== null && httpStatus !== 200
  if (code === null && (wasBlocked || wasRefused)) return "unknown"
  if (!code) return "ok"
  if (signIn.status.errorCode === 0) return "fallback"
  if (isKnownCode(code)) return errorCode(code).phase
  if (listener.attempts === 0) return "pre-call"
  return httpStatus === null ? "unknown" : "response"
}

function toCallout(signIn: SignIn, listener: AppliedListener, position: number): Callout {
  const error = listener.errorCode ? errorCode(listener.errorCode) : null
  return { id: `${signIn.id}.${position}`, signIn, listener, layer: layerOf(listener, signIn), error }
}

/**
 * The callouts of one sign-in, in the log's order. A sign-in that failed with a code of an extension or of its
 * set-up, yet names no listener, counts as one callout that was not called, or whose layer nobody can tell.
 */
export function calloutsOf(signIn: SignIn): readonly Callout[] {
  if (signIn.listeners.length > 0)
    return signIn.listeners.map((listener, position) => toCallout(signIn, listener, position))
  const outer = signIn.status.errorCode ?? 0
  const layer: Layer | null = around.has(outer) ? "not-called" : wrappers.has(outer) ? "unknown" : null
  return layer ? [{ id: `${signIn.id}.0`, signIn, listener: null, layer, error: null }] : []
}
