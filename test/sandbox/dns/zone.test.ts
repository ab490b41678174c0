import { beforeEach, describe, expect, test } from "vitest"
import { Zone } from "../../../sandbox/dns/zone"

const host = "claims.contoso.example"
let zone: Zone
beforeEach(() => {
  zone = new Zone()
})

/** What a host gets for several questions of a type in a row. */
const asked = (times: number, type = "A", name = host) =>
  Array.from({ length: times }, () => zone.ask(name, type))

describe("the zone by itself", () => {
  test.each(["claims.contoso.example", "groceries.woodgrove.example", "EXPIRED.Contoso.Example"])(
    "%s is on loopback",
    (name) => expect(zone.ask(name, "A")).toEqual(["127.0.0.1"]),
  )

  test.each(["AAAA", "MX", "TXT", "SOA"])("a host has no data of type %s", (type) =>
    expect(zone.ask(host, type)).toEqual([]),
  )

  test.each([
    "missing.contoso.example",
    "missing.woodgrove.example",
    "claims.fabrikam.example",
    "notcontoso.example",
    "graph.microsoft.com",
    "localhost",
    "",
  ])("%j does not exist", (name) => expect(zone.ask(name, "A")).toBe("NXDOMAIN"))
})

describe("a rule", () => {
  const rebind = [["127.0.0.1"], ["169.254.169.254"]] as const

  test("gives each question the next answer, and keeps to the last", () => {
    zone.tell(host, { answers: rebind, repeat: "last" })
    expect(asked(4)).toEqual([["127.0.0.1"], ["169.254.169.254"], ["169.254.169.254"], ["169.254.169.254"]])
  })

  test("begins anew when it is to cycle", () => {
    zone.tell(host, { answers: rebind, repeat: "cycle" })
    expect(asked(3)).toEqual([["127.0.0.1"], ["169.254.169.254"], ["127.0.0.1"]])
  })

  test("goes on for each type by itself, so that both questions of a look-up see one step", () => {
    zone.tell(host, { answers: [["127.0.0.1", "::1"], ["fe80::1"]], repeat: "last" })
    expect([asked(2), asked(2, "AAAA")]).toEqual([
      [["127.0.0.1"], []],
      [["::1"], ["fe80::1"]],
    ])
  })

  test.each(["NXDOMAIN", "SERVFAIL", "TIMEOUT"] as const)("may be %s", (reply) => {
    zone.tell(host, { answers: [reply, ["127.0.0.1"]], repeat: "last" })
    expect(asked(2)).toEqual([reply, ["127.0.0.1"]])
  })

  test("brings names into being, in any case", () => {
    zone.tell("Rebind.Fabrikam.Example", { answers: [["127.0.0.1"]], repeat: "last" })
    expect(zone.ask("rebind.fabrikam.EXAMPLE", "A")).toEqual(["127.0.0.1"])
  })

  test("is told anew from its first answer on", () => {
    const rule = { answers: rebind, repeat: "last" } as const
    zone.tell(host, rule)
    asked(2)
    zone.tell(host, rule)
    expect(asked(1)).toEqual([["127.0.0.1"]])
  })

  test("ends when it is forgotten", () => {
    zone.tell(host, { answers: ["NXDOMAIN"], repeat: "last" })
    zone.forget(host.toUpperCase())
    expect(asked(1)).toEqual([["127.0.0.1"]])
  })

  test("is listed with how often each type was asked", () => {
    zone.tell(host, { answers: ["SERVFAIL"], repeat: "last" })
    asked(2)
    asked(1, "AAAA")
    expect(zone.rules()).toEqual([{ host, answers: ["SERVFAIL"], repeat: "last", asked: { A: 2, AAAA: 1 } }])
  })
})

test("questions are remembered with what they got, the last thousand of them", () => {
  asked(999)
  zone.ask("Nowhere.Example", "AAAA")
  zone.ask(host, "MX")
  expect(zone.queries().slice(-2)).toMatchObject([
    { name: "nowhere.example", type: "AAAA", reply: "NXDOMAIN" },
    { name: host, type: "MX", reply: [] },
  ])
  expect(zone.queries()).toHaveLength(1000)
})

test("clearing forgets rules and questions", () => {
  zone.tell(host, { answers: ["NXDOMAIN"], repeat: "last" })
  asked(1)
  zone.clear()
  expect([zone.rules(), zone.queries(), zone.ask(host, "A")]).toEqual([[], [], ["127.0.0.1"]])
})
