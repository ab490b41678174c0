import type { LookupAddress } from "node:dns"
import { setTimeout as wait } from "node:timers/promises"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { Names } from "../../../sandbox/dns/names"
import type { Reply } from "../../../sandbox/dns/zone"
import type { Origin } from "../../../sandbox/http/origin"

const host = "claims.contoso.example"

/** What a connection gets from a look-up: its addresses, or the code of the error. */
const found = ({ lookup }: Names, name = host, family: 0 | 4 | 6 = 0) =>
  new Promise<readonly LookupAddress[] | string | undefined>((resolve) =>
    lookup(name, { all: true, family }, (error, addresses) =>
      resolve(error ? error.code : (addresses as LookupAddress[])),
    ),
  )

describe.each(["from the zone", "over UDP"] as const)("a look-up %s", (way) => {
  const names = new Names()
  let server: Origin | undefined
  beforeAll(async () => {
    if (way === "over UDP") server = await names.serve(5782)
  })
  afterAll(() => server?.close())

  const answers = (...replies: [Reply, ...Reply[]]) =>
    names.zone.tell(host, { answers: replies, repeat: "last" })

  test("finds a customer's host", async () => {
    names.zone.clear()
    expect(await found(names)).toEqual([{ address: "127.0.0.1", family: 4 }])
    expect(names.zone.queries().map(({ type }) => type)).toEqual(["A", "AAAA"])
  })

  test("gives one address to who wants one", async () => {
    names.zone.clear()
    const one = await new Promise((resolve) => names.lookup(host, {}, (...result) => resolve(result)))
    expect(one).toEqual([null, "127.0.0.1", 4])
  })

  test("asks for the wanted family alone", async () => {
    answers(["127.0.0.1", "::1"])
    expect(await found(names, host, 6)).toEqual([{ address: "::1", family: 6 }])
    expect(await found(names, host, 4)).toEqual([{ address: "127.0.0.1", family: 4 }])
  })

  test("gives both families", async () => {
    answers(["::1", "127.0.0.2", "127.0.0.1"])
    expect(await found(names)).toEqual([
      { address: "127.0.0.2", family: 4 },
      { address: "127.0.0.1", family: 4 },
      { address: "::1", family: 6 },
    ])
  })

  test.each<[Reply, string]>([
    ["NXDOMAIN", "ENOTFOUND"],
    [[], "ENOTFOUND"],
    ["SERVFAIL", "ESERVFAIL"],
    [["169.254.169.254", "10.0.0.1", "fe80::1"], "EHOSTUNREACH"],
  ])("meets %j as %s", async (reply, code) => {
    answers(reply)
    expect(await found(names)).toBe(code)
  })

  test("knows no other host, this machine's own included", async () => {
    expect([await found(names, "graph.microsoft.com"), await found(names, "localhost")]).toEqual([
      "ENOTFOUND",
      "ENOTFOUND",
    ])
  })

  test("follows a host that rebinds, and never off the machine", async () => {
    answers(["127.0.0.1"], ["127.0.0.1", "169.254.169.254"], ["169.254.169.254"])
    const near = [{ address: "127.0.0.1", family: 4 }]
    expect([await found(names), await found(names), await found(names)]).toEqual([near, near, "EHOSTUNREACH"])
  })

  test("waits where there is no answer", async () => {
    answers("TIMEOUT")
    expect(await Promise.race([found(names), wait(300, "nothing yet")])).toBe("nothing yet")
  })

  test("waits longer than any callout for a server that was quick before", async () => {
    names.zone.clear()
    for (let count = 0; count < 20; count += 1) await found(names)
    answers("TIMEOUT")
    expect(await Promise.race([found(names), wait(2500, "nothing yet")])).toBe("nothing yet")
  })
})

test("a zone whose server has ended is asked directly again", async () => {
  const names = new Names()
  await (await names.serve(5783)).close()
  expect(await found(names)).toEqual([{ address: "127.0.0.1", family: 4 }])
})
