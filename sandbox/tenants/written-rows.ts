import { firstIndex, type Logged, type Stretch } from "./stretch"

/** Rows that were written one by one, each at its place in time; of one time, the later written stands later. */
export class WrittenRows<Row extends Logged> implements Stretch<Row> {
  readonly #timeOf: (row: Row) => string
  readonly #rows: Row[] = []
  readonly #times: number[] = []
  readonly #byId = new Map<string, Row>()
  readonly #byCorrelation = new Map<string, Row[]>()

  /** `timeOf` gives a row's time as an ISO date and time. */
  constructor(timeOf: (row: Row) => string, rows: Iterable<Row> = []) {
    this.#timeOf = timeOf
    for (const row of rows) this.add(row)
  }

  get size(): number {
    return this.#rows.length
  }

  add(row: Row): void {
    const atMs = Date.parse(this.#timeOf(row))
    const index = firstIndex(this, atMs + 1)
    this.#rows.splice(index, 0, row)
    this.#times.splice(index, 0, atMs)
    this.#byId.set(row.id, row)
    const others = this.#byCorrelation.get(row.correlationId)
    if (others) others.push(row)
    else this.#byCorrelation.set(row.correlationId, [row])
  }

  timeAt(index: number): number {
    return this.#times[index] ?? Number.NaN
  }

  idAt(index: number): string {
    return this.rowAt(index).id
  }

  rowAt(index: number): Row {
    const row = this.#rows[index]
    if (!row) throw new RangeError(`There is no row ${index}.`)
    return row
  }

  find(id: string): Row | undefined {
    return this.#byId.get(id)
  }

  ofCorrelation(correlationId: string): Row[] {
    return this.#byCorrelation.get(correlationId) ?? []
  }
}
