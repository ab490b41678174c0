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
  if (!code) {
    const isAnswered = httpStatus === null ? code === 0 : httpStatus === 200
    const isToBlame = wasBlocked && !signIn.listeners.some((other) => other.errorCode)
    return isAnswered && !isToBlame ? "ok" : "unknown"
  }
  if (signIn.status.errorCode === 0 && listener.eventType === "emailOtpSend") return "fallback"
  if (isKnownCode(code)) return errorCode(code).phase
  if (listener.attempts === 0) return "pre-call"
  return httpStatus === null ? "unknown" : "response"
}

function toCallout(signIn: SignIn, listener: AppliedListener, position: number): Callout {
  const error = listener.errorCode ? errorCode(listener.errorCode) : null
  return { id: `${signIn.id}.${position}`, signIn, listener, layer: layerOf(listener, signIn), error }
}

function withoutListener(signIn: SignIn): Callout | null {
  const outer = signIn.status.errorCode ?? 0
  const callout = { id: `${signIn.id}.0`, signIn, listener: null }
  if (isKnownCode(outer)) {
    const error = errorCode(outer)
    return { ...callout, layer: error.phase, error }
  }
  if (around.has(outer)) return { ...callout, layer: "not-called", error: null }
  return wrappers.has(outer) ? { ...callout, layer: "unknown", error: null } : null
}

/**
 * The callouts of one sign-in, in the log's order. A sign-in that names no listener counts as one callout when it
 * failed with a code of an extension (some surface directly), of its set-up, or with the wrapper around them.
 */
export function calloutsOf(signIn: SignIn): readonly Callout[] {
  if (signIn.listeners.length > 0)
    return signIn.listeners.map((listener, position) => toCallout(signIn, listener, position))
  const callout = withoutListener(signIn)
  return callout ? [callout] : []
}
