import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { type Sandbox, start } from "./start"

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await start(5784)
})
beforeEach(() => sandbox.call("POST", "/reset"))
afterAll(() => sandbox.close())

const path = "/dns/Claims.contoso.example"
const host = "claims.contoso.example"
const rebind = [["127.0.0.1"], ["169.254.169.254", "::ffff:a00:1"], "TIMEOUT"]

describe("names by control", () => {
  test("a host is told to rebind", async () => {
    const told = await sandbox.call("PUT", path, { answers: rebind })
    expect(told).toEqual({ status: 200, json: { host, answers: rebind, repeat: "last", asked: {} } })
    sandbox.world.names.zone.ask(host, "A")
    expect(sandbox.world.names.zone.ask(host, "A")).toEqual(["169.254.169.254"])
  })

  test("rules and questions are listed", async () => {
    await sandbox.call("PUT", path, { answers: ["SERVFAIL"], repeat: "cycle" })
    sandbox.world.names.zone.ask(host, "AAAA")
    expect((await sandbox.call("GET", "/dns")).json).toEqual({
      rules: [{ host, answers: ["SERVFAIL"], repeat: "cycle", asked: { AAAA: 1 } }],
      queries: [{ at: expect.any(String), name: host, type: "AAAA", reply: "SERVFAIL" }],
    })
  })

  test("a host is put back", async () => {
    await sandbox.call("PUT", path, { answers: ["NXDOMAIN"] })
    expect(await sandbox.call("DELETE", path)).toEqual({ status: 200, json: { host, rules: 0 } })
    expect(sandbox.world.names.zone.ask(host, "A")).toEqual(["127.0.0.1"])
  })

  test("a reset forgets rules and questions", async () => {
    await sandbox.call("PUT", path, { answers: ["NXDOMAIN"] })
    sandbox.world.names.zone.ask(host, "A")
    await sandbox.call("POST", "/reset")
    expect((await sandbox.call("GET", "/dns")).json).toEqual({ rules: [], queries: [] })
  })

  test.each([
    ["no answers", { answers: [] }],
    ["an address that is none", { answers: [["127.0.0.256"]] }],
    ["a word that is none", { answers: ["REFUSED"] }],
    ["too many addresses", { answers: [Array.from({ length: 9 }, () => "127.0.0.1")] }],
    ["another way to repeat", { answers: ["NXDOMAIN"], repeat: "never" }],
  ])("%s is refused", async (_, body) => {
    expect(await sandbox.call("PUT", path, body)).toMatchObject({
      status: 400,
      json: { error: expect.stringMatching(/^(answers|repeat).*\.$/) },
    })
  })

  test("what is no host is refused", async () => {
    const refused = await sandbox.call("PUT", "/dns/a%20b.example", { answers: ["NXDOMAIN"] })
    expect(refused).toEqual({ status: 400, json: { error: "a b.example is not the name of a host." } })
  })
})
