import { type Callout, type SignIn, wentOn } from "@/lib/model/callout"
import type { Statement } from "@/lib/model/error-code"
import { documented, inferred, observed } from "@/lib/model/statement"

/** What a person or an app met in one attempt, and the fact of the row from which we conclude it. */
export type Met = Statement & { who: "The user saw" | "The user got" | "The app got"; from: string }

/** What the attempt looked like from outside; null when nobody met an error, or when the row does not tell. */
export function metIn(callout: Callout): Met | null {
  const { layer, signIn, event } = callout
  if (layer === "fallback")
    return { who: "The user got", from: "an attempt that went on", ...ownMail(callout) }
  if (layer === "ok" || wentOn(signIn)) return null
  if (signIn.source === "non-interactive")
    return {
      who: "The app got",
      from: "the kind of sign-in",
      ...inferred("An error in place of a token; nobody saw a page until the app asked for a new sign-in."),
    }
  if (signIn.source === "native") return { who: "The app got", from: "protocol nativeAuth", ...nativeError }
  const ofEvent = byEvent[event?.type ?? ""]
  if (ofEvent) return { who: "The user saw", from: `event ${event?.type}`, ...ofEvent(callout) }
  if (signIn.kind === "signUp") return { who: "The user saw", from: "the sign-up's stage", ...signUpPage }
  return { who: "The user saw", from: `protocol ${signIn.protocol ?? "not recorded"}`, ...byProtocol(signIn) }
}

function ownMail({ error }: Callout): Statement {
  if (error?.code === 1003005)
    return observed(
      "Microsoft's own mail; mails of the slow API can have come beside it, up to three in all.",
    )
  return inferred("Microsoft's own mail in place of the customer's, and got through with its code.")
}

const nativeError = inferred(
  "An error as JSON, which no user sees unless the app shows it; which error it is, nobody documents.",
)

const signUpPage = observed('An error on the sign-up page, which was seen to say "Something went wrong".')

function noMail({ error, signIn }: Callout): Statement {
  if (error?.code === 1003005)
    return inferred("The step failed, although the slow API may have sent its mail all the same.")
  if (error?.phase === "pre-call")
    return observed('No mail, and a page that was seen to say "There was an issue looking up your account".')
  const native =
    signIn.kind === "signUp" ? " A native app, which the row would not name, got an error as JSON." : ""
  return documented(`No mail: the code never came, and the step could not be finished.${native}`)
}

const byEvent: Readonly<Record<string, (callout: Callout) => Statement>> = {
  attributeCollectionStart: () => signUpPage,
  attributeCollectionSubmit: () => signUpPage,
  emailOtpSend: noMail,
  passwordSubmit: () =>
    inferred(
      "An error in place of the sign-in; the password was not stored, so the next attempt asks again.",
    ),
  verifiedIdClaimValidation: () =>
    inferred("The recovery stopped; the account stayed as it was and the person outside."),
}

function byProtocol({ protocol, status: { errorCode } }: SignIn): Statement {
  const code = errorCode ? `AADSTS${errorCode}` : "no code recorded"
  if (protocol === "saml20")
    return documented("An error page at Microsoft; the browser did not return to the app.")
  if (protocol === "wsFederation")
    return inferred(`No sign-in (${code}); what such an app or Microsoft shows, nobody documents.`)
  return documented(
    `What the app shows: the browser came back to it with an error (${code}) and without a token.`,
  )
}
