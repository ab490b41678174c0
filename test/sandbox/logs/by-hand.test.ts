import { describe, expect, test } from "vitest"
import { combinations } from "./by-hand/combinations"
import { samples } from "./by-hand/samples"
import { tables } from "./by-hand/tables"
import { values } from "./by-hand/values"
import { rowsOf } from "./evaluate"

describe.each([
  ["tables", tables],
  ["combinations", combinations],
  ["values", values],
  ["samples of Microsoft's", samples],
] as const)("valid queries that the console does not use: %s", (_, queries) => {
  test.each(queries)("$does", async ({ query, rows }) => {
    expect(await rowsOf(query)).toEqual(rows)
  })
})

test("there are more than forty of them", () => {
  expect(tables.length + combinations.length + values.length).toBeGreaterThan(40)
})
