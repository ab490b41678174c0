import { describe, expect, test } from "vitest"
import { judge } from "@/lib/judge"
import { type Case, cases } from "./cases"
import { vectors } from "./vectors"

const shortened = (body: string) => (body.length > 700 ? `${body.slice(0, 700)}… (${body.length})` : body)

/** Everything that was ruled on a case, its sentences included: what they say follows from the rules too. */
function ruling({ heading, what, exchange }: Case): string {
  const { verdict, rule, confidence, alternates, warnings, fault, found } = judge(exchange)
  const place = fault?.place
  const head = [fault?.repair?.httpStatus, fault?.repair?.contentType].filter(Boolean).join(" ")
  return [
    `${heading}: ${what}`,
    `  ${[verdict, rule, confidence, ...(alternates.length > 0 ? ["or", ...alternates] : [])].join(" ")}`,
    `  ${found}`,
    ...(place ? [`  at "${place.pointer}", line ${place.line}, column ${place.column}`] : []),
    ...warnings.map(({ name, pointer = "nowhere", text }) => `  ${name} at ${pointer}: ${text}`),
    ...(fault?.advice ? ["  with advice on its status"] : []),
    ...(fault?.repair?.changes ?? []).map((change) => `  - ${change}`),
    ...(fault?.repair ? [`  becomes ${head}${head ? " " : ""}${shortened(fault.repair.body)}`] : []),
  ].join("\n")
}

describe("the rules", () => {
  test("rule on every case as it is on record", async () => {
    await expect(`${cases.map(ruling).join("\n\n")}\n`).toMatchFileSnapshot("rulings.txt")
  })

  test("name every case once", () => {
    const names = cases.map(({ heading, what }) => `${heading}: ${what}`)
    expect(new Set(names).size).toBe(names.length)
  })

  test("give a fault the code and the rule of its verdict", () => {
    for (const vector of vectors) {
      const { fault, verdict, rule } = judge(vector)
      if (fault) expect(`${fault.code} ${fault.rule}`).toBe(`${verdict} ${rule}`)
    }
  })
})
