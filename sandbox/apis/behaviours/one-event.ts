import { randomUUID } from "node:crypto"
import { asDocumented, problemWith, withAction, withActionTypes, withNonce } from "../answers"
import { type BehaviourRecord, program } from "./behaviour"

const signUp = { events: ["attributeCollectionStart", "attributeCollectionSubmit"] } as const
const start = { events: ["attributeCollectionStart"] } as const
const submit = { events: ["attributeCollectionSubmit"] } as const
const mail = { events: ["emailOtpSend"] } as const
const password = { events: ["passwordSubmit"] } as const
const verifiedId = { events: ["verifiedIdClaimValidation"] } as const

/** What only the APIs of other events than token issuance can do; several stand in samples of Microsoft's own. */
export const ofOneEvent = {
  "block-with-400": program(
    "blocks by status 400 instead of an action",
    problemWith(400, "You cannot sign up."),
    signUp,
  ),
  "show-validation-error": program(
    "shows a validation error before anything was typed",
    withAction("showValidationError", {
      message: "Please check your address.",
      attributeErrors: { postalCode: "This is no postal code." },
    }),
    start,
  ),
  "inputs-missing": program("prefills without inputs", withAction("setPrefillValues"), start),
  "attributes-missing": program(
    "modifies attributes without naming any",
    withAction("modifyAttributeValues"),
    submit,
  ),
  "message-only": program(
    "shows a validation error without a word on any attribute",
    withAction("showValidationError", { message: "Please check your address." }),
    submit,
  ),

  "mail-not-sent": program("answers as documented and sends no mail", asDocumented, {
    ...mail,
    leavesUndone: true,
  }),
  "block-with-403": program(
    "blocks an address by status 403, since no action does",
    problemWith(403, "No codes are sent to this address."),
    { ...mail, leavesUndone: true },
  ),

  "wrong-nonce": program(
    "repeats another nonce than that of the request",
    (reply) => withNonce(randomUUID())(reply),
    password,
  ),
  "nonce-missing": program("does not repeat the nonce of the request", withNonce(), password),
  "old-action-namespace": program(
    "names its action as an early sample did",
    withActionTypes(() => ["microsoft.graph.authenticationEvent.passwordSubmit.migratePassword"]),
    password,
  ),
  "retry-without-text": program("asks for another try without saying why", withAction("Retry"), password),
  "block-with-401": program(
    "turns a password down by status 401 instead of an action",
    problemWith(401, "The password is wrong."),
    password,
  ),

  "fail-for-failed": program(
    "names its action fail instead of failed",
    withAction("fail", { failedClaims: ["lastName"] }),
    verifiedId,
  ),
  "failed-claims-missing": program(
    "fails the check without naming a claim",
    withAction("failed"),
    verifiedId,
  ),
} as const satisfies Record<string, BehaviourRecord>
