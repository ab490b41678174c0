import { readFileSync } from "node:fs"
import { describe, expect, test } from "vitest"

const css = readFileSync(new URL("../../app/globals.css", import.meta.url), "utf8")
const table = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\((#[\da-f]{6}), (#[\da-f]{6})\);/g)].map(
    ([, name = "", light = "", dark = ""]) => [name, { light, dark }],
  ),
)

const luminance = (hex: string): number => {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

// The formula of WCAG 2.2: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
const contrast = (one: string, other: string): number => {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}

const tooLow = (front: string, back: string, atLeast: number): string[] =>
  (["light", "dark"] as const).flatMap((theme) => {
    const ratio = contrast(table.get(front)?.[theme] ?? "#000000", table.get(back)?.[theme] ?? "#000000")
    return ratio >= atLeast ? [] : [`${theme}: ${front} on ${back} is ${ratio.toFixed(2)}, not ${atLeast}`]
  })

const grounds = ["page", "surface", "sunken"]

describe("colours of both themes", () => {
  test("text reads on every ground", () => {
    const inks = ["ink", "muted", "accent", "fail", "warn", "unknown", "pass"]
    expect(inks.flatMap((ink) => grounds.flatMap((ground) => tooLow(ink, ground, 4.5)))).toEqual([])
  })

  test("text reads on its own tint", () => {
    const tinted = ["accent", "fail", "warn", "unknown", "pass"]
    expect(tinted.flatMap((tone) => tooLow(tone, `${tone}-tint`, 4.5))).toEqual([])
    expect(tinted.flatMap((tone) => tooLow("ink", `${tone}-tint`, 4.5))).toEqual([])
    expect(tinted.flatMap((tone) => tooLow("muted", `${tone}-tint`, 4.5))).toEqual([])
  })

  test("words on the primary button read, also under the pointer", () => {
    expect(["accent-fill", "accent-deep"].flatMap((fill) => tooLow("on-accent", fill, 4.5))).toEqual([])
  })

  test("code reads where code stands", () => {
    const inks = ["code-key", "code-string", "code-number"]
    expect(inks.flatMap((ink) => tooLow(ink, "sunken", 4.5))).toEqual([])
  })

  test("the edge of a control stands out from every ground", () => {
    expect(grounds.flatMap((ground) => tooLow("edge", ground, 3))).toEqual([])
  })
})
