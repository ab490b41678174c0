import type { SecretRun, SecretStep, StepProgress, TestTokenSource } from "@/lib/model/test-token"

/** Where a token comes from, in words. */
export const sourceWords = {
  console: "This console's own credentials",
  credential: "An app's secret or certificate, given for one run",
  "temporary-secret": "The API's own app, with a temporary secret",
  pasted: "Pasted",
} satisfies Record<TestTokenSource, string>

/** The steps of a run with a temporary secret. */
export const stepWords = {
  adding: "Put a secret on the app",
  asking: "Get a token with it",
  removing: "Remove the secret",
} satisfies Record<SecretStep, string>

/** How far a step is, in words. */
export const progressWords = {
  pending: "Not yet",
  doing: "Under way",
  done: "Done",
  failed: "Failed",
  skipped: "Not needed",
} satisfies Record<StepProgress["state"], string>

const whileDoing = {
  adding: "A secret is being put on the app.",
  asking: "A token is asked for.",
  removing: "The secret is being removed.",
} satisfies Record<SecretStep, string>

/** What a run is doing at the moment, or what it came to, in one sentence. */
export function runWords({ steps, outcome, refusals }: SecretRun): string {
  const doing = steps.find(({ state }) => state === "doing")?.step
  if (outcome === "cancelling") return "The run is being cancelled; the secret is removed first."
  if (outcome === "running" && doing === "asking" && refusals > 0)
    return `The sign-in service does not know the secret yet: asked ${refusals} ${refusals === 1 ? "time" : "times"}.`
  if (outcome === "running") return doing ? whileDoing[doing] : "The run begins."
  const isLeft = steps.some(({ step, state }) => step === "removing" && state === "failed")
  if (isLeft) return "The run is over, but its secret was not seen removed."
  if (outcome === "done") return "The token is there, and the secret is removed."
  return outcome === "cancelled"
    ? "The run was cancelled; no secret is left."
    : "The run failed; no secret is left."
}

/** Whether a run is still under way. */
export const isUnderWay = (run: SecretRun | null): boolean =>
  run?.outcome === "running" || run?.outcome === "cancelling"
