import { beforeAll, beforeEach, describe, expect, test } from "vitest"
import { contosoIds } from "../../../sandbox/tenants/ids"
import { type Logs, openLogs } from "./logs"
import { signInAs } from "./sign-ins"

let logs: Logs
beforeAll(async () => {
  logs = await openLogs()
})
beforeEach(() => logs.world.reset())

/** The innermost error of an answer. */
async function refusalOf(query: string) {
  const { status, body } = await logs.ask(query)
  const { innererror } = (body.error ?? {}) as {
    innererror?: { code: string; message: string; innererror?: unknown }
  }
  return { status, code: body.error?.code, kind: innererror?.code, inner: innererror?.innererror }
}

describe("queries that the service refuses", () => {
  test("broken ones name the place", async () => {
    expect(await refusalOf("SigninLogs\n| whre AppId == 'x'")).toEqual({
      status: 400,
      code: "BadArgumentError",
      kind: "SyntaxError",
      inner: {
        code: "SYN0002",
        message: "Query could not be parsed at 'whre' on line [2,3]",
        line: 2,
        pos: 3,
        token: "whre",
      },
    })
  })

  test.each([
    ["a column that is not there", "SigninLogs | where Nope == 1", "SEM0100", "'Nope'"],
    ["a table that is not there", "NoSuchTable | take 1", "SEM0100", "'NoSuchTable'"],
    ["a function that is not there", "print nope(1)", "SEM0260", "'nope'"],
    [
      "text compared with a number, which Microsoft's parser lets pass",
      "SigninLogs | where ResultType == 0",
      "SEM0064",
      "string and long",
    ],
    ["groups of dynamic values", "SigninLogs | summarize count() by Status", "SEM0000", "dynamic"],
    ["row numbers without an order", "SigninLogs | extend n = row_number()", "SEM0230", "serialize"],
    ["a fuzzy union without any table", "union isfuzzy=true NoTable, NorThis | count", "SEM0100", "NoTable"],
  ])("%s", async (_, query, code, text) => {
    const { status, kind, inner } = await refusalOf(query)
    expect([status, kind, inner]).toMatchObject([400, "SemanticError", { code }])
    expect((inner as { message: string }).message).toContain(text)
  })
})

describe("what the sandbox does not execute is refused by its name", () => {
  test.each([
    ["SigninLogs | evaluate bag_unpack(Status)", "operator evaluate"],
    ["SigninLogs | parse Id with a '-' b", "operator parse"],
    ["SigninLogs | sample 5", "operator sample"],
    ["SigninLogs | reduce by AppDisplayName", "operator reduce"],
    ["SigninLogs | partition by AppId (take 1)", "operator partition"],
    ["SigninLogs | invoke nothing()", ""],
    ["SigninLogs | summarize hll(Id)", "hll(Id)"],
    ["SigninLogs | summarize count() by AppId | as T", "operator as"],
    ["search 'x'", "search"],
    ["find where AppId == 'x'", "find"],
    ["externaldata(a:string)['https://files.example/a.csv']", "externaldata"],
    ['cluster("help").database("Samples").StormEvents', "cluster"],
    [".show tables", "management commands"],
    ["set notruncation; print 1", "set notruncation"],
    ["print 1; print 2", "several queries"],
    ["print geo_distance_2points(1.0, 2.0, 3.0, 4.0)", "geo_distance_2points()"],
    ["print todecimal('1.5')", "decimal"],
    ["print 1 / 0", "division of whole numbers by zero"],
    ["print todatetime('Sat, 8 Nov 14 15:05:02 GMT')", "ISO 8601"],
    ["print x = dynamic('1') | where x == 1", "cast it first"],
    ["print extract(@'(?=a)', 0, 'a')", "regular expression"],
    ["datatable(t:datetime)[] | make-series count() on t step 1d", "make-series without from and to"],
    ["datatable(x:dynamic)[dynamic([1])] | summarize make_set(x)", "arrays"],
    ["print tostring(1e300)", "real number"],
    ["SigninLogs | extend p = parse_path(Id) | count", "parse_path()"],
  ])("%s", async (query, name) => {
    const { status, code, kind, inner } = await refusalOf(query)
    expect([status, code, kind]).toEqual([400, "BadArgumentError", "SemanticError"])
    if (name) expect(inner).toMatchObject({ code: "UNSUPPORTED", message: expect.stringContaining(name) })
  })

  test("also where it only shows on a row", async () => {
    signInAs(logs.tenant(contosoIds.tenant), { at: logs.world.clock.now() - 3_600_000 })
    expect(await refusalOf("SigninLogs | extend n = 1 / strlen(ServicePrincipalName)")).toMatchObject({
      inner: { code: "UNSUPPORTED" },
    })
  })
})
