import { unsupported } from "../refusal"
import type { Long } from "./long"

/** The types of columns that the sandbox knows; `decimal` is refused. */
const columnTypes = [
  "bool",
  "datetime",
  "dynamic",
  "guid",
  "int",
  "long",
  "real",
  "string",
  "timespan",
] as const

/** The type of a column or of an expression. */
export type ColumnType = (typeof columnTypes)[number]

/** A column by its name and type. */
export type Column = { name: string; type: ColumnType }

/** The type of this name. Throws a refusal for one that the sandbox does not know. */
export function columnType(name: string): ColumnType {
  const type = columnTypes.find((one) => one === name)
  if (!type) throw unsupported(`values of type ${name}`)
  return type
}

/** A real number inside of a dynamic value, where `1.0` and `1` are two things. */
export class Real {
  readonly value: number

  constructor(value: number) {
    this.value = value
  }
}

/** A datetime inside of a dynamic value; see `datetime.ts` for the ticks. */
export class Moment {
  readonly ticks: Long

  constructor(ticks: Long) {
    this.ticks = ticks
  }
}

/** A timespan inside of a dynamic value. */
export class Duration {
  readonly ticks: Long

  constructor(ticks: Long) {
    this.ticks = ticks
  }
}

/** A property bag. */
export type Bag = { readonly [property: string]: Value }

/**
 * A value of any type; what it means is told by the type of its column:
 * - `int` and `long`: a Long; `real`: a number
 * - `datetime`: the ticks since a fixed day; `timespan`: ticks; both Longs
 * - `string` and `guid`: a string; strings are never null
 * - `dynamic`: anything here, with reals, datetimes and timespans in their wrappers
 */
export type Value = null | boolean | string | Long | Real | Moment | Duration | readonly Value[] | Bag

/** The values of a row in the order of the columns. */
export type Row = readonly Value[]

/** Whether a dynamic value is an array. */
export const isArray = (value: Value): value is readonly Value[] => Array.isArray(value)

/** Whether a dynamic value is a property bag. */
export const isBag = (value: Value): value is Bag =>
  typeof value === "object" &&
  value !== null &&
  !Array.isArray(value) &&
  !(value instanceof Real || value instanceof Moment || value instanceof Duration)

/** Whether a value is a whole number. */
export const isLong = (value: Value): value is Long => typeof value === "number" || typeof value === "bigint"

/** What stands where a type has no value. */
export const missingOf = (type: ColumnType): Value => (type === "string" ? "" : null)

/** A value of a scalar type as a dynamic one. */
export function toDynamic(value: Value, type: ColumnType): Value {
  if (value === null || type === "dynamic") return value
  if (type === "real") return new Real(Number(value))
  if (!isLong(value)) return value
  if (type === "datetime") return new Moment(value)
  return type === "timespan" ? new Duration(value) : value
}
