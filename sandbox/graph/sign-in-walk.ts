import type { SignInRow } from "../tenants/types"

/** A row's place in the log: its time, and its id among rows of the same time. */
export type SignInPosition = { createdMs: number; id: string }

/** Which rows to walk through, in which direction, and after which row to go on. */
export type SignInSpan = {
  fromMs: number
  toMs: number
  newestFirst: boolean
  after?: SignInPosition
}

const createdMs = (row: SignInRow | undefined) => Date.parse(row?.createdDateTime ?? "")

/** The index of the first row whose time passes the test; rows are sorted by time, so the test flips once. */
function firstIndex(rows: readonly SignInRow[], passes: (ms: number) => boolean): number {
  let low = 0
  let high = rows.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (passes(createdMs(rows[middle]))) high = middle
    else low = middle + 1
  }
  return low
}

// Comparing the seconds first spares parsing the time of nearly every row.
function isSameTime(one: SignInRow, other: SignInRow | undefined): boolean {
  if (one.createdDateTime === other?.createdDateTime) return true
  return (
    one.createdDateTime.slice(0, 19) === other?.createdDateTime.slice(0, 19) &&
    createdMs(one) === createdMs(other)
  )
}

/**
 * Walks through rows sorted oldest first, in order of (createdDateTime, id), without copying them. Rows that arrive
 * between two walks change neither the order nor the place of the others, so a list can go on after any row.
 */
export function* walkSignIns(rows: readonly SignInRow[], span: SignInSpan): Generator<SignInRow> {
  const { after, newestFirst } = span
  const fromMs = Math.max(span.fromMs, after && !newestFirst ? after.createdMs : -Infinity)
  const toMs = Math.min(span.toMs, after && newestFirst ? after.createdMs : Infinity)
  const begin = firstIndex(rows, (ms) => ms >= fromMs)
  const end = firstIndex(rows, (ms) => ms > toMs)
  const step = newestFirst ? -1 : 1
  let index = newestFirst ? end - 1 : begin
  while (index >= begin && index < end) {
    const row = rows[index]
    if (!row) return
    const same = [row]
    index += step
    for (let next = rows[index]; next && index >= begin && index < end; next = rows[index]) {
      if (!isSameTime(row, next)) break
      same.push(next)
      index += step
    }
    yield* inOrder(same, newestFirst, after)
  }
}

/** Rows of one time in the order of their ids, without those up to the row after which the list goes on. */
function inOrder(same: SignInRow[], newestFirst: boolean, after: SignInPosition | undefined): SignInRow[] {
  const sign = newestFirst ? -1 : 1
  if (same.length > 1) same.sort((one, other) => (one.id < other.id ? -sign : sign))
  if (!after || createdMs(same[0]) !== after.createdMs) return same
  return same.filter(({ id }) => (newestFirst ? id < after.id : id > after.id))
}
