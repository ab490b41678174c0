import { z } from "zod"
import { documented, observed } from "@/lib/model/statement"
import { answer } from "./answer"
import { notInSignUp, showBlockPage, signUpFailure, signUpHandler } from "./attribute-collection"
import { modifyRule } from "./attribute-rules"
import { defineEventType } from "./define"
import { validationErrorRule } from "./parameters"
import type { Facts, Marked } from "./payload"
import { type AppPart, audience, context, graphUnlessKnown, request, senderIds } from "./request-parts"
import { actionSchema, attributeValues, responseSchema } from "./response-schema"
import {
  attributes,
  documentedAttributes,
  emailAttribute,
  emailIdentity,
  identities,
  observedAttributes,
} from "./sign-up-parts"

const names = {
  requestType: "microsoft.graph.authenticationEvent.attributeCollectionSubmit",
  calloutData: "microsoft.graph.onAttributeCollectionSubmitCalloutData",
} as const
const responseData = "microsoft.graph.onAttributeCollectionSubmitResponseData"
const types = {
  goOn: "microsoft.graph.attributeCollectionSubmit.continueWithDefaultBehavior",
  modify: "microsoft.graph.attributeCollectionSubmit.modifyAttributeValues",
  validation: "microsoft.graph.attributeCollectionSubmit.showValidationError",
  block: "microsoft.graph.attributeCollectionSubmit.showBlockPage",
} as const

function build(facts: Facts, resource: AppPart, userSignUpInfo: Marked): Marked {
  return request(names, facts, resource, {
    ...senderIds(facts),
    authenticationContext: context(facts, { resource }),
    userSignUpInfo,
  })
}

/** The user has sent off the page for the attributes of a new account. */
export const attributeCollectionSubmit = defineEventType({
  id: "attributeCollectionSubmit",
  title: "Attribute collection submit",
  purpose: "Checks, changes or refuses what the user entered at sign-up before the account is made.",
  graph: {
    extension: "microsoft.graph.onAttributeCollectionSubmitCustomExtension",
    listener: "microsoft.graph.onAttributeCollectionSubmitListener",
    handler: "microsoft.graph.onAttributeCollectionSubmitCustomExtensionHandler",
    inEventTypeEnum: true,
  },
  tenants: ["external"],
  attachedTo: signUpHandler("onAttributeCollectionSubmit"),
  fires: [
    documented("Sign-up in the hosted user flow, each time the user sends off the page for attributes."),
  ],
  neverFires: notInSignUp,
  ...names,
  responseData,
  response: responseSchema(
    responseData,
    z.discriminatedUnion("@odata.type", [
      actionSchema(types.goOn, {}),
      actionSchema(types.modify, { attributes: attributeValues }),
      actionSchema(types.validation, {
        message: z.string(),
        attributeErrors: z.record(z.string(), z.string()),
      }),
      actionSchema(types.block, { title: z.string().optional(), message: z.string().optional() }),
    ]),
  ),
  actions: [
    {
      name: "continueWithDefaultBehavior",
      type: types.goOn,
      parameters: [],
      effect: documented("The account is made with what the user entered."),
      sample: { "@odata.type": types.goOn },
    },
    {
      name: "modifyAttributeValues",
      type: types.modify,
      parameters: [
        {
          name: "attributes",
          type: "object: attribute name to a value of the type in the request",
          required: true,
          about: documented("Attributes that the page does not have are ignored."),
        },
      ],
      effect: documented("The account is made with these values in place of the entered ones."),
      sample: { "@odata.type": types.modify, attributes: {} },
      rule: modifyRule,
    },
    {
      name: "showValidationError",
      type: types.validation,
      parameters: [
        {
          name: "message",
          type: "string",
          required: true,
          about: documented("Stands above the fields."),
        },
        {
          name: "attributeErrors",
          type: "object: attribute name to text",
          required: true,
          about: documented("Marks these fields; each text stands at its field."),
        },
      ],
      effect: documented(
        "The page stays, with the message and the marked fields; the user corrects and sends again.",
      ),
      sample: {
        "@odata.type": types.validation,
        message: "Check the marked fields.",
        attributeErrors: {},
      },
      rule: validationErrorRule,
    },
    showBlockPage(types.block, documented("Text of the page.")),
  ],
  safeAction: "continueWithDefaultBehavior",
  variants: [
    {
      id: "with-identities",
      title: "Attributes of every type and an identity",
      source: documented("The request of Microsoft's page, with an identity of type email."),
      build: (facts) =>
        build(facts, audience(facts), {
          attributes: attributes(facts, documentedAttributes),
          identities: identities(facts.signUp?.identities, emailIdentity(facts)),
        }),
    },
    {
      id: "no-identities",
      title: "Sign-up without identities",
      source: observed("A published sample of a running tenant: the address is named email, no identities."),
      build: (facts) =>
        build(facts, graphUnlessKnown(facts), {
          attributes: { ...emailAttribute(facts, "email"), ...attributes(facts, observedAttributes) },
        }),
    },
  ],
  examples: [
    { title: "Make the account", body: answer(responseData, { "@odata.type": types.goOn }) },
    {
      title: "Change a value",
      body: answer(responseData, {
        "@odata.type": types.modify,
        attributes: { displayName: "Sample User", city: "Sampletown" },
      }),
    },
    {
      title: "Send the user back to a field",
      body: answer(responseData, {
        "@odata.type": types.validation,
        message: "Check the marked field.",
        attributeErrors: { city: "The name of a city has at least two letters." },
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
  docs: "https://learn.microsoft.com/en-us/entra/identity-platform/custom-extension-onattributecollectionsubmit-retrieve-return-data",
})
