import { implicit } from "../scalars/implicit"
import type { Evaluate, Scalar, Scope } from "../scope"
import type { Expression } from "../syntax"
import type { Long } from "../values/long"
import { type ColumnType, missingOf, type Value } from "../values/value"

/** A call of a function: its arguments, what stands for them in the query, and the type of its value. */
export type Call = {
  name: string
  args: readonly Scalar[]
  nodes: readonly Expression[]
  type: ColumnType
  scope: Scope
}

/** A function of the query language: makes the evaluation of a call. */
export type ScalarFunction = (call: Call) => Evaluate

/** Functions by their names. */
export type Functions = Readonly<Record<string, ScalarFunction>>

type Given = {
  bool: boolean
  datetime: Long
  dynamic: Value
  guid: string
  int: Long
  long: Long
  real: number
  string: string
  timespan: Long
}
type Required<Types extends readonly ColumnType[]> = { [Index in keyof Types]: Given[Types[Index]] }
type Optional<Types extends readonly ColumnType[]> = {
  [Index in keyof Types]?: Given[Types[Index]] | undefined
}

/**
 * A function over arguments of these types, of which the later ones may be left out. Its value is missing when an
 * argument is null.
 */
export function strict<
  const Types extends readonly ColumnType[],
  const More extends readonly ColumnType[] = [],
>(
  types: Types,
  calculate: (...values: [...Required<Types>, ...Optional<More>]) => Value,
  more?: More,
): ScalarFunction {
  const all = [...types, ...(more ?? [])]
  // Safe: each argument is evaluated as the type that stands at its place.
  const apply = calculate as (...values: Value[]) => Value
  return ({ args, type }) => {
    const missing = missingOf(type)
    const [first, second, ...others] = args.map((arg, index) => implicit(arg, all[index] ?? arg.type))
    if (!first) return () => apply() ?? missing
    if (!second)
      return (row, frame) => {
        const value = first(row, frame)
        return value === null ? missing : (apply(value) ?? missing)
      }
    return (row, frame) => {
      const values = [first(row, frame), second(row, frame)]
      for (const other of others) values.push(other(row, frame))
      return values.includes(null) ? missing : (apply(...values) ?? missing)
    }
  }
}

/** A function that is given the values of its arguments as they are, nulls among them, each with its type. */
export const free =
  (
    calculate: (values: readonly Value[], types: readonly ColumnType[], type: ColumnType) => Value,
  ): ScalarFunction =>
  ({ args, type }) => {
    const types = args.map((arg) => arg.type)
    return (row, frame) =>
      calculate(
        args.map(({ of }) => of(row, frame)),
        types,
        type,
      )
  }
