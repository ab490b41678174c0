import "server-only"
import { errorCode, isKnownCode } from "@/lib/codes/catalogue"
import { calloutIdOf } from "@/lib/filters"
import {
  type AppliedListener,
  type Callout,
  type CalloutEvent,
  type Layer,
  type SignIn,
  unnamedEvent,
  wentOn,
} from "@/lib/model/callout"

/** Outer codes that stand for a failed extension, whatever its own code is. */
const wrappers = new Set([1100000, 1100001])
/** Outer codes of the set-up around extensions, which fail a sign-in before a callout is even considered. */
const around = new Set([50146])

/** Event types of extensions by the extension's id. */
export type ExtensionEvents = ReadonlyMap<string, string>

/** What Graph writes for a name that its enum lacks, and what stands for no name at all. */
const namesNothing = new Set(["unknownFutureValue", unnamedEvent])

/** The event's name in the log, else the one of the extension that ran; verifiedIdClaimValidation has no other. */
function eventOf({ eventType, extensionId }: AppliedListener, events: ExtensionEvents): CalloutEvent {
  if (!namesNothing.has(eventType)) return { type: eventType, from: "log" }
  const ofExtension = events.get(extensionId ?? "")
  return ofExtension ? { type: ofExtension, from: "extension" } : { type: unnamedEvent, from: "log" }
}

function layerOf(listener: AppliedListener, event: CalloutEvent, signIn: SignIn): Layer {
  const { errorCode: code, httpStatus } = listener
  const wasBlocked = wrappers.has(signIn.status.errorCode ?? 0)
  if (!code) {
    const isAnswered = httpStatus === null ? code === 0 : httpStatus === 200
    const isToBlame = wasBlocked && !signIn.listeners.some((other) => other.errorCode)
    return isAnswered && !isToBlame ? "ok" : "unknown"
  }
  if (wentOn(signIn) && event.type === "emailOtpSend") return "fallback"
  if (isKnownCode(code)) return errorCode(code).phase
  if (listener.attempts === 0) return "pre-call"
  return httpStatus === null ? "unknown" : "response"
}

function toCallout(
  signIn: SignIn,
  listener: AppliedListener,
  position: number,
  events: ExtensionEvents,
): Callout {
  const event = eventOf(listener, events)
  return {
    id: calloutIdOf(signIn, position),
    signIn,
    listener,
    event,
    layer: layerOf(listener, event, signIn),
    error: listener.errorCode ? errorCode(listener.errorCode) : null,
  }
}

function withoutListener(signIn: SignIn): Callout | null {
  const outer = signIn.status.errorCode ?? 0
  const callout = { id: calloutIdOf(signIn, 0), signIn, listener: null, event: null }
  if (isKnownCode(outer)) {
    const error = errorCode(outer)
    return { ...callout, layer: error.phase, error }
  }
  if (around.has(outer)) return { ...callout, layer: "not-called", error: null }
  return wrappers.has(outer) ? { ...callout, layer: "unknown", error: null } : null
}

/**
 * The callouts of one row, in the log's order. A row that names no listener counts as one callout when it failed with
 * a code of an extension (some surface directly), of its set-up, or with the wrapper around them.
 */
export function calloutsOf(signIn: SignIn, events: ExtensionEvents = new Map()): readonly Callout[] {
  if (signIn.listeners.length > 0)
    return signIn.listeners.map((listener, position) => toCallout(signIn, listener, position, events))
  const callout = withoutListener(signIn)
  return callout ? [callout] : []
}

/** The callout with its event named by its extension, when the log gives no name. */
export function withEvent(callout: Callout, events: ExtensionEvents): Callout {
  const { signIn, listener, event } = callout
  if (!listener || event?.type !== unnamedEvent) return callout
  return toCallout(signIn, listener, signIn.listeners.indexOf(listener), events)
}
