import { type Logged, merge, type Span, type Stretch, type Wanted, walkStretch } from "./stretch"
import { WrittenRows } from "./written-rows"

export type { Position, Span, Wanted } from "./stretch"

/** All rows of a log, oldest first. */
export const allOfIt: Readonly<Span> = { fromMs: -Infinity, toMs: Infinity, newestFirst: false }

/** A log of rows in the order of their time: those that were written, and invented pasts beside them. */
export class TimeLog<Row extends Logged> {
  readonly #timeOf: (row: Row) => string
  readonly #written: WrittenRows<Row>
  readonly #pasts = new Map<number, Stretch<Row>>()

  /** `timeOf` gives a row's time as an ISO date and time. */
  constructor(timeOf: (row: Row) => string) {
    this.#timeOf = timeOf
    this.#written = new WrittenRows(timeOf)
  }

  get size(): number {
    return this.stretches().reduce((sum, { size }) => sum + size, 0)
  }

  /** The row that stands last; of one time, the written one that came last. */
  get newest(): Row | undefined {
    const last = this.stretches()
      .filter(({ size }) => size > 0)
      .map((stretch) => ({ stretch, atMs: stretch.timeAt(stretch.size - 1) }))
      .reduceRight<{ stretch: Stretch<Row>; atMs: number } | undefined>(
        (one, other) => (one && one.atMs > other.atMs ? one : other),
        undefined,
      )
    return last?.stretch.rowAt(last.stretch.size - 1)
  }

  /** Adds a row at its place in time. */
  add(row: Row): void {
    this.#written.add(row)
  }

  /** Puts an invented past beside the written rows, in the place of the one that came from the same seed. */
  setPast(seed: number, past: Stretch<Row>): void {
    this.#pasts.set(seed, past)
  }

  /** The row of this id, or undefined. */
  find(id: string): Row | undefined {
    for (const stretch of this.stretches()) {
      const row = stretch.find(id)
      if (row) return row
    }
    return undefined
  }

  /** Every row of this correlation id, oldest first. */
  ofCorrelation(correlationId: string): Row[] {
    const msOf = (row: Row) => Date.parse(this.#timeOf(row))
    return this.stretches()
      .flatMap((stretch) => stretch.ofCorrelation(correlationId))
      .sort((one, other) => msOf(one) - msOf(other))
  }

  /**
   * Walks through the rows of a span, or those of them that are wanted, in the order of (time, id). Rows that arrive
   * between two walks change neither the order nor the place of the others, so a list can go on after any row.
   */
  *walk(span: Span, wanted?: Wanted<Row>): Generator<Row> {
    const stretches = (wanted && this.#narrowed(wanted)) ?? this.stretches()
    const walks = stretches
      .filter(({ size }) => size > 0)
      .map((stretch) => walkStretch(stretch, span, wanted))
    for (const { row } of merge(walks, span.newestFirst)) yield row
  }

  /** What the log is put together from, each in the order of time. */
  stretches(): Stretch<Row>[] {
    return [this.#written, ...this.#pasts.values()]
  }

  /** The few rows that an id or a correlation id leaves, found without a walk. */
  #narrowed({ id, correlationId }: Wanted<Row>): Stretch<Row>[] | undefined {
    if (id === undefined && correlationId === undefined) return undefined
    const row = id === undefined ? undefined : this.find(id)
    const rows = id === undefined ? this.ofCorrelation(correlationId ?? "") : row ? [row] : []
    return [new WrittenRows(this.#timeOf, rows)]
  }
}
