import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { beforeAll, describe, expect, test } from "vitest"
import { specimens } from "../../sandbox/control/specimens"
import { contosoIds } from "../../sandbox/tenants/contoso"
import { allCodes, expectedEffect } from "./specimens/expected"
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
  test("fails a sign-in with its code, attempts and status, and the API was called as its phase says", () => {
    const { broke, broken, failed, listeners, calls } = seenOf(id)
    const effect = expectedEffect(id, code)
    expect(broke).toMatchObject({ status: 200, json: [{ id, code, broken: true }] })
    expect(broken).toEqual([id])
    const { attempts, httpStatus } = effect ?? {}
    expect(failed).toMatchObject({
      status: 200,
      json: { code, attempts, httpStatus, user: { kind: "redirect" } },
    })
    expect(calls).toBe(effect?.calls)
    expect(listeners).toMatchObject([
      {
        eventType: "tokenIssuanceStart",
        executedListenerId: contosoIds.listener,
        handlerResult: {
          customExtensionId: contosoIds.extension,
          errorCode: code,
          httpStatus,
          numberOfAttempts: attempts,
        },
      },
    ])
  })

  test("is repaired to what was there before", () => {
    const { repaired, healthy, restored } = seenOf(id)
    expect(repaired).toMatchObject({ status: 200, json: [{ id, code, broken: false }] })
    expect(restored).toBe(true)
    expect(healthy).toMatchObject({
      json: { code: 0, attempts: 1, httpStatus: 200, user: { kind: "tokens" } },
    })
  })
})

test("the document shows what was seen", async () => {
  const written = readFileSync(document, "utf8")
  await expect(withTable(written, tableOf(seen))).toMatchFileSnapshot(document)
})
