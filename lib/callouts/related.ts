import "server-only"
import type { SignIn } from "@/lib/model/callout"
import type { Related, RelatedRow } from "@/lib/model/callout-page"
import { once } from "@/lib/once"
import type { AuditLog, SignInPage, Span } from "@/lib/remote/audit-log"
import { signIns } from "@/lib/remote/sign-ins"
import { signUps } from "@/lib/remote/sign-ups"
import { withEvents } from "./extension-events"
import { calloutsOf } from "./layer"
import { refusedHere, signUpsHere } from "./sign-ups-here"
import { named, reach } from "./state"

/** The page stands already; a list that has just been left can have used up the budget of ten seconds. */
const patienceMs = 12_000
const freshMs = 15_000
const keptAtMost = 100
/** An app may use a correlation id for long; what belongs to an attempt happens within a day. */
const dayMs = 86_400_000

type Answer = Related["unread"][number] | { kind: SignIn["kind"]; page: SignInPage }

const memory = once<Map<string, { atMs: number; related: Related }>>("related-rows", () => new Map())

const around = (at: string | null): Span | null => {
  if (at === null) return null
  const moment = (offsetMs: number) => new Date(Date.parse(at) + offsetMs).toISOString()
  return { from: moment(-dayMs), to: moment(dayMs) }
}

async function ask(
  { kind, correlationPath, readPage }: AuditLog,
  id: string,
  at: string | null,
): Promise<Answer> {
  const part = await reach(kind, () => readPage(correlationPath(id, around(at)), patienceMs))
  if (part.ok) return { kind, page: part.value }
  return { kind, unread: kind === "signUp" ? await refusedHere(part) : part }
}

async function askForSignUps(id: string, at: string | null): Promise<Answer | null> {
  const standing = await signUpsHere()
  if (standing.asks) return ask(signUps, id, at)
  return standing.unread && { kind: "signUp", unread: standing.unread }
}

/** The latest moment that a row tells of: a sign-in's own time is that at which it was begun, before any sign-up. */
const momentOf = ({ at, listeners }: SignIn): string =>
  [at ?? "", ...listeners.map(({ calloutAt }) => calloutAt ?? "")].sort().at(-1) ?? ""

const secondOf = (moment: string): string => moment.slice(0, "2026-11-19T14:03:21".length)

/** Sign-ins are logged to the second, so that within one the step of a sign-up counts as the earlier. */
function byMoment(a: SignIn, b: SignIn): number {
  const [one, other] = [momentOf(a), momentOf(b)]
  if (a.kind !== b.kind && secondOf(one) === secondOf(other)) return a.kind === "signUp" ? -1 : 1
  return one.localeCompare(other)
}

/** Oldest first; of equal times the log's order, which is newest first, turned round. */
const inOrder = (rows: readonly SignIn[]): readonly SignIn[] => [...rows].reverse().sort(byMoment)

async function toRow(signIn: SignIn): Promise<RelatedRow> {
  return { signIn, callouts: await withEvents(calloutsOf(signIn)) }
}

async function readNow(id: string, at: string | null): Promise<Related> {
  const answers = (await Promise.all([ask(signIns, id, at), askForSignUps(id, at)])).flatMap(
    (one) => one ?? [],
  )
  const pages = answers.flatMap((answer) => ("page" in answer ? [answer.page] : []))
  return {
    rows: await Promise.all(inOrder(pages.flatMap((page) => page.signIns)).map(toRow)),
    isCut: pages.some(({ nextLink }) => nextLink !== null),
    unread: answers.flatMap((answer) => {
      if (!("unread" in answer)) return []
      return [{ ...answer, unread: answer.kind === "signUp" ? named(answer.unread) : answer.unread }]
    }),
  }
}

/**
 * The rows of both collections that share a row's correlation id: the steps of a sign-up and the sign-in that
 * followed. Takes one request for each collection; null when the row has no such id.
 */
export async function readRelated({ correlationId, at }: SignIn): Promise<Related | null> {
  if (!correlationId) return null
  const known = memory.get(correlationId)
  if (known && Date.now() - known.atMs < freshMs) return known.related
  const related = await readNow(correlationId, at)
  memory.delete(correlationId)
  if (related.unread.length === 0) memory.set(correlationId, { atMs: Date.now(), related })
  for (const oldest of memory.keys()) {
    if (memory.size <= keptAtMost) break
    memory.delete(oldest)
  }
  return related
}
