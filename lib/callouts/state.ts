import "server-only"
import type { Kind } from "@/lib/model/callout"
import type { Part, Unread } from "@/lib/model/part"
import { once } from "@/lib/once"
import { attempt } from "@/lib/remote/attempt"
import { auditLogBudget } from "@/lib/remote/graph"

const permission = "AuditLog.Read.All"
const signUpsPermission = "Directory.Read.All"

/** How the log answered last: for the connection strip. */
export type LogState = {
  readAt: string | null
  /** Why the newest read of sign-ins failed. */
  trouble: Unread | null
  /** Why the newest read of an external tenant's sign-ups failed. */
  signUps: Unread | null
  budget: ReturnType<typeof auditLogBudget.state>
}

type Memory = { readAt: string | null; troubles: Record<Kind, Unread | null> }

const memory = once<Memory>("log-state", () => ({ readAt: null, troubles: { signIn: null, signUp: null } }))

/**
 * Microsoft's page on the sign-up log asks for a second permission: when the first one opens the sign-ins and the
 * sign-ups are refused all the same, that is the one that is missing.
 */
export function named(signUpTrouble: Unread): Unread {
  const isFirstGranted = memory.readAt !== null && memory.troubles.signIn === null
  if (signUpTrouble.permission !== permission || !isFirstGranted) return signUpTrouble
  return {
    ...signUpTrouble,
    why: `${signUpTrouble.why} Sign-ins can be read, so ${permission} is granted; Microsoft's page on sign-ups names ${signUpsPermission} beside it.`,
    permission: signUpsPermission,
  }
}

/** A read of one collection as a Part; `logState` learns how it went. */
export async function reach<T>(kind: Kind, read: () => Promise<T>): Promise<Part<T>> {
  const part = await attempt(permission, read)
  // An id that names nothing says nothing about the source.
  const answered = part.ok || part.kind === "not-found"
  memory.troubles[kind] = answered ? null : part
  if (answered && kind === "signIn") memory.readAt = new Date().toISOString()
  return part
}

/** How the log answered last, and what is left of Microsoft's budget; makes no request. */
export function logState(): LogState {
  const { signIn, signUp } = memory.troubles
  return {
    readAt: memory.readAt,
    trouble: signIn,
    signUps: signUp && named(signUp),
    budget: auditLogBudget.state(),
  }
}
