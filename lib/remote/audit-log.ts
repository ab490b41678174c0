import "server-only"
import type { z } from "zod"
import { type AppliedListener, type Kind, type SignIn, unnamedEvent } from "@/lib/model/callout"
import { isMembers } from "@/lib/model/json"
import { readAuditObject, readAuditPage } from "./graph"
import { MalformedAnswer } from "./trouble"
import type { GraphAppliedListener, GraphSignIn } from "./wire"

/** One page of a collection, newest first; rows that cannot be read stand apart as text, to be counted once each. */
export type SignInPage = {
  signIns: readonly SignIn[]
  unreadable: readonly string[]
  nextLink: string | null
}

/** One row, and the same exactly as Graph answered it. */
export type SignInRecord = { signIn: SignIn; raw: unknown }

/** Both ends of a time range, included, in ISO 8601. */
export type Span = { from: string; to: string }

/** One of the two collections of Graph's audit log in which callouts are recorded. */
export type AuditLog = {
  kind: Kind
  /** The first page of the rows of a time range. */
  spanPath(span: Span): string
  /** The rows of a correlation id within a time range. */
  correlationPath(correlationId: string, span: Span | null): string
  /** A page by its path or by the link that the page before it gave; waits at most `patienceMs` for its turn. */
  readPage(path: string, patienceMs: number): Promise<SignInPage>
  /** One row by its id with every member that Graph has for it. */
  readOne(id: string, patienceMs: number): Promise<SignInRecord>
}

/** How the rows of a collection are read, from its path, their schema and how they become ours. */
export function rowsOf<Wire extends z.ZodType>(
  path: string,
  schema: Wire,
  to: (wire: z.output<Wire>) => SignIn,
): Pick<AuditLog, "readPage" | "readOne"> {
  return {
    async readPage(page, patienceMs) {
      const { objects, nextLink } = await readAuditPage(page, patienceMs)
      const parsed = objects.map((object) => ({ object, row: schema.safeParse(object) }))
      return {
        signIns: parsed.flatMap(({ row }) => (row.success ? [to(row.data)] : [])),
        unreadable: parsed.flatMap(({ object, row }) => (row.success ? [] : [JSON.stringify(object)])),
        nextLink,
      }
    },
    async readOne(id, patienceMs) {
      const raw = unwrapped(await readAuditObject(`${path}/${encodeURIComponent(id)}`, patienceMs))
      const row = schema.safeParse(raw)
      if (!row.success) throw new MalformedAnswer("Graph answered with a row that cannot be read.")
      return { signIn: to(row.data), raw }
    },
  }
}

/** Microsoft's page on one sign-up shows the object inside `value`, unlike any other object of Graph; both are read. */
const unwrapped = (answer: unknown): unknown =>
  isMembers(answer) && answer.id === undefined && isMembers(answer.value) ? answer.value : answer

/** A filter clause for a time range. */
export const within = ({ from, to }: Span): string[] => [
  `createdDateTime ge ${from}`,
  `createdDateTime le ${to}`,
]

/** A filter clause for a correlation id, of which nobody says that it is always a GUID. */
export const correlates = (id: string): string => `correlationId eq '${id.replaceAll("'", "''")}'`

/** A moment in ISO 8601 to the millisecond, or null when the text is none. */
export function toIso(value: string | null | undefined): string | null {
  const at = value ? new Date(value) : null
  return at && Number.isFinite(at.getTime()) ? at.toISOString() : null
}

/** The row's own outcome. */
export function toStatus(wire: GraphSignIn["status"]): SignIn["status"] {
  return {
    errorCode: wire?.errorCode ?? null,
    failureReason: wire?.failureReason ?? null,
    additionalDetails: wire?.additionalDetails ?? null,
  }
}

/** One listener of a row as the log records it. */
export function toAppliedListener(wire: GraphAppliedListener): AppliedListener {
  const result = wire.handlerResult
  return {
    eventType: wire.eventType || unnamedEvent,
    listenerId: wire.executedListenerId ?? null,
    extensionId: result?.customExtensionId ?? null,
    calloutAt: toIso(result?.calloutDateTime),
    errorCode: result?.errorCode ?? null,
    httpStatus: result?.httpStatus ?? null,
    attempts: result?.numberOfAttempts ?? null,
  }
}
