import { describe, expect, test } from "vitest"
import { catalogue, errorCode } from "@/lib/codes/catalogue"
import { kqlFor, logPlaces } from "@/lib/codes/kql"

describe("kqlFor", () => {
  test.each(catalogue)("$code is looked for inside the column, not in ResultType", ({ code }) => {
    expect(kqlFor(code)).toContain(`| where CalloutError == ${code}`)
    expect(kqlFor(code)).not.toMatch(/ResultType\s*==/)
  })

  test("reads both tables that hold listeners, each once and within a bound", () => {
    for (const table of ["SigninLogs", "AADNonInteractiveUserSignInLogs"])
      expect(kqlFor(1003005).split(`(${table}\n`)).toHaveLength(2)
    expect(kqlFor(1003005).match(/TimeGenerated between \(window_start \.\. window_end\)/g)).toHaveLength(2)
  })

  test("says itself that the shape is inferred and that sign-ups are elsewhere", () => {
    expect(kqlFor(1003005)).toMatch(/^\/\/ The shape .* inferred/)
    expect(kqlFor(1003005)).toContain("/beta/auditLogs/signUps")
  })

  test("closes every bracket that it opens", () => {
    const query = kqlFor(1003005)
    expect(query.split("(").length).toBe(query.split(")").length)
  })

  test("puts nothing but a whole number into the query", () => {
    expect(kqlFor(1003005.9)).toContain("CalloutError == 1003005\n")
  })
})

describe("logPlaces", () => {
  test("names Graph, the admin center and Log Analytics, and the last is our conclusion", () => {
    const places = logPlaces(errorCode(1003002))
    expect(places.map(({ place }) => place)).toEqual([
      "Microsoft Graph",
      "Microsoft Graph",
      "Admin center",
      "Log Analytics",
    ])
    expect(places.at(-1)).toMatchObject({ basis: "inferred", query: kqlFor(1003002) })
  })

  test("has no sign-up log for codes that only tokens carry", () => {
    const paths = logPlaces(errorCode(1003025)).map(({ request }) => request?.path)
    expect(paths.join()).not.toContain("signUps")
  })

  test("reads the beta endpoint only", () => {
    for (const { request } of logPlaces(errorCode(1003002)))
      expect(request?.path ?? "/beta/").toMatch(/^\/beta\//)
  })
})
