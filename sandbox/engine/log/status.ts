import type { SignInRow } from "../../tenants/types"
import type { Called } from "../callout/event"

/** How a row of either log says that a step ended. */
export type LogStatus = SignInRow["status"]

const status = (errorCode: number, failureReason: string | null = null): LogStatus => ({
  errorCode,
  failureReason,
  additionalDetails: null,
})

/** The step went through. */
export const succeeded = status(0)

/** INFERRED: the wrapper's number is from the field, the words of its reason are not known for certain. */
export const nonRetryable = status(1100001, "Non-retryable error has occurred.")

/**
 * Somebody has to do something first. The number stands in Microsoft's sample of a sign-up that waits for the code;
 * INFERRED: that it also stands for a page that a customer's API asked for.
 */
export const interrupted = status(1002013)

/** The password was wrong (https://learn.microsoft.com/entra/identity-platform/reference-error-codes). */
export const wrongPassword = status(
  50126,
  "Error validating credentials due to invalid username or password.",
)

/**
 * Somebody has an account with the address already. The number is that of native authentication's error, and none of
 * the extensions' codes although it looks like one; INFERRED: that the log has it, for hosted pages too.
 */
export const accountExists = status(1003037, "The user account already exists.")

/** Claims are mapped for an app that does not accept them. */
export const mappedClaimsRefusedStatus = status(
  50146,
  "This application is required to be configured with an application-specific signing key.",
)

/** Whether a callout ends the step that it belongs to: it failed, and nobody steps in. */
export const isFatal = ({ result, fallsBack }: Called): boolean => result.code !== 0 && !fallsBack

/** What a step with these callouts is logged with, when nothing else interrupted it. */
export const statusAfter = (called: readonly Called[]): LogStatus =>
  called.some(isFatal) ? nonRetryable : succeeded
