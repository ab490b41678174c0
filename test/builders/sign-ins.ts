import type { AppliedListener, SignIn } from "@/lib/model/callout"

/** A listener that ran well; members given replace its own. */
export function appliedListener(change: Partial<AppliedListener> = {}): AppliedListener {
  return {
    eventType: "tokenIssuanceStart",
    listenerId: "990d94e5-cc8f-4c4b-97b4-27e2678aac28",
    extensionId: "6fc5012e-7665-43d6-9708-4370863f4e6e",
    calloutAt: "2026-11-19T14:03:22.118Z",
    errorCode: 0,
    httpStatus: 200,
    attempts: 1,
    ...change,
  }
}

/** A sign-in that succeeded with one callout; members given replace its own. */
export function signIn(change: Partial<SignIn> = {}): SignIn {
  return {
    kind: "signIn",
    id: "4b9d1a5e-0f0c-4b62-9f0a-6a5d3b7a1f00",
    at: "2026-11-19T14:03:21.000Z",
    correlationId: "aaaa0000-bb11-2222-33cc-444444dddddd",
    source: "interactive",
    protocol: "oAuth2",
    stage: null,
    identityProvider: null,
    app: { id: "5d0c7e2a-1b3c-4d5e-8f60-7182930a4b5c", name: "Woodgrove Groceries" },
    user: {
      id: "8a7b6c5d-4e3f-4201-9182-736455463728",
      name: "Casey Jensen",
      principalName: "casey@contoso.com",
      type: "member",
    },
    status: { errorCode: 0, failureReason: null, additionalDetails: null },
    listeners: [appliedListener()],
    ...change,
  }
}

/** The step of a sign-up at which the address was proven with a mailed code; members given replace its own. */
export function signUp(change: Partial<SignIn> = {}): SignIn {
  return signIn({
    kind: "signUp",
    id: "1ce058e4-d023-4ae4-9236-0c9d0f0f0200",
    source: "sign-up",
    protocol: null,
    stage: "credentialValidation",
    identityProvider: "Email OTP",
    user: { id: null, name: "dana@proseware.com", principalName: null, type: null },
    status: { errorCode: 1002013, failureReason: null, additionalDetails: null },
    listeners: [appliedListener({ eventType: "emailOtpSend" })],
    ...change,
  })
}

/** The outer status of a sign-in that an extension made fail. */
export const blocked = {
  errorCode: 1100001,
  failureReason: "Non-retryable error has occurred.",
  additionalDetails: null,
}
