import { describe, expect, test } from "vitest"
import { judge } from "@/lib/judge"
import type { Exchange } from "@/lib/model/exchange"
import type { Repair } from "@/lib/model/verdict"
import { ownVectors, type Vector } from "./vectors"
import "./rules.test"
import "./hosts.test"
import "./safe-repairs.test"

// What a mutated rule has to fail, in one file and few tests: it runs once for each of some two thousand mutants.

function followed(exchange: Exchange, { httpStatus, contentType, body }: Repair): Exchange {
  const headers = contentType ? { "content-type": contentType } : exchange.headers
  return { ...exchange, httpStatus: httpStatus ?? exchange.httpStatus, headers, body }
}

/** What the vector says, beside what the judge says of the same. */
function compared(vector: Vector) {
  const { verdict, fault, confidence, alternates, warnings } = judge(vector)
  const names = [...new Set(warnings.map(({ name }) => name))].sort()
  return [
    {
      verdict: vector.expected,
      rule: vector.expected === "ok" ? undefined : vector.rule,
      confidence: vector.confidence,
      alternates: vector.alternates?.toSorted(),
      warnings: vector.warnings && [...new Set(vector.warnings)].sort(),
    },
    {
      verdict,
      rule: vector.rule && fault?.rule.replace("H1a", "H1"),
      confidence: vector.confidence && confidence,
      alternates: vector.alternates && alternates.filter((one) => vector.alternates?.includes(one)).sort(),
      warnings: vector.warnings && names,
    },
  ]
}

describe("every vector", () => {
  test("is judged as it says", () => {
    for (const vector of ownVectors) {
      const [expected, actual] = compared(vector)
      expect(actual, vector.name).toEqual(expected)
    }
  })

  test("is accepted once its advice was followed", () => {
    for (const vector of ownVectors) {
      const { fault } = judge(vector)
      if (fault?.repair) expect(judge(followed(vector, fault.repair)).verdict, vector.name).toBe("ok")
    }
  })
})
