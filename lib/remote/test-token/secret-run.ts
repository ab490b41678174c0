import "server-only"
import { type SecretRun, type SecretStep, type StepProgress, secretSteps } from "@/lib/model/test-token"
import { type Desk, keptUntil, type Target } from "./desk"
import { type Asked, askUntilKnown } from "./request"
import { TemporarySecret } from "./temporary-secret"
import { refusedWrite, troubleOf } from "./trouble"

/** A run's place on the desk, the API's app that gets the secret, and a token of Graph that speaks for the operator. */
type SecretJob = { desk: Desk; target: Target; appId: string; graphToken: string }

const pending = (step: SecretStep): StepProgress => ({ step, state: "pending", durationMs: null })

const cancelled = troubleOf({
  title: "Cancelled",
  why: "The run was cancelled before it had a token.",
  cure: [],
})

/** Begins a run in the background; resolves when it is noted on disk that there will be a secret. */
export async function beginSecretRun(job: SecretJob): Promise<void> {
  const { desk, appId, graphToken } = job
  const secret = await TemporarySecret.announce(graphToken, appId)
  const controller = new AbortController()
  const view: SecretRun = {
    runId: secret.runId,
    appId,
    steps: secretSteps.map(pending),
    refusals: 0,
    outcome: "running",
  }
  desk.run = { view, controller }
  void carryOut(job, secret, view, controller.signal)
}

type Steps = { of<T>(step: SecretStep, work: () => Promise<T>, isDone?: (result: T) => boolean): Promise<T> }

/** Keeps account of the steps in what the page shows. */
function stepsOf(view: SecretRun): Steps {
  const set = (step: SecretStep, change: Partial<StepProgress>) => {
    view.steps = view.steps.map((one) => (one.step === step ? { ...one, ...change } : one))
  }
  return {
    async of(step, work, isDone = () => true) {
      const began = performance.now()
      const tookMs = () => Math.round(performance.now() - began)
      set(step, { state: "doing" })
      try {
        const result = await work()
        set(step, { state: isDone(result) ? "done" : "failed", durationMs: tookMs() })
        return result
      } catch (error) {
        set(step, { state: "failed", durationMs: tookMs() })
        throw error
      }
    },
  }
}

/** Never throws: nobody waits for it. */
async function carryOut(
  { desk, target, appId }: SecretJob,
  secret: TemporarySecret,
  view: SecretRun,
  signal: AbortSignal,
): Promise<void> {
  const steps = stepsOf(view)
  const asked = await tokenBy(steps, secret, { target, appId, view, signal })
  if (secret.mayBeThere)
    await steps.of(
      "removing",
      () => secret.remove(),
      ({ ok }) => ok,
    )
  else await secret.remove()
  view.steps = view.steps.map((one) => (one.state === "pending" ? { ...one, state: "skipped" } : one))
  // Cancelled while the token was already on its way: it is not wanted any more.
  const isCancelled = signal.aborted
  view.outcome = isCancelled ? "cancelled" : asked.ok ? "done" : "failed"
  if (isCancelled) desk.trouble = cancelled
  else if (!asked.ok) desk.trouble = asked.trouble
  else {
    const { token, request, expiresAtMs } = asked
    const obtainedAtMs = Date.now()
    const keptUntilMs = keptUntil(expiresAtMs)
    desk.held = { token, source: "temporary-secret", request, isCached: false, obtainedAtMs, keptUntilMs }
  }
}

type Rest = { target: Target; appId: string; view: SecretRun; signal: AbortSignal }

async function tokenBy(
  steps: Steps,
  temporary: TemporarySecret,
  { target, appId, view, signal }: Rest,
): Promise<Asked> {
  try {
    signal.throwIfAborted()
    const secret = await steps.of("adding", () => temporary.add())
    const ask = {
      clientId: appId,
      credential: { kind: "secret", secret } as const,
      resource: target.resourceId,
    }
    const onRefusal = () => {
      view.refusals += 1
    }
    return await steps.of(
      "asking",
      () => askUntilKnown(ask, signal, onRefusal),
      ({ ok }) => ok,
    )
  } catch (error) {
    return { ok: false, trouble: signal.aborted ? cancelled : refusedWrite(error, appId) }
  }
}
