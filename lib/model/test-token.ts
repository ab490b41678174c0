/** Where a test token comes from: this console, an app with a credential for one run, the API's own app, or a paste. */
export type TestTokenSource = "console" | "credential" | "temporary-secret" | "pasted"

/** A token request as it was made; of what proved the client it names only the kind. */
export type TokenRequest = {
  endpoint: string
  grantType: "client_credentials"
  scope: string
  clientId: string
  proof: "secret" | "certificate"
  /** ISO 8601. */
  at: string
  durationMs: number
}

/** Why there is no token: a code of the sign-in service with its cure, or what else went wrong, in words. */
export type TokenTrouble = {
  /** Such as `AADSTS7000215`; null when the sign-in service did not refuse. */
  code: string | null
  title: string
  why: string
  cure: readonly string[]
  /** Microsoft's page; null when none tells more. */
  docs: string | null
  /** What Microsoft said, without its ids. */
  told: string | null
  /** By which Microsoft's support finds the refusal. */
  correlationId: string | null
  traceId: string | null
  /** Null when it did not come to a token request. */
  request: TokenRequest | null
}

/** What a temporary secret goes through, in order. */
export const secretSteps = ["adding", "asking", "removing"] as const
export type SecretStep = (typeof secretSteps)[number]

/** How far one step is, and how long it took or has taken. */
export type StepProgress = {
  step: SecretStep
  state: "pending" | "doing" | "done" | "failed" | "skipped"
  durationMs: number | null
}

/** A run with a temporary secret, from the secret's making to its removal. */
export type SecretRun = {
  runId: string
  /** The API's app, on which the secret stands meanwhile. */
  appId: string
  steps: readonly StepProgress[]
  /** How often the sign-in service did not know the secret yet. */
  refusals: number
  outcome: "running" | "cancelling" | "cancelled" | "done" | "failed"
}

/** A secret that a run put on an app and that nobody has seen removed. */
export type LeftSecret = {
  runId: string
  appId: string
  /** ISO 8601, as is its end. */
  at: string
  endsAt: string
  /** Null while Graph has not told it. */
  keyId: string | null
  /** Why it was not removed when it was last tried; null before that. */
  why: string | null
}

/** A token that the server holds, as a page may know it: what it says, without the token. */
export type HeldToken = {
  source: TestTokenSource
  /** Null for a token that was pasted. */
  request: TokenRequest | null
  /** Whether the last one who asked got it without a request. */
  isCached: boolean
  /** ISO 8601, as is the time until which it is kept. */
  obtainedAt: string
  keptUntil: string
}
