import type { ErrorCode, FixStep, Symptom, UserSees } from "@/lib/model/error-code"
import { catalogue, outerCodes } from "./catalogue"
import { asAzCli, asPowerShell, type CommandForm } from "./commands"
import { symptoms } from "./decide"
import { kqlFor, logPlaces } from "./kql"
import { nativeErrors } from "./native"
import { seenTexts } from "./seen-texts"
import { userSees } from "./user-sees"

// A step together with its Graph request in the other forms.
type StepForms<Step extends FixStep> = Step & { azCli?: CommandForm; powerShell?: CommandForm }

// A code as programs get it: the record with everything that is derived from it.
type FeedCode = Omit<ErrorCode, "checks" | "fix"> & {
  checks: readonly StepForms<ErrorCode["checks"][number]>[]
  fix: readonly StepForms<FixStep>[]
  userSees: readonly UserSees[]
  shownIn: readonly { place: string; text: string; basis: string }[]
  kql: string
}

// A way to begin without a code as programs get it.
type FeedSymptom = Omit<Symptom, "steps"> & { steps: readonly StepForms<FixStep>[] }

// The step with its Graph request for the Azure CLI and for PowerShell; unchanged when it has none.
function withForms<Step extends FixStep>(step: Step): StepForms<Step> {
  if (!step.request) return step
  return { ...step, azCli: asAzCli(step.request), powerShell: asPowerShell(step.request) }
}

/** The record with the other forms of its steps, what users see, and where and how it is found in the logs. */
export function feedCode(record: ErrorCode): FeedCode {
  return {
    ...record,
    checks: record.checks.map(withForms),
    fix: record.fix.map(withForms),
    userSees: userSees(record),
    shownIn: logPlaces(record).map(({ query: _, ...place }) => place),
    kql: kqlFor(record.code),
  }
}

/** The way to begin with the other forms of its steps. */
export function feedSymptom(entry: Symptom): FeedSymptom {
  return { ...entry, steps: entry.steps.map(withForms) }
}

/** The whole catalogue for programs; `schemaVersion` changes when a member changes its name or meaning. */
export function feed() {
  return {
    schemaVersion: 2,
    codes: catalogue.map(feedCode),
    outerCodes,
    seenTexts,
    nativeErrors,
    symptoms: symptoms.map(feedSymptom),
  }
}
