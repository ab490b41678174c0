import type { Statement } from "@/lib/model/error-code"
import { documented, inferred, observed } from "@/lib/model/statement"
import type { Action } from "./define"
import { blockPageRule } from "./parameters"

/** Where the two attribute events are attached. */
export const signUpHandler = (member: string): Statement =>
  documented(`The user flow: its member ${member} holds the handler with the extension.`)

/** When the two attribute events stay away. */
export const notInSignUp: readonly Statement[] = [
  observed("Native authentication: apps with their own sign-up pages never cause the attribute events."),
  documented("Sign-in of an account that exists already."),
  documented("Workforce tenants."),
  inferred("An app that is not linked to the user flow."),
]

/** What a failed attribute event does to the user. */
export const signUpFailure: Statement = documented(
  "The sign-up stops and no account is made; the app gets the user back with a general error.",
)

/** The action that ends a sign-up on a page of its own. */
export const showBlockPage = (type: string, message: Statement): Action => ({
  name: "showBlockPage",
  type,
  parameters: [
    { name: "title", type: "string", required: false, about: documented("Heading of the page.") },
    { name: "message", type: "string", required: false, about: message },
  ],
  effect: documented("The sign-up ends on a page with the message; no account is made."),
  sample: { "@odata.type": type },
  rule: blockPageRule,
})
