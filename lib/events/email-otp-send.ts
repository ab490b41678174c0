import { documented, inferred, observed } from "@/lib/model/statement"
import { answer } from "./answer"
import { artificialAddress, artificialCode } from "./artificial"
import { defineEventType } from "./define"
import { contract, type Facts, known, type Marked, recorded } from "./payload"
import { audience, context, request, senderIds } from "./request-parts"
import { actionSchema, responseSchema } from "./response-schema"

const names = {
  requestType: "microsoft.graph.authenticationEvent.emailOtpSend",
  calloutData: "microsoft.graph.onOtpSendCalloutData",
} as const
const responseData = "microsoft.graph.OnOtpSendResponseData"
const goOn = "microsoft.graph.OtpSend.continueWithDefaultBehavior"

function build(facts: Facts, codeMember: "oneTimeCode" | "onetimecode", usualType: string): Marked {
  const { address, code, requestType } = facts.otp ?? {}
  const resource = audience(facts)
  return request(names, facts, resource, {
    otpContext: {
      identifier: known(address, artificialAddress),
      [codeMember]: known(code, artificialCode),
    },
    ...senderIds(facts),
    authenticationContext: context(facts, {
      requestType: requestType === undefined ? contract(usualType) : recorded(requestType),
      resource,
    }),
  })
}

/** Entra has made a one-time code and hands it to the API, which sends the mail. */
export const emailOtpSend = defineEventType({
  id: "emailOtpSend",
  title: "E-mail one-time code",
  purpose: "Sends the mail with a one-time code through your own mail service instead of Microsoft's.",
  graph: {
    extension: "microsoft.graph.onOtpSendCustomExtension",
    listener: "microsoft.graph.onEmailOtpSendListener",
    handler: "microsoft.graph.onOtpSendCustomExtensionHandler",
    inEventTypeEnum: true,
  },
  tenants: ["external"],
  attachedTo: observed("A listener for some apps or for all of them, never a user flow."),
  fires: [
    documented("Sign-up and sign-in with an e-mail one-time code."),
    documented("Password reset and a second factor by e-mail in external tenants."),
    observed("Native authentication, when it sends a code."),
    observed(
      "Again, with the same code, after a time-out: a slow API that sends all the same gives the user several mails.",
    ),
  ],
  neverFires: [
    observed("As a part of the user flow: an extension placed there does not replace the mail."),
    observed("Workforce tenants: their mail for a second factor cannot be replaced."),
    inferred("Codes by text message; Graph has no extension for them."),
  ],
  ...names,
  responseData,
  response: responseSchema(responseData, actionSchema(goOn, {})),
  actions: [
    {
      name: "continueWithDefaultBehavior",
      type: goOn,
      parameters: [],
      effect: documented(
        "Entra takes the mail as sent and asks the user for the code. No action of this event blocks anybody.",
      ),
      sample: { "@odata.type": goOn },
    },
  ],
  safeAction: "continueWithDefaultBehavior",
  variants: [
    {
      id: "sign-up",
      title: "Code for a sign-up",
      source: documented(
        "The request of Microsoft's page and of a capture: oneTimeCode, requestType signUp.",
      ),
      build: (facts) => build(facts, "oneTimeCode", "signUp"),
    },
    {
      id: "sign-in-legacy",
      title: "Code for a sign-in, older spelling",
      source: observed("Microsoft's own function sample: onetimecode in lower case, requestType SignIn."),
      build: (facts) => build(facts, "onetimecode", "SignIn"),
    },
  ],
  examples: [{ title: "The mail is on its way", body: answer(responseData, { "@odata.type": goOn }) }],
  onFailure: documented(
    "No mail goes out and the step fails, unless behaviorOnError is fallbackToMicrosoftProviderOnError: then Microsoft sends its own mail.",
  ),
  docs: "https://learn.microsoft.com/en-us/entra/identity-platform/custom-extension-email-otp-send-data",
})
