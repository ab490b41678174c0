import { z } from "zod"
import { lacking, type Program } from "./program"

const ownPart = z.object({
  authenticationContext: z.object({ requestType: z.string().nullish() }),
  otpContext: z.record(z.string(), z.unknown()),
})

const content = z.object({
  identifier: z.string().regex(/^[^\s@]+@[^\s@]+$/),
  onetimecode: z.string().min(1),
})

/** The address and the code, whose name is written in two ways by Microsoft itself. */
function readContent(otpContext: Record<string, unknown>) {
  const members = Object.entries(otpContext).map(([name, value]) => [name.toLowerCase(), value])
  return content.safeParse(Object.fromEntries(members))
}

/** What a code is for, in words; values that no page documents are met with the plain ones. */
function purposeOf(requestType: string | null): string {
  const purposes: Record<string, string> = { signup: "finish signing up", signin: "sign in" }
  return purposes[requestType?.toLowerCase() ?? ""] ?? "go on"
}

/** Mails somebody his one-time code. */
export const emailOtpSend: Program = ({ data, correlationId, appName }, { api, world }) => {
  const parsed = ownPart.safeParse(data)
  const read = parsed.success ? readContent(parsed.data.otpContext) : parsed
  if (!parsed.success || !read.success) return lacking("emailOtpSend")
  const { identifier: to, onetimecode: code } = read.data
  const requestType = parsed.data.authenticationContext.requestType ?? null
  const sender = appName ?? "Woodgrove Groceries"
  return {
    reply: { event: "emailOtpSend", action: "continueWithDefaultBehavior", parameters: {} },
    act: () =>
      world.outbox.add({
        at: world.clock.date().toISOString(),
        to,
        subject: `Your code for ${sender}`,
        text: `Use the code ${code} to ${purposeOf(requestType)}. If you did not ask for it, do nothing.`,
        code,
        requestType,
        correlationId,
        via: "api",
        api: api.name,
      }),
  }
}
