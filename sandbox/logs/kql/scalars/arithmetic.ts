import { textOf } from "../language"
import { semantic, unsupported } from "../refusal"
import { type Evaluate, type Scalar, type Scope, scalarOf } from "../scope"
import type { Nodes } from "../syntax"
import { inRange } from "../values/datetime"
import { add, divide, type Long, modulo, multiply, negate, subtract, truncate } from "../values/long"
import { type ColumnType, columnType, isLong, type Value } from "../values/value"
import { implicit } from "./implicit"

type Operation = (one: Long, other: Long) => Value

/** Calculates with two values of which none is null. */
function both(one: Evaluate, other: Evaluate, calculate: Operation): Evaluate {
  return (row, frame) => {
    const first = one(row, frame)
    const second = other(row, frame)
    return isLong(first) && isLong(second) ? calculate(first, second) : null
  }
}

const real =
  (calculate: (one: number, other: number) => number): Operation =>
  (one, other) =>
    calculate(Number(one), Number(other))

const whole =
  (calculate: (one: Long, other: Long) => Long): Operation =>
  (one, other) => {
    // What the engine answers here is not documented.
    if (other === 0) throw unsupported("the division of whole numbers by zero")
    return calculate(one, other)
  }

const reals: Readonly<Record<string, Operation>> = {
  "+": real((one, other) => one + other),
  "-": real((one, other) => one - other),
  "*": real((one, other) => one * other),
  "/": real((one, other) => one / other),
  "%": real((one, other) => ((one % other) + Math.abs(other)) % Math.abs(other)),
}

const longs: Readonly<Record<string, Operation>> = {
  "+": add,
  "-": subtract,
  "*": multiply,
  "/": whole(divide),
  "%": whole(modulo),
}

/** A timespan times or by a number. */
const scaled =
  (by: (one: number, other: number) => number): Operation =>
  (one, other) => {
    const size = by(Number(one), Number(other))
    return Number.isSafeInteger(Math.round(size)) ? Math.round(size) : truncate(size)
  }

const times: Operation = (one, other) =>
  Number.isInteger(one) && Number.isInteger(other)
    ? multiply(one, other)
    : scaled((a, b) => a * b)(one, other)

/** Arithmetic with times, by the types of the operands and the operator. */
const withTimes: Readonly<Record<string, Operation>> = {
  "datetime + timespan": (one, other) => inRange(add(one, other)),
  "timespan + datetime": (one, other) => inRange(add(one, other)),
  "datetime - timespan": (one, other) => inRange(subtract(one, other)),
  "datetime - datetime": subtract,
  "timespan + timespan": add,
  "timespan - timespan": subtract,
  "timespan / timespan": reals["/"] ?? divide,
  "timespan % timespan": whole(modulo),
  "timespan * long": times,
  "long * timespan": times,
  "timespan * real": times,
  "real * timespan": times,
  "timespan / long": scaled((one, other) => one / other),
  "timespan / real": scaled((one, other) => one / other),
}

const isTime = (type: ColumnType) => type === "datetime" || type === "timespan"
const wide = (type: ColumnType): ColumnType => (type === "int" ? "long" : type)

/** A sum, difference, product, quotient or remainder in the type that the service gives it. */
function binary(node: Nodes["BinaryExpression"], scope: Scope): Scalar {
  const operator = node.Operator.Text
  const type = columnType(node.ResultType?.Name ?? "")
  const [left, right] = [scalarOf(node.Left, scope), scalarOf(node.Right, scope)]
  const scalar = (of: Evaluate): Scalar => ({ type, isConstant: false, of })
  if (isTime(left.type) || isTime(right.type)) {
    const name = `${wide(left.type)} ${operator} ${wide(right.type)}`
    const operation = withTimes[name]
    if (operation) return scalar(both(left.of, right.of, operation))
    throw unsupported(name)
  }
  const operation = (type === "real" ? reals : longs)[operator]
  if (!operation) throw unsupported(`the operator ${operator}`)
  if (type !== "real" && type !== "long") throw unsupported(`${textOf(node)} as ${type}`)
  return scalar(both(implicit(left, type), implicit(right, type), operation))
}

/** A number or timespan with a sign before it. */
function signed(node: Nodes["PrefixUnaryExpression"], scope: Scope): Scalar {
  const { type, of } = scalarOf(node.Expression, scope)
  const sign = node.Operator.Text
  if (!["int", "long", "real", "timespan"].includes(type))
    throw semantic("SEM0019", `The operator ${sign} cannot be applied to a value of type ${type}.`)
  if (sign === "+") return { type, isConstant: false, of }
  const opposite = type === "real" ? (value: Long) => -Number(value) : negate
  const resultType = type === "int" ? "long" : type
  return {
    type: resultType,
    isConstant: false,
    of: (row, frame) => {
      const value = of(row, frame)
      return isLong(value) ? opposite(value) : null
    },
  }
}

/** Arithmetic; the binary operators that are none of it are tried before. */
export const arithmeticHandlers = { BinaryExpression: binary, PrefixUnaryExpression: signed }
