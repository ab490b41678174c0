/** Why a read gave nothing, so that a page can say what would cure it. */
export type Refusal =
  | "permission"
  | "license"
  | "credential"
  | "throttled"
  | "unreachable"
  | "service"
  | "malformed"
  | "not-found"

/** A part that could not be read: the kind, the reader's words, and the permission to grant when that is the cure. */
export type Unread = { ok: false; kind: Refusal; why: string; permission?: string }

/** One part of a tenant as it was read, or why it could not be: an empty value always means "there are none". */
export type Part<T> = { ok: true; value: T } | Unread

/** The part's value, or the given one when it could not be read. */
export const valueOr = <T, D>(part: Part<T>, otherwise: D): T | D => (part.ok ? part.value : otherwise)
