import { describe, expect, test } from "vitest"
import { errorCode } from "../../lib/codes/catalogue"
import { statusAdvice, statusAdvices } from "../../lib/codes/status-advice"

describe("statusAdvice", () => {
  test.each([400, 401, 403, 404, 405, 429, 500, 502, 503, 504])("%i has advice of its own", (status) => {
    const others = statusAdvices.filter(({ label }) => label !== String(status))
    expect(others.map(({ cause }) => cause.text)).not.toContain(statusAdvice(status)?.text)
  })

  test.each([
    [302, "3xx"],
    [204, "Other 2xx"],
    [418, "Other 4xx"],
    [599, "Other 5xx"],
  ])("%i falls under %s", (status, label) => {
    expect(statusAdvice(status)?.text).toBe(
      statusAdvices.find((advice) => advice.label === label)?.cause.text,
    )
  })

  test.each([200, 0, 100, 600, -401, Number.NaN])("%d needs no advice", (status) => {
    expect(statusAdvice(status)).toBeNull()
  })

  test("every advice is a sentence with one fix", () => {
    for (const { cause, fix } of statusAdvices)
      expect(`${cause.text} ${fix}`).toMatch(/^[A-Z].*\. [A-Z].*\.$/)
  })

  test("403 has one act as its fix", () => {
    expect(statusAdvice(403)?.fix).toMatch(/^Add \S+ to /)
    expect(statusAdvice(403)?.fix).not.toContain(" and ")
  })

  test("404, 405, redirects and rate limits are marked as our conclusion", () => {
    for (const status of [404, 405, 302, 429]) expect(statusAdvice(status)?.basis).toBe("inferred")
  })

  test("1003002 names each status among its causes", () => {
    const causes = errorCode(1003002).causes.map(({ text }) => text.split(":")[0])
    expect(causes).toEqual(statusAdvices.map(({ label }) => label))
  })
})
