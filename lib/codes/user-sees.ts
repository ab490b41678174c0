import type { ErrorCode, UserSees } from "@/lib/model/error-code"
import { documented, inferred, observed } from "@/lib/model/statement"

const claimsEvent = "tokenIssuanceStart"
const signUpEvents = ["attributeCollectionStart", "attributeCollectionSubmit"]
const mailEvent = "emailOtpSend"
const passwordEvent = "passwordSubmit"
const recoveryEvent = "verifiedIdClaimValidation"

/** What the code does to the users of each kind of app that can meet it; empty for a number that nobody lists. */
export function userSees(record: ErrorCode): readonly UserSees[] {
  if (record.example === null) return []
  const can = (event: string) => record.events === "all" || record.events.includes(event)
  return [
    openIdConnect(record),
    ...(can(claimsEvent) ? [saml, tokenRequest] : []),
    ...(signUpEvents.some(can) ? [hostedSignUp] : []),
    ...(can(claimsEvent) || can(mailEvent) ? [nativeApp(can(mailEvent))] : []),
    ...(can(mailEvent) ? [withoutFallback(record), withFallback(record)] : []),
    ...(can(passwordEvent) ? [passwordMigration] : []),
    ...(can(recoveryEvent) ? [accountRecovery] : []),
  ]
}

function openIdConnect({ code }: ErrorCode): UserSees {
  const seen =
    code === 1003021
      ? observed(
          "The browser returns to the app with an error and without a token; the error was seen to name AADSTS1003021 itself.",
        )
      : documented(
          "The browser returns to the app with a general error and without a token; the app decides what it shows.",
        )
  return { app: "OpenID Connect app", ...seen }
}

const saml: UserSees = {
  app: "SAML app",
  ...documented("An error page stays at Microsoft; the browser is not sent back to the app."),
}

const tokenRequest: UserSees = {
  app: "Refresh or token request",
  ...inferred(
    "The request is answered with an error and no token; nobody sees a page until the app starts a new sign-in.",
  ),
}

const hostedSignUp: UserSees = {
  app: "Hosted sign-up",
  ...observed('The page was seen to say "Something went wrong"; the sign-up ends there.'),
}

function nativeApp(mail: boolean): UserSees {
  const step = mail ? "that should send the code or issue the token" : "that should issue the token"
  return {
    app: "Native app",
    ...inferred(
      `The request ${step} fails; its error is not documented, so find the sign-in by the correlation id.`,
    ),
  }
}

function withoutFallback({ code, phase }: ErrorCode): UserSees {
  const app = "E-mail code without fallback"
  if (code === 1003005)
    return { app, ...inferred("The step fails, although the slow API may still send its mail.") }
  if (phase === "pre-call")
    return {
      app,
      ...observed(
        'No mail is sent; the hosted page was seen to say "There was an issue looking up your account".',
      ),
    }
  return { app, ...documented("The user waits for a code that never comes and cannot go on.") }
}

function withFallback({ code }: ErrorCode): UserSees {
  const seen =
    code === 1003005
      ? observed(
          "Microsoft's own mail arrives and works; mails of the slow API can come beside it, up to three in all.",
        )
      : inferred("Microsoft's own mail arrives and the user gets through; the code is logged all the same.")
  return { app: "E-mail code with fallback", ...seen }
}

const passwordMigration: UserSees = {
  app: "Password migration",
  ...inferred(
    "The sign-in fails at the password; nothing is stored, so the next attempt asks the API again.",
  ),
}

const accountRecovery: UserSees = {
  app: "Account recovery",
  ...inferred("The recovery stops; the account stays as it is and the person stays outside."),
}
