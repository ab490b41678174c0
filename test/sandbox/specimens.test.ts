import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { beforeAll, describe, expect, test } from "vitest"
import type { JourneyAnswer } from "../../sandbox/control/report"
import { specimens } from "../../sandbox/control/specimens"
import { allCodes, expectedEffect, isBehindFallback } from "./specimens/expected"
import { observeAll, type Seen } from "./specimens/run"
import { tableOf, withTable } from "./specimens/table"

const document = fileURLToPath(new URL("../../docs/sandbox.md", import.meta.url))

let seen: Seen[] = []
beforeAll(async () => {
  seen = await observeAll([5440, 5445, 5450, 5455])
}, 120_000)

function seenOf(id: string): Seen {
  const found = seen.find(({ specimen }) => specimen.id === id)
  if (!found) throw new Error(`${id} was not run.`)
  return found
}

test("every code has a specimen, and ids are unique", () => {
  expect([...new Set(specimens.map(({ code }) => code))]).toEqual(allCodes)
  expect(new Set(specimens.map(({ id }) => id)).size).toBe(specimens.length)
  expect(new Set(specimens.map(({ title }) => title)).size).toBe(specimens.length)
})

test("codes of many causes have several specimens", () => {
  const count = (code: number) => specimens.filter((one) => one.code === code).length
  for (const code of [
    1003002, 1003003, 1003005, 1003027, 1003011, 1003014, 1003015, 1003016, 1003020, 1003021,
  ])
    expect(count(code), `${code}`).toBeGreaterThan(1)
})

describe.each(specimens.map(({ id, code }) => ({ id, code })))("$code $id", ({ id, code }) => {
  test("fails a callout with its code, attempts and status, and the API was called as its phase says", () => {
    const { broke, broken, failed, callout, listeners, calls, specimen } = seenOf(id)
    const effect = expectedEffect(id, code)
    expect(broke).toMatchObject({ status: 200, json: [{ id, code, broken: true }] })
    expect(broken).toEqual([id])
    const { attempts, httpStatus } = effect ?? {}
    expect(failed.status).toBe(200)
    expect(callout).toMatchObject({ code, attempts, httpStatus })
    expect(calls).toBe(effect?.calls)
    expect(listeners).toMatchObject([
      {
        eventType: specimen.subject.eventType,
        executedListenerId: callout?.listener,
        handlerResult: {
          customExtensionId: callout?.extension,
          errorCode: code,
          httpStatus,
          numberOfAttempts: attempts,
        },
      },
    ])
  })

  test("ends in 1100001 outside, unless somebody steps in", () => {
    const { failed } = seenOf(id)
    const { user } = failed.json as JourneyAnswer
    if (isBehindFallback(id)) expect(user.kind).toBe("tokens")
    else {
      expect(user.kind).toMatch(/^(redirect|error-page)$/)
      expect(seenOf(id).outer).toBe(1100001)
    }
  })

  test("is repaired to what was there before", () => {
    const { repaired, healthy, healthyCallout, restored } = seenOf(id)
    expect(repaired).toMatchObject({ status: 200, json: [{ id, code, broken: false }] })
    expect(restored).toBe(true)
    expect(healthyCallout).toMatchObject({ code: 0, attempts: 1, httpStatus: 200 })
    expect(healthy.json).toMatchObject({ code: 0 })
  })
})

test("the document shows what was seen", async () => {
  const written = readFileSync(document, "utf8")
  await expect(withTable(written, tableOf(seen))).toMatchFileSnapshot(document)
})
