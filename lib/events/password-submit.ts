import { z } from "zod"
import { documented, inferred, observed } from "@/lib/model/statement"
import { answer } from "./answer"
import { artificialIds, artificialPasswordContext, member, migratedCustomer } from "./artificial"
import { defineEventType } from "./define"
import { blockRule, nonceRule } from "./parameters"
import { contract, type Facts, known, type Leaf } from "./payload"
import { clientApp, context, request, senderIds, userPart } from "./request-parts"
import { actionSchema, responseSchema } from "./response-schema"

const names = {
  requestType: "microsoft.graph.authenticationEvent.passwordSubmit",
  calloutData: "microsoft.graph.onPasswordSubmitCalloutData",
} as const
const responseData = "microsoft.graph.onPasswordSubmitResponseData"
const types = {
  migrate: "microsoft.graph.passwordSubmit.MigratePassword",
  update: "microsoft.graph.passwordSubmit.UpdatePassword",
  retry: "microsoft.graph.passwordSubmit.Retry",
  block: "microsoft.graph.passwordSubmit.Block",
} as const
const text = { title: z.string().optional(), message: z.string().optional() }
const withNonce = { nonce: artificialIds.correlation }

const encrypted = (facts: Facts): Leaf => known(facts.encryptedPasswordContext, artificialPasswordContext)

/** A user whose password is to be migrated has typed one that Entra does not know. */
export const passwordSubmit = defineEventType({
  id: "passwordSubmit",
  title: "Password submit",
  purpose: "Has the old system check a typed password, so that it moves to Entra at the first sign-in.",
  graph: {
    extension: "microsoft.graph.onPasswordSubmitCustomExtension",
    listener: "microsoft.graph.onPasswordSubmitListener",
    handler: "microsoft.graph.onPasswordMigrationCustomExtensionHandler",
    inEventTypeEnum: true,
  },
  tenants: ["external"],
  attachedTo: documented(
    "A listener for some apps; its handler names, in migrationPropertyId, the attribute that marks users to migrate.",
  ),
  fires: [
    documented(
      "Sign-in with a password that is not the stored one, by a user whose migration attribute is true.",
    ),
  ],
  neverFires: [
    documented("The typed password is the stored one: Entra marks the user as migrated by itself."),
    documented("The user's migration attribute is false or missing."),
    documented("Workforce tenants."),
  ],
  ...names,
  responseData,
  response: responseSchema(
    responseData,
    z.discriminatedUnion("@odata.type", [
      actionSchema(types.migrate, {}),
      actionSchema(types.update, {}),
      actionSchema(types.retry, text),
      actionSchema(types.block, { ...text, message: z.string() }),
    ]),
    { nonce: z.string().min(1) },
  ),
  actions: [
    {
      name: "MigratePassword",
      type: types.migrate,
      parameters: [],
      effect: documented(
        "Entra stores the password, clears the migration attribute and signs the user in; a weak password leads to a change of password.",
      ),
      sample: { "@odata.type": types.migrate },
    },
    {
      name: "UpdatePassword",
      type: types.update,
      parameters: [],
      effect: documented("The user has to choose a new password before going on."),
      sample: { "@odata.type": types.update },
    },
    {
      name: "Retry",
      type: types.retry,
      parameters: [
        { name: "title", type: "string", required: false, about: observed("Samples send it.") },
        { name: "message", type: "string", required: false, about: observed("Samples send it.") },
      ],
      effect: documented("The user can type the password again; nothing is stored."),
      sample: { "@odata.type": types.retry },
    },
    {
      name: "Block",
      type: types.block,
      parameters: [
        { name: "title", type: "string", required: false, about: documented("Heading of the page.") },
        {
          name: "message",
          type: "string",
          required: true,
          about: inferred(
            "Microsoft's samples send it; Entra seems to do without, and then the user is not told why.",
          ),
        },
      ],
      effect: documented("The sign-in ends on a page with the message; nothing is stored."),
      sample: { "@odata.type": types.block, message: "Please contact support." },
      rule: blockRule,
    },
  ],
  safeAction: "Retry",
  dataRule: nonceRule,
  variants: [
    {
      id: "docs",
      title: "As documented",
      source: documented("The request of Microsoft's page; there is no resource app."),
      build: (facts) =>
        request(names, facts, clientApp(facts), {
          ...senderIds(facts),
          encryptedPasswordContext: encrypted(facts),
          authenticationContext: context(facts, { user: userPart(facts, member(facts)) }),
        }),
    },
    {
      id: "with-nulls",
      title: "As captured, with empty members",
      source: observed(
        "A published capture: source names the client app; resource app, sign-up and code are null.",
      ),
      build: (facts) =>
        request(names, facts, clientApp(facts), {
          ...senderIds(facts),
          encryptedPasswordContext: encrypted(facts),
          authenticationContext: context(facts, {
            resource: contract(null),
            user: userPart(facts, migratedCustomer(facts)),
          }),
          userSignUpInfo: contract(null),
          otpContext: contract(null),
        }),
    },
  ],
  examples: [
    {
      title: "The old system knows the password",
      body: answer(responseData, { "@odata.type": types.migrate }, withNonce),
    },
    {
      title: "Right, but too weak for today",
      body: answer(responseData, { "@odata.type": types.update }, withNonce),
    },
    { title: "Wrong password", body: answer(responseData, { "@odata.type": types.retry }, withNonce) },
    {
      title: "The account is closed",
      body: answer(
        responseData,
        { "@odata.type": types.block, title: "Account closed", message: "Please contact support." },
        withNonce,
      ),
    },
  ],
  onFailure: inferred(
    "The sign-in fails and nothing is stored; the migration attribute stays true, so the next attempt asks the API again.",
  ),
  docs: "https://learn.microsoft.com/en-us/entra/external-id/customers/how-to-migrate-passwords-just-in-time",
})
