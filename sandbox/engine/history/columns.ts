/** Numbers by row and name, the rows in the order of their time. */
export type Columns<Name extends string> = {
  size: number
  /** In milliseconds since the epoch. */
  atMs: Float64Array
  of: Readonly<Record<Name, Uint32Array>>
}

/** Rows as plain numbers, which arrive in any order. */
export class Draft<Name extends string> {
  readonly #names: readonly Name[]
  readonly #times: number[] = []
  readonly #values = new Map<Name, number[]>()

  constructor(...names: Name[]) {
    this.#names = names
    for (const name of names) this.#values.set(name, [])
  }

  get size(): number {
    return this.#times.length
  }

  add(atMs: number, values: Readonly<Record<Name, number>>): void {
    this.#times.push(atMs)
    for (const name of this.#names) this.#values.get(name)?.push(values[name])
  }

  /** The rows so far, sorted by time; of one time, in the order in which they came. */
  sorted(): Columns<Name> {
    const size = this.#times.length
    const times = Float64Array.from(this.#times)
    const order = Uint32Array.from({ length: size }, (_, index) => index).sort(
      (one, other) => (times[one] ?? 0) - (times[other] ?? 0) || one - other,
    )
    const arrange = (values: readonly number[]) => Uint32Array.from(order, (index) => values[index] ?? 0)
    const entries = this.#names.map((name) => [name, arrange(this.#values.get(name) ?? [])] as const)
    return {
      size,
      atMs: Float64Array.from(order, (index) => times[index] ?? 0),
      // Safe: the entries are made from the names.
      of: Object.fromEntries(entries) as Record<Name, Uint32Array>,
    }
  }
}

/** Finds the rows of a number, such as those of one journey, by its column. */
export class RowIndex {
  /** Where the rows of a number begin in the list; those of the next number end it. */
  readonly #begins: Uint32Array
  readonly #rows: Uint32Array

  constructor(column: Uint32Array) {
    const most = column.reduce((one, other) => Math.max(one, other), 0)
    const begins = new Uint32Array(most + 2)
    for (const number of column) begins[number + 1] = (begins[number + 1] ?? 0) + 1
    for (let number = 1; number < begins.length; number += 1)
      begins[number] = (begins[number] ?? 0) + (begins[number - 1] ?? 0)
    const next = begins.slice()
    this.#rows = new Uint32Array(column.length)
    for (const [row, number] of column.entries()) {
      const place = next[number] ?? 0
      this.#rows[place] = row
      next[number] = place + 1
    }
    this.#begins = begins
  }

  /** The rows of a number, oldest first. */
  rowsOf(number: number): number[] {
    return [...this.#rows.subarray(this.#begins[number] ?? 0, this.#begins[number + 1] ?? 0)]
  }
}
