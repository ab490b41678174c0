import { beforeAll, describe, expect, test } from "vitest"
import { hourMs, iso, named, openPast, type Past, placeOf, queryFiles, textOf } from "./past"
import type { PlainCallout } from "./plain"

let past: Past
beforeAll(async () => {
  past = await openPast()
})

const newestFirst = (one: PlainCallout, other: PlainCallout) =>
  other.second - one.second ||
  (one.row.id < other.row.id ? 1 : one.row.id > other.row.id ? -1 : other.index - one.index)

test("there is enough in the log for the queries to mean something", () => {
  expect(past.rows.length).toBeGreaterThan(2000)
  expect(past.failures.length).toBeGreaterThan(50)
  expect(past.callouts.some(({ attempts }) => (attempts ?? 0) > 1)).toBe(true)
  expect(past.rows.some(({ isInteractive }) => !isInteractive)).toBe(true)
})

test("every query that the console uses runs", async () => {
  for (const file of queryFiles) expect((await past.run(file)).columns.length, file).toBeGreaterThan(0)
})

describe("01 lists failures", () => {
  const wanted = () =>
    past.failures
      .filter(
        ({ error, eventType }) =>
          [1003002, 1003005].includes(error ?? 0) && eventType === "tokenIssuanceStart",
      )
      .sort(newestFirst)

  test("newest first, one more than a page", async () => {
    const page = named(await past.run("01-list-failures.kql"))
    expect(page.map(({ Id, CalloutIndex }) => `${Id} ${CalloutIndex}`)).toEqual(
      wanted().slice(0, 101).map(placeOf),
    )
    const [first] = page
    const [plain] = wanted()
    expect(first).toMatchObject({
      UserPrincipalName: plain?.row.userPrincipalName,
      AppDisplayName: plain?.row.appDisplayName,
      CalloutError: plain?.error,
      HttpStatus: plain?.httpStatus,
      Attempts: plain?.attempts,
      ResultType: String(plain?.row.status.errorCode),
      SignInFailed: plain?.row.status.errorCode !== 0,
    })
    expect(String(first?.CursorTime)).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z$/)
  })

  test("goes on behind the last row of a page by its time, id and index", async () => {
    const page = named(await past.run("01-list-failures.kql", (query) => query.replace("take 101", "take 7")))
    const last = page.at(-1)
    const next = await past.run("01-list-failures.kql", (query) =>
      query
        .replace("datetime(null)", `datetime(${last?.CursorTime})`)
        .replace('cur_id   = ""', `cur_id = "${last?.Id}"`)
        .replace("int(null)", `int(${last?.CalloutIndex})`),
    )
    expect(named(next).map(({ Id, CalloutIndex }) => `${Id} ${CalloutIndex}`)).toEqual(
      wanted().slice(7, 108).map(placeOf),
    )
  })

  test("takes every filter", async () => {
    const [plain] = wanted()
    const found = await past.run("01-list-failures.kql", (query) =>
      query
        .replace("f_extensions = dynamic([])", `f_extensions = dynamic(["${plain?.extension}"])`)
        .replace("f_apps       = dynamic([])", `f_apps = dynamic(["${plain?.row.appId}"])`)
        .replace('f_text       = ""', `f_text = "${plain?.row.userPrincipalName.slice(0, 4).toUpperCase()}"`)
        .replace("take 101", "take 100000"),
    )
    const same = wanted().filter(
      ({ row, extension }) =>
        extension === plain?.extension &&
        row.appId === plain.row.appId &&
        [row.userPrincipalName, row.appDisplayName].some((text) =>
          text.toLowerCase().includes(plain.row.userPrincipalName.slice(0, 4)),
        ),
    )
    expect(found.rows.length).toBe(same.length)
    expect(same.length).toBeGreaterThan(0)
  })
})

describe("08 finds everything of one id", () => {
  test.each(["correlationId", "id", "originalRequestId"] as const)("by its %s", async (member) => {
    const some = past.rows.filter((_, index) => index % 400 === 0)
    for (const plain of some) {
      const cid = String(plain[member])
      const found = named(
        await past.run("08-by-correlation-id.kql", (query) => query.replace(/aaaa0000[\w-]+/, cid)),
      )
      const own = past.rows.filter((row) => [row.correlationId, row.id, row.originalRequestId].includes(cid))
      expect(found.map(({ Id }) => Id).sort()).toEqual(own.map(({ id }) => id).sort())
    }
  })

  test("with status and listeners as text from both tables", async () => {
    for (const isInteractive of [true, false]) {
      const plain = past.rows.find(
        (row) => row.isInteractive === isInteractive && row.appliedEventListeners.length > 0,
      )
      const found = named(
        await past.run("08-by-correlation-id.kql", (query) =>
          query.replace(/aaaa0000[\w-]+/, plain?.id ?? ""),
        ),
      )
      expect(found).toHaveLength(1)
      expect(found[0]?.Type).toBe(isInteractive ? "SigninLogs" : "AADNonInteractiveUserSignInLogs")
      expect(JSON.parse(String(found[0]?.StatusJson))).toEqual(plain?.status)
      expect(JSON.parse(String(found[0]?.ListenersJson))).toHaveLength(
        plain?.appliedEventListeners.length ?? 0,
      )
    }
  })
})

test("09 polls what arrived since, in that order", async () => {
  const since = past.end - 5 * hourMs
  const found = await past.run("09-poll-new.kql", (query) =>
    query.replace("2026-11-20T10:00:00Z", iso(since)),
  )
  const own = past.rows.filter(
    (row) =>
      row.isInteractive && row.appliedEventListeners.length > 0 && Date.parse(row.createdDateTime) >= since,
  )
  expect(found.rows.map(([, , id]) => id).sort()).toEqual(own.map(({ id }) => id).sort())
  const arrived = found.rows.map(([time]) => String(time))
  expect(arrived).toEqual([...arrived].sort((one, other) => Date.parse(one) - Date.parse(other)))
})

test("10 tells how late rows are", async () => {
  // Here every row arrives at once.
  const query = textOf("10-latency.kql").replace("ago(24h)", `datetime(${iso(past.start)})`)
  expect((await past.evaluate(query)).rows[0]?.slice(0, 2)).toEqual(["00:00:00", "00:00:00"])
})

test("11 finds failures that no listener was recorded for", async () => {
  const own = past.rows.filter(
    (row) => row.isInteractive && row.appliedEventListeners.length === 0 && row.status.errorCode === 1100001,
  )
  expect(own).toHaveLength(1)
  expect((await past.run("11-orphans.kql")).rows.map(([, id]) => id)).toEqual(own.map(({ id }) => id))
})
