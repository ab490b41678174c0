import { beforeAll, describe, expect, test } from "vitest"
import { inventHistory } from "../../../sandbox/engine/history/history"
import type { Database } from "../../../sandbox/logs/kql/execute"
import { healthyTenant } from "../engine/healthy"
import { combinations } from "./by-hand/combinations"
import { samples } from "./by-hand/samples"
import { tables } from "./by-hand/tables"
import { evaluate, now, rowsOf, tablesOf } from "./evaluate"

/** The table in a form that no condition reaches through. */
const unbound = "let whole = materialize(SigninLogs); whole"

/** Queries whose rows are the same each time. */
const queries = [...tables, ...combinations, ...samples].filter(({ query }) => !query.includes("rand()"))

test.each(queries)(
  "columns that nobody wants are left out without changing the others: $does",
  async ({ query }) => {
    const { columns, rows } = await evaluate(query)
    for (const [place, { name }] of columns.entries()) {
      const alone = await rowsOf(`${query} | project alone = ['${name}']`)
      expect(alone).toEqual(rows.map((row) => [row[place]]))
    }
    expect(await rowsOf(`${query} | count`)).toEqual([[rows.length]])
  },
)

describe("conditions that reach the log find the same as those that do not", () => {
  let database: Database
  let times: string[]
  let ids: string[]
  beforeAll(async () => {
    const tenant = healthyTenant()
    tenant.signIns.setPast(1, inventHistory(tenant, { days: 3, perDay: 300, seed: 5 }, now).signIns)
    database = tablesOf(tenant)
    const some = await rowsOf(
      'SigninLogs | where hash(Id, 40) == 0 | project format_datetime(TimeGenerated, "yyyy-MM-ddTHH:mm:ss.fffffffZ"), Id, CorrelationId | order by Id asc',
      database,
    )
    times = some.map(([time]) => `datetime(${time})`)
    ids = some.flatMap(([, id, correlation]) => [`"${id}"`, `"${correlation}"`])
  })

  /** Conditions at the very ticks of rows, and at their ids. */
  const conditions = (): string[] => {
    const [one, other, third] = times
    const [id, correlation, another] = ids
    return [
      `TimeGenerated > ${one}`,
      `TimeGenerated >= ${one}`,
      `${one} > TimeGenerated`,
      `CreatedDateTime <= ${other}`,
      `TimeGenerated == ${third}`,
      `TimeGenerated between (${one} .. ${other})`,
      `TimeGenerated between (${one} .. 3h)`,
      `TimeGenerated !between (${one} .. ${other})`,
      `(TimeGenerated > ${one} and AppId != "") and TimeGenerated < ${other}`,
      `TimeGenerated > ${one} or TimeGenerated < ${other}`,
      `not(TimeGenerated > ${one})`,
      `TimeGenerated > datetime(null)`,
      `TimeGenerated > ${one} - 1tick`,
      `Id == ${id}`,
      `Id == ${id} or CorrelationId == ${correlation} or OriginalRequestId == ${another}`,
      `CorrelationId == ${correlation} and TimeGenerated > ${one}`,
      `Id == ${id} or ResultType != "0"`,
      `Id == ""`,
    ]
  }

  test("for every kind of condition", async () => {
    for (const condition of conditions()) {
      const wanted = "| project Id, TimeGenerated | order by Id asc"
      const direct = await rowsOf(`SigninLogs | where ${condition} ${wanted}`, database)
      const indirect = await rowsOf(`${unbound} | where ${condition} ${wanted}`, database)
      expect(direct, condition).toEqual(indirect)
    }
  })

  test("but not before functions that look at other rows", async () => {
    const query = (table: string) =>
      `${table} | serialize n = row_number() | where TimeGenerated > ${times[0]} and n > 1 | summarize count(), min(n)`
    expect(await rowsOf(query("SigninLogs"), database)).toEqual(await rowsOf(query(unbound), database))
    const around = (table: string) =>
      `${table} | serialize | where TimeGenerated > ${times[0]} and isnotempty(prev(Id)) | count`
    expect(await rowsOf(around("SigninLogs"), database)).toEqual(await rowsOf(around(unbound), database))
  })
})
