import { z } from "zod"
import { documented, observed } from "@/lib/model/statement"
import { answer } from "./answer"
import { notInSignUp, showBlockPage, signUpFailure, signUpHandler } from "./attribute-collection"
import { prefillRule } from "./attribute-rules"
import { defineEventType } from "./define"
import type { Branch, Facts, Marked } from "./payload"
import { type AppPart, audience, context, graphUnlessKnown, request, senderIds } from "./request-parts"
import { actionSchema, attributeValues, responseSchema } from "./response-schema"
import {
  attributes,
  documentedAttributes,
  emailAttribute,
  emailCodeIdentity,
  emailIdentity,
  googleIdentity,
  identities,
} from "./sign-up-parts"

const names = {
  requestType: "microsoft.graph.authenticationEvent.attributeCollectionStart",
  calloutData: "microsoft.graph.onAttributeCollectionStartCalloutData",
} as const
const responseData = "microsoft.graph.onAttributeCollectionStartResponseData"
const types = {
  goOn: "microsoft.graph.attributeCollectionStart.continueWithDefaultBehavior",
  prefill: "microsoft.graph.attributeCollectionStart.setPrefillValues",
  block: "microsoft.graph.attributeCollectionStart.showBlockPage",
} as const

function build(facts: Facts, resource: AppPart, attributes: Branch, identity: Branch): Marked {
  return request(names, facts, resource, {
    ...senderIds(facts),
    authenticationContext: context(facts, { resource }),
    userSignUpInfo: { attributes, identities: identities(facts.signUp?.identities, identity) },
  })
}

/** With an address alone, as observed before the page is shown. */
const addressOnly = (facts: Facts): Branch => ({
  ...emailAttribute(facts, "EmailAddress"),
  ...attributes(facts, {}),
})

/** The page for the attributes of a new account is about to be shown. */
export const attributeCollectionStart = defineEventType({
  id: "attributeCollectionStart",
  title: "Attribute collection start",
  purpose: "Fills in or withholds the sign-up page for attributes before the user sees it.",
  graph: {
    extension: "microsoft.graph.onAttributeCollectionStartCustomExtension",
    listener: "microsoft.graph.onAttributeCollectionStartListener",
    handler: "microsoft.graph.onAttributeCollectionStartCustomExtensionHandler",
    inEventTypeEnum: true,
  },
  tenants: ["external"],
  attachedTo: signUpHandler("onAttributeCollectionStart"),
  fires: [
    documented(
      "Sign-up in the hosted user flow, after the identity is proven and before the page for attributes.",
    ),
    observed("With e-mail one-time codes: the code has been sent and entered by then."),
  ],
  neverFires: notInSignUp,
  ...names,
  responseData,
  response: responseSchema(
    responseData,
    z.discriminatedUnion("@odata.type", [
      actionSchema(types.goOn, {}),
      actionSchema(types.prefill, { inputs: attributeValues }),
      actionSchema(types.block, { title: z.string().optional(), message: z.string().optional() }),
    ]),
  ),
  actions: [
    {
      name: "continueWithDefaultBehavior",
      type: types.goOn,
      parameters: [],
      effect: documented("The page appears as the user flow defines it."),
      sample: { "@odata.type": types.goOn },
    },
    {
      name: "setPrefillValues",
      type: types.prefill,
      parameters: [
        {
          name: "inputs",
          type: "object: attribute name to a value of the type in the request",
          required: true,
          about: documented("Attributes that are not on the page are ignored; none can be added."),
        },
      ],
      effect: documented("The page appears with these values filled in; the user can change them."),
      sample: { "@odata.type": types.prefill, inputs: {} },
      rule: prefillRule,
    },
    showBlockPage(types.block, documented("Without it a general text appears.")),
  ],
  safeAction: "continueWithDefaultBehavior",
  variants: [
    {
      id: "with-identities",
      title: "Attributes of every type and an identity",
      source: documented("The request of Microsoft's page, with an identity of type email."),
      build: (facts) =>
        build(facts, audience(facts), attributes(facts, documentedAttributes), emailIdentity(facts)),
    },
    {
      id: "email-otp",
      title: "Sign-up with an e-mail code",
      source: observed("A published sample of a running tenant: EmailAddress, identity federated by mail."),
      build: (facts) => build(facts, graphUnlessKnown(facts), addressOnly(facts), emailCodeIdentity(facts)),
    },
    {
      id: "google",
      title: "Sign-up with Google",
      source: observed(
        "A published sample of a running tenant: EmailAddress, identity federated by google.com.",
      ),
      build: (facts) => build(facts, graphUnlessKnown(facts), addressOnly(facts), googleIdentity()),
    },
  ],
  examples: [
    { title: "Show the page", body: answer(responseData, { "@odata.type": types.goOn }) },
    {
      title: "Fill in two fields",
      body: answer(responseData, {
        "@odata.type": types.prefill,
        inputs: { givenName: "Sample", country: "au" },
      }),
    },
    {
      title: "End the sign-up",
      body: answer(responseData, {
        "@odata.type": types.block,
        title: "Not yet",
        message: "Accounts open next month.",
      }),
    },
  ],
  onFailure: signUpFailure,
  docs: "https://learn.microsoft.com/en-us/entra/identity-platform/custom-extension-onattributecollectionstart-retrieve-return-data",
})
