import { describe, expect, test } from "vitest"
import { catalogue } from "@/lib/codes/catalogue"
import { judge } from "@/lib/judge"
import type { AnswerExample } from "@/lib/model/error-code"

const answers = catalogue.flatMap(({ code, example }) =>
  example?.kind === "answer" ? [{ code, example }] : [],
)
const configurations = catalogue.flatMap(({ code, example }) =>
  example?.kind === "configuration" ? [{ code, example }] : [],
)
const verdict = ({ eventType }: AnswerExample, answer: AnswerExample["broken"]) =>
  judge({ eventType, ...answer })

describe.each(answers)("the example of $code", ({ code, example }) => {
  test("broken earns the code, or names it among the alternates where it says so", () => {
    const { verdict: said, alternates } = verdict(example, example.broken)
    if (example.asAlternate) expect([said, ...alternates]).toContain(String(code))
    else expect(said).toBe(String(code))
  })

  test("repaired is accepted without a warning", () => {
    const { verdict: said, warnings } = verdict(example, example.repaired)
    expect({ said, warnings }).toEqual({ said: "ok", warnings: [] })
  })
})

test("only the codes that the rules never settle on stand among alternates", () => {
  const alternates = answers.filter(({ example }) => example.asAlternate).map(({ code }) => code)
  expect(alternates).toEqual([1003001, 1003008, 1003024])
})

describe.each(configurations)("the configuration of $code", ({ example }) => {
  test("is JSON before and after, and differs", () => {
    expect(JSON.parse(example.before)).toBeTypeOf("object")
    expect(JSON.parse(example.after)).toBeTypeOf("object")
    expect(example.before).not.toBe(example.after)
  })

  test("keeps every other member, in the same order", () => {
    const [before, after] = [JSON.parse(example.before), JSON.parse(example.after)]
    expect(Object.keys(after)).toEqual(Object.keys(before))
    const same = Object.keys(before).filter(
      (key) => JSON.stringify(before[key]) === JSON.stringify(after[key]),
    )
    expect(Object.keys(before).length - same.length).toBeLessThanOrEqual(2)
  })
})
