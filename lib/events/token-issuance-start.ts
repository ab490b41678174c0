import { z } from "zod"
import { documented, inferred, observed } from "@/lib/model/statement"
import { answer } from "./answer"
import { guest, localCustomer, member, socialCustomer } from "./artificial"
import { claimsRule } from "./claims"
import { defineEventType } from "./define"
import type { Facts, Leaf, Marked, UserFacts } from "./payload"
import {
  type AppPart,
  audience,
  context,
  otherApi,
  protocolOf,
  request,
  senderIds,
  userPart,
} from "./request-parts"
import { actionSchema, responseSchema } from "./response-schema"

const names = {
  requestType: "microsoft.graph.authenticationEvent.tokenIssuanceStart",
  calloutData: "microsoft.graph.onTokenIssuanceStartCalloutData",
} as const
const responseData = "microsoft.graph.onTokenIssuanceStartResponseData"
const provideClaims = "microsoft.graph.tokenIssuanceStart.provideClaimsForToken"

const addClaims = (claims: Readonly<Record<string, string | readonly string[]>>) => ({
  "@odata.type": provideClaims,
  claims,
})

function build(facts: Facts, madeUp: UserFacts, resource: AppPart, protocol?: Leaf): Marked {
  const user = userPart(facts, madeUp)
  return request(names, facts, resource, {
    ...senderIds(facts),
    authenticationContext: context(facts, { resource, user, ...(protocol && { protocol }) }),
  })
}

/** Entra is about to issue a token and asks the API for claims to put into it. */
export const tokenIssuanceStart = defineEventType({
  id: "tokenIssuanceStart",
  title: "Token issuance start",
  purpose: "Adds claims from your own systems to a token just before Entra issues it.",
  graph: {
    extension: "microsoft.graph.onTokenIssuanceStartCustomExtension",
    listener: "microsoft.graph.onTokenIssuanceStartListener",
    handler: "microsoft.graph.onTokenIssuanceStartCustomExtensionHandler",
    inEventTypeEnum: true,
  },
  tenants: ["workforce", "external"],
  attachedTo: documented("A listener that names the app which the token is for: the token's audience."),
  fires: [
    documented("ID tokens: the listener names the app that signs the user in."),
    documented("Access tokens: the listener names the API that the token is for, not its client."),
    documented("SAML tokens of enterprise apps."),
    observed("Native authentication in external tenants, when the token is issued."),
  ],
  neverFires: [
    documented("A token whose audience is not among the listener's apps, even if its client is."),
    inferred("An app for which another listener of the same event wins; each app gets one callout."),
  ],
  ...names,
  responseData,
  response: responseSchema(
    responseData,
    actionSchema(provideClaims, {
      claims: z.record(z.string().regex(/\S/), z.union([z.string(), z.array(z.string())])),
    }),
  ),
  actions: [
    {
      name: "provideClaimsForToken",
      type: provideClaims,
      parameters: [
        {
          name: "claims",
          type: "object: claim id to a string or a list of strings",
          required: true,
          about: documented(
            "At most 3 KB for all ids and values together. An empty object adds nothing; null fails the sign-in.",
          ),
        },
      ],
      effect: documented(
        "The user signs in. Claims that the app's mapping names by exactly the same id appear in the token, all others are dropped without an error.",
      ),
      sample: addClaims({}),
      rule: claimsRule,
    },
  ],
  safeAction: "provideClaimsForToken",
  variants: [
    {
      id: "member",
      title: "Member of a workforce tenant",
      source: documented(
        "Every member of the user that Microsoft's reference lists; empty ones are left out.",
      ),
      build: (facts) => build(facts, member(facts), audience(facts)),
    },
    {
      id: "guest",
      title: "Guest of a workforce tenant",
      source: documented("The user of Microsoft's reference for business guests, with #EXT# in its name."),
      build: (facts) => build(facts, guest(facts), audience(facts)),
    },
    {
      id: "access-token",
      title: "Access token for an API",
      source: inferred("The documented request with an API beside the client; source names the API."),
      build: (facts) => build(facts, member(facts), otherApi(facts)),
    },
    {
      id: "external-local",
      title: "Customer with a local account",
      source: observed(
        "A published sample of a running external tenant: no mail, a name made of the user's id.",
      ),
      build: (facts) => build(facts, localCustomer(facts), audience(facts)),
    },
    {
      id: "external-social",
      title: "Customer with a social account",
      source: observed("A published sample of a running external tenant: no user principal name."),
      build: (facts) => build(facts, socialCustomer(), audience(facts)),
    },
    {
      id: "saml",
      title: "SAML sign-in",
      source: inferred(
        "The documented request with protocol SAML; no captured request shows how Entra writes it.",
      ),
      build: (facts) => build(facts, member(facts), audience(facts), protocolOf(facts, "SAML")),
    },
  ],
  examples: [
    {
      title: "A date and two roles",
      body: answer(responseData, addClaims({ DateOfBirth: "01/01/2000", CustomRoles: ["Writer", "Editor"] })),
    },
    { title: "Nothing to add", body: answer(responseData, addClaims({})) },
  ],
  onFailure: documented(
    "No token is issued. An OpenID Connect app gets the user back with a general error; a SAML user stays on Microsoft's error page.",
  ),
  docs: "https://learn.microsoft.com/en-us/entra/identity-platform/custom-claims-provider-reference",
})
