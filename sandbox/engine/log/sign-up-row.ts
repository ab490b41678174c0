import { randomUUID } from "node:crypto"
import type { AppliedEventListener, ServicePrincipal, SignUpRow, SignUpStage } from "../../tenants/types"
import type { LogStatus } from "./status"

/** How somebody signs up. */
export type SignUpMethod = "emailOtp" | "password" | "google"

/** What the log calls each way to sign up. */
const providers: Readonly<Record<SignUpMethod, string>> = {
  emailOtp: "Email OTP",
  password: "Email Password",
  google: "Google",
}

/** Everything that one step of a sign-up tells. */
export type SignUpFacts = {
  id?: string
  correlationId: string
  client: Pick<ServicePrincipal, "appId" | "displayName">
  /** The address; INFERRED: also of somebody who comes from another provider. */
  identifier: string
  method: SignUpMethod
  stage: SignUpStage
  /** When the step was taken, in milliseconds since the epoch. */
  at: number
  userId: string | null
  status: LogStatus
  appliedEventListeners: AppliedEventListener[]
}

/** A time as the log of sign-ups writes it: UTC with microseconds. */
const signUpTime = (at: number) => new Date(at).toISOString().replace("Z", "000Z")

/** A beta selfServiceSignUp (https://learn.microsoft.com/graph/api/resources/selfservicesignup) that tells these facts. */
export function signUpRow(facts: SignUpFacts): SignUpRow {
  const { client, method, stage } = facts
  return {
    // As in Microsoft's sample, the first step does not know the app's name yet.
    appDisplayName: stage === "credentialCollection" ? null : client.displayName,
    appId: client.appId,
    correlationId: facts.correlationId,
    createdDateTime: signUpTime(facts.at),
    id: facts.id ?? randomUUID(),
    signUpStage: stage,
    signUpIdentityProvider: providers[method],
    appliedEventListeners: facts.appliedEventListeners,
    status: facts.status,
    signUpIdentity: {
      signUpIdentifier: facts.identifier,
      signUpIdentifierType: method === "google" ? "federation" : "emailAddress",
    },
    userId: facts.userId,
  }
}
