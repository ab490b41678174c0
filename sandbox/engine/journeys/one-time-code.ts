import { randomInt } from "node:crypto"
import type { Called } from "../callout/event"
import type { CodePurpose } from "../callout/payload/payload"
import { isFatal } from "../log/status"
import { type Journey, raiseOn } from "./journey"

/** How it went with a code: the callout, if any, and the code that arrived; null when no mail came. */
export type CodeSent = { called: Called | null; failed: boolean; code: string | null }

/**
 * Sends somebody a one-time code and looks into his inbox: by the customer's API when a listener wants it, and by
 * Microsoft's own provider when none does or when it falls back to that.
 */
export async function sendCode(
  journey: Journey,
  address: string,
  requestType: CodePurpose,
): Promise<CodeSent> {
  const { world, correlationId } = journey
  const code = String(randomInt(0, 100_000_000)).padStart(8, "0")
  const called = await raiseOn(journey, { eventType: "emailOtpSend", address, code, requestType })
  const failed = called !== null && isFatal(called)
  if (!called || (called.result.code !== 0 && !failed))
    world.outbox.add({
      to: address,
      code,
      subject: "Your account verification code",
      text: `Your code is ${code}.`,
      requestType,
      correlationId,
      at: world.clock.date().toISOString(),
      via: "microsoft",
      api: null,
    })
  const arrived = !failed && world.outbox.list(address).some((mail) => mail.code === code)
  return { called, failed, code: arrived ? code : null }
}
