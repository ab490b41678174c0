import { modulo, subtract } from "../values/long"
import { isLong } from "../values/value"
import { type Call, type Functions, free, type ScalarFunction, strict } from "./define"
import { binTime } from "./times"

/** A number rounded at a digit behind its point, or before it when negative; halves go away from zero (INFERRED). */
export function round(value: number, digits: number): number {
  const scale = 10 ** Math.abs(digits)
  const moved = digits < 0 ? value / scale : value * scale
  if (!Number.isFinite(moved)) return value
  const whole = Math.sign(moved) * Math.round(Math.abs(moved))
  return digits < 0 ? whole * scale : whole / scale
}

/** The nearest multiple of a size below a value; null for a size that is not above 0. */
const bin: ScalarFunction = (call: Call) => {
  const { type } = call
  if (type === "datetime" || type === "timespan") return binTime(call)
  if (type === "real")
    return strict(["real", "real"], (value, size) => (size > 0 ? Math.floor(value / size) * size : null))(
      call,
    )
  return strict(["long", "long"], (value, size) => (size > 0 ? subtract(value, modulo(value, size)) : null))(
    call,
  )
}

const real = (calculate: (value: number) => number) => strict(["real"], calculate)

/** Functions on numbers. */
export const numberFunctions: Functions = {
  bin,
  floor: bin,
  round: (call) => strict(["real"], (value, digits = 0) => round(value, Number(digits)), ["long"])(call),
  abs: free(([value = null], _, type) => {
    if (!isLong(value)) return null
    return value >= 0 ? value : type === "real" ? -Number(value) : subtract(0, value)
  }),
  sign: real(Math.sign),
  ceiling: real(Math.ceil),
  sqrt: real(Math.sqrt),
  exp: real(Math.exp),
  log: real(Math.log),
  log10: real(Math.log10),
  log2: real(Math.log2),
  pow: strict(["real", "real"], (base, exponent) => base ** exponent),
  rand: free(([size = null]) =>
    isLong(size) && size > 1 ? Math.floor(Math.random() * Number(size)) : Math.random(),
  ),
  isnan: strict(["real"], Number.isNaN),
  isinf: strict(["real"], (value) => !Number.isFinite(value) && !Number.isNaN(value)),
  isfinite: strict(["real"], Number.isFinite),
}
