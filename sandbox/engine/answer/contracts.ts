import {
  attributeValues,
  failedClaims,
  nothing,
  type ReadParameters,
  texts,
  tokenClaims,
  validationError,
} from "./parameters"

/** What one event accepts as an answer. Types stand here as documented, without their `microsoft.graph.`. */
export type Contract = {
  responseType: string
  /** What the types of its actions begin with. */
  actionPrefix: string
  /** Its actions by name, each with the way to read what it carries. */
  actions: Readonly<Record<string, ReadParameters>>
  /** Whether the answer proves that it read the request by repeating the nonce in it. */
  repeatsNonce: boolean
}

const contract = (
  responseType: string,
  actionPrefix: string,
  actions: Contract["actions"],
  repeatsNonce = false,
): Contract => ({ responseType, actionPrefix, actions, repeatsNonce })

/**
 * What every event accepts, by the name that the request's `type` ends with. Each takes exactly one action.
 * INFERRED: what the actions of passwordSubmit carry beside their type, and that Retry's texts are not read.
 */
export const contracts = {
  tokenIssuanceStart: contract("onTokenIssuanceStartResponseData", "tokenIssuanceStart", {
    provideClaimsForToken: tokenClaims,
  }),
  attributeCollectionStart: contract("onAttributeCollectionStartResponseData", "attributeCollectionStart", {
    continueWithDefaultBehavior: nothing,
    setPrefillValues: attributeValues("inputs"),
    showBlockPage: texts("title", "message"),
  }),
  attributeCollectionSubmit: contract(
    "onAttributeCollectionSubmitResponseData",
    "attributeCollectionSubmit",
    {
      continueWithDefaultBehavior: nothing,
      modifyAttributeValues: attributeValues("attributes"),
      showValidationError: validationError,
      showBlockPage: texts("title", "message"),
    },
  ),
  emailOtpSend: contract("OnOtpSendResponseData", "OtpSend", { continueWithDefaultBehavior: nothing }),
  passwordSubmit: contract(
    "onPasswordSubmitResponseData",
    "passwordSubmit",
    {
      MigratePassword: nothing,
      UpdatePassword: nothing,
      Retry: nothing,
      Block: texts("title", "message"),
    },
    true,
  ),
  verifiedIdClaimValidation: contract(
    "onVerifiedIdClaimValidationResponseData",
    "verifiedIdClaimValidation",
    { pass: nothing, failed: failedClaims },
  ),
} as const satisfies Record<string, Contract>

/** An event whose answers the engine can read. */
export type AnsweredEvent = keyof typeof contracts
