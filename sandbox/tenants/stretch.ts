/** A row's place in a log: its time, and its id among rows of the same time. */
export type Position = { atMs: number; id: string }

/** Which rows to walk through, in which direction, and after which row to go on. */
export type Span = {
  fromMs: number
  toMs: number
  newestFirst: boolean
  after?: Position | undefined
}

/** Which rows of a span are wanted: what they have to be like, and the only id or correlation id they may have. */
export type Wanted<Row> = {
  matches: (row: Row) => boolean
  /** Every member of a row that the test looks at. */
  members: readonly string[]
  id?: string | undefined
  correlationId?: string | undefined
}

/** What every row of a log has beside its time. */
export type Logged = { id: string; correlationId: string }

/** Rows in the order of their time, of which several can share one; a log is put together from such stretches. */
export type Stretch<Row> = {
  readonly size: number
  /** The time of a row in milliseconds since the epoch. */
  timeAt(index: number): number
  idAt(index: number): string
  rowAt(index: number): Row
  find(id: string): Row | undefined
  ofCorrelation(correlationId: string): Row[]
  /**
   * Numbers the kinds that rows fall into by these members: rows of one kind hold the same in all of them. Undefined
   * when every row has values of its own there.
   */
  kinds?(members: readonly string[]): ((index: number) => number) | undefined
  /** Some members of a row, where they can be made without the rest of it; undefined where they cannot. */
  partAt?(index: number, members: readonly string[]): Partial<Row> | undefined
}

/** A row that a walk came to, with its place. */
export type Found<Row> = Position & { row: Row }

/** Walks through the wanted rows of a stretch in the order of (time, id). */
export function* walkStretch<Row>(
  stretch: Stretch<Row>,
  { fromMs, toMs, newestFirst, after }: Span,
  wanted?: Wanted<Row>,
): Generator<Found<Row>> {
  const isWanted = wanted ? testOf(stretch, wanted) : () => true
  const begin = firstIndex(stretch, Math.max(fromMs, after && !newestFirst ? after.atMs : -Infinity))
  const end = firstIndex(stretch, Math.min(toMs, after && newestFirst ? after.atMs : Infinity) + 1)
  const step = newestFirst ? -1 : 1
  let index = newestFirst ? end - 1 : begin
  while (index >= begin && index < end) {
    const atMs = stretch.timeAt(index)
    const same: number[] = []
    for (; index >= begin && index < end && stretch.timeAt(index) === atMs; index += step)
      if (isWanted(index)) same.push(index)
    if (same.length > 0) yield* inOrder(stretch, same, { atMs, newestFirst, after })
  }
}

/** Rows of one time in the order of their ids, without those up to the row after which the walk goes on. */
function* inOrder<Row>(
  stretch: Stretch<Row>,
  indexes: readonly number[],
  { atMs, newestFirst, after }: Pick<Span, "newestFirst" | "after"> & { atMs: number },
): Generator<Found<Row>> {
  const places = indexes.map((index) => ({ index, id: stretch.idAt(index) }))
  if (places.length > 1) places.sort((one, other) => (one.id < other.id === newestFirst ? 1 : -1))
  for (const { index, id } of places) {
    const isBehind = after?.atMs === atMs && (newestFirst ? id >= after.id : id <= after.id)
    if (!isBehind) yield { atMs, id, row: stretch.rowAt(index) }
  }
}

/** The test of a row by its index; where rows fall into kinds, one row of each kind is looked at. */
function testOf<Row>(stretch: Stretch<Row>, { matches, members }: Wanted<Row>): (index: number) => boolean {
  const kindAt = stretch.kinds?.(members)
  if (!kindAt) return (index) => matches(stretch.rowAt(index))
  const known = new Map<number, boolean>()
  return (index) => {
    const kind = kindAt(index)
    let isWanted = known.get(kind)
    if (isWanted === undefined) {
      isWanted = matches(stretch.rowAt(index))
      known.set(kind, isWanted)
    }
    return isWanted
  }
}

/** The index of the first row of this time or later. */
export function firstIndex(stretch: Pick<Stretch<unknown>, "size" | "timeAt">, atMs: number): number {
  let low = 0
  let high = stretch.size
  while (low < high) {
    const middle = (low + high) >>> 1
    if (stretch.timeAt(middle) >= atMs) high = middle
    else low = middle + 1
  }
  return low
}

/** Walks several stretches at once, so that their rows come in one order. */
export function* merge<Row>(
  walks: readonly Iterator<Found<Row>>[],
  newestFirst: boolean,
): Generator<Found<Row>> {
  const heads = walks.flatMap((walk) => {
    const { value, done } = walk.next()
    return done ? [] : [{ walk, found: value }]
  })
  while (heads.length > 0) {
    const head = heads.reduce((one, other) => (isBefore(other.found, one.found, newestFirst) ? other : one))
    yield head.found
    const { value, done } = head.walk.next()
    if (done) heads.splice(heads.indexOf(head), 1)
    else head.found = value
  }
}

function isBefore(one: Position, other: Position, newestFirst: boolean): boolean {
  if (one.atMs !== other.atMs) return one.atMs > other.atMs === newestFirst
  return one.id > other.id === newestFirst
}
