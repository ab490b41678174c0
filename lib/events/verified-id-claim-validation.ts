import { z } from "zod"
import { documented, inferred, observed } from "@/lib/model/statement"
import { answer } from "./answer"
import { domainOf, recoveringMember } from "./artificial"
import { defineEventType } from "./define"
import { failedClaimsRule } from "./parameters"
import { contract, type Facts, invented, known, type Marked, recorded } from "./payload"
import { browser, clientApp, correlationId, protocolOf, request, senderIds, userPart } from "./request-parts"
import { actionSchema, responseSchema } from "./response-schema"
import { identities } from "./sign-up-parts"

const names = {
  requestType: "microsoft.graph.authenticationEvent.verifiedIdClaimValidation",
  calloutData: "microsoft.graph.onVerifiedIdClaimValidationCalloutData",
} as const
const responseData = "microsoft.graph.onVerifiedIdClaimValidationResponseData"
const pass = "microsoft.graph.verifiedIdClaimValidation.pass"
const failed = "microsoft.graph.verifiedIdClaimValidation.failed"

const basicClaims = { firstName: "Sample", lastName: "User", dateOfBirth: "1990-01-15" }
const documentClaims = {
  ...basicClaims,
  fullName: "Sample User",
  documentType: "Passport",
  documentId: "XX000000",
  homeAddress: "1 Example Street",
  documentExpiryDate: "2099-01-15",
}

const claimsOf = ({ verifiedId }: Facts, madeUp: Readonly<Record<string, string>>): Marked =>
  verifiedId?.claims ? recorded(verifiedId.claims) : invented(madeUp)

const additionalInfo = ({ verifiedId }: Facts): Marked => ({
  employeeId: known(verifiedId?.employeeId, "E000"),
})

function full(facts: Facts): Marked {
  const client = clientApp(facts)
  const { appId, displayName, id } = client
  return request(names, facts, client, {
    ...senderIds(facts),
    authenticationContext: {
      correlationId: correlationId(facts),
      protocol: protocolOf(facts, "OAUTH2"),
      client: browser(facts, "clientIp"),
      clientServicePrincipal: { appId, displayName, id },
      resourceServicePrincipal: contract(null),
      user: userPart(facts, recoveringMember(facts)),
    },
    verifiedIdClaimsContext: {
      identities: identities(facts.verifiedId?.identities, {
        issuer: known(facts.domainName, domainOf(facts)),
        issuerAssignedId: known(facts.user?.userPrincipalName ?? undefined, `sample.user@${domainOf(facts)}`),
        signInType: contract("userPrincipalName"),
      }),
      additionalInfo: additionalInfo(facts),
      claims: claimsOf(facts, documentClaims),
    },
  })
}

function minimal(facts: Facts): Marked {
  const { userPrincipalName } = recoveringMember(facts)
  return request(names, facts, clientApp(facts), {
    authenticationContext: {
      correlationId: correlationId(facts),
      user: userPart(facts, { userPrincipalName }),
    },
    verifiedIdClaimsContext: {
      additionalInfo: additionalInfo(facts),
      claims: claimsOf(facts, basicClaims),
    },
  })
}

/** Somebody recovers an account with a Verified ID, and the API says whether it is the account's owner. */
export const verifiedIdClaimValidation = defineEventType({
  id: "verifiedIdClaimValidation",
  title: "Verified ID claim validation",
  purpose: "Decides whether the person of a presented Verified ID owns the account that is being recovered.",
  graph: {
    extension: "microsoft.graph.onVerifiedIdClaimValidationCustomExtension",
    listener: "microsoft.graph.onVerifiedIdClaimValidationListener",
    handler: "microsoft.graph.onVerifiedIdClaimValidationCustomExtensionHandler",
    inEventTypeEnum: false,
  },
  tenants: ["workforce"],
  attachedTo: documented(
    "The identity verification profile of account recovery, or a listener; a tenant has one such extension.",
  ),
  fires: [documented("Account recovery, after the user has presented a Verified ID.")],
  neverFires: [
    inferred("Ordinary sign-ins and sign-ups; nothing but account recovery is described."),
    inferred("External tenants; account recovery is described for workforce tenants alone."),
  ],
  ...names,
  responseData,
  response: responseSchema(
    responseData,
    z.discriminatedUnion("@odata.type", [
      actionSchema(pass, {}),
      actionSchema(failed, { failedClaims: z.array(z.string()) }),
    ]),
  ),
  actions: [
    {
      name: "pass",
      type: pass,
      parameters: [],
      effect: documented("The recovery goes on: the person gets back into the account."),
      sample: { "@odata.type": pass },
    },
    {
      name: "failed",
      type: failed,
      parameters: [
        {
          name: "failedClaims",
          type: "list of strings: names of claims",
          required: true,
          about: documented("The claims that do not fit the account."),
        },
      ],
      effect: documented("The recovery stops; the account stays as it is."),
      sample: { "@odata.type": failed, failedClaims: [] },
      rule: failedClaimsRule,
    },
  ],
  safeAction: "failed",
  variants: [
    {
      id: "full",
      title: "Everything a sample shows",
      source: observed("The README of a Microsoft sample: clientIp, protocol OAUTH2, time without a zone."),
      build: full,
    },
    {
      id: "minimal",
      title: "What Microsoft's tutorial sends",
      source: documented(
        "The test request of Microsoft's tutorial, without listener, extension, client and apps.",
      ),
      build: minimal,
    },
  ],
  examples: [
    { title: "The person owns the account", body: answer(responseData, { "@odata.type": pass }) },
    {
      title: "Two claims do not fit",
      body: answer(responseData, { "@odata.type": failed, failedClaims: ["lastName", "dateOfBirth"] }),
    },
  ],
  onFailure: inferred("The recovery stops; the account stays as it is and the person stays outside."),
  docs: "https://learn.microsoft.com/en-us/entra/identity-platform/tutorial-custom-authentication-extension-account-recovery",
})
