import { createSocket } from "node:dgram"
import { Resolver } from "node:dns/promises"
import { setTimeout as wait } from "node:timers/promises"
import { type DecodedPacket, decode, encode, type Packet } from "dns-packet"
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { startNameServer } from "../../../sandbox/dns/server"
import { Zone } from "../../../sandbox/dns/zone"
import { type Origin, StartError } from "../../../sandbox/http/origin"

const port = 5781
const host = "claims.contoso.example"
const zone = new Zone()
let server: Origin

beforeAll(async () => {
  server = await startNameServer(zone, port)
})
afterEach(() => zone.clear())
afterAll(() => server.close())

/** Sends bytes from a socket of their own and gives the answer, or null when none comes in a quarter of a second. */
async function exchange(bytes: Uint8Array): Promise<DecodedPacket | null> {
  const socket = createSocket("udp4")
  const answer = new Promise<DecodedPacket>((resolve) =>
    socket.once("message", (message) => resolve(decode(message))),
  )
  socket.send(bytes, port, "127.0.0.1")
  const first = await Promise.race([answer, wait(250, null)])
  socket.close()
  return first
}

const question = (name: string) => ({ name, type: "A" as const })

const query = (name: string, type: "A" | "AAAA" | "MX" = "A", rest: Packet = {}) =>
  encode({ type: "query", id: 4711, flags: 0x0100, questions: [{ name, type }], ...rest })

describe("an answer on the wire", () => {
  test("repeats id, question and its letters, and carries the address with nothing to keep", async () => {
    expect(await exchange(query("Claims.Contoso.example"))).toMatchObject({
      type: "response",
      id: 4711,
      rcode: "NOERROR",
      flag_aa: true,
      flag_rd: true,
      flag_tc: false,
      questions: [{ name: "Claims.Contoso.example", type: "A", class: "IN" }],
      answers: [{ name: "Claims.Contoso.example", type: "A", ttl: 0, data: "127.0.0.1" }],
      authorities: [],
    })
  })

  test.each(["AAAA", "MX"] as const)("has no %s but the zone's SOA", async (type) => {
    expect(await exchange(query(host, type))).toMatchObject({
      rcode: "NOERROR",
      answers: [],
      authorities: [{ name: "contoso.example", type: "SOA", data: { mname: "ns1.contoso.example" } }],
    })
  })

  test.each([
    ["missing.woodgrove.example", "woodgrove.example"],
    ["graph.microsoft.com", "."],
  ])("says that %s does not exist, with the SOA of %s", async (name, apex) => {
    expect(await exchange(query(name))).toMatchObject({
      rcode: "NXDOMAIN",
      answers: [],
      authorities: [{ name: apex, type: "SOA", data: { minimum: 0 } }],
    })
  })

  test("says that the server failed without anything else", async () => {
    zone.tell(host, { answers: ["SERVFAIL"], repeat: "last" })
    expect(await exchange(query(host))).toMatchObject({ rcode: "SERVFAIL", answers: [], authorities: [] })
  })

  test("carries every address of the type that was asked for", async () => {
    const addresses = ["127.0.0.1", "10.0.0.1", "::1", "::ffff:169.254.169.254"]
    zone.tell(host, { answers: [addresses], repeat: "last" })
    const dataOf = async (type: "A" | "AAAA") =>
      (await exchange(query(host, type)))?.answers?.map((answer) => "data" in answer && answer.data)
    expect(await dataOf("A")).toEqual(["127.0.0.1", "10.0.0.1"])
    expect(await dataOf("AAAA")).toEqual(["::1", "::ffff:a9fe:a9fe"])
  })

  test("to a type without a name of its own is empty", async () => {
    const bytes = query(host)
    // The packet ends with type and class, two bytes each; 65280 is for private use.
    bytes.writeUInt16BE(65_280, bytes.length - 4)
    expect(await exchange(bytes)).toMatchObject({ rcode: "NOERROR", answers: [] })
  })
})

describe("silence", () => {
  test.each<[string, () => Uint8Array]>([
    ["is what a rule may ask for", () => query("silent.contoso.example")],
    ["answers bytes that are no packet", () => Buffer.from("GET / HTTP/1.1\r\n\r\n")],
    ["answers an empty packet", () => Buffer.alloc(0)],
    ["answers half a packet", () => query(host).subarray(0, 20)],
    ["answers a packet without a question", () => encode({ type: "query", questions: [] })],
    ["answers an answer", () => query(host, "A", { type: "response" })],
    ["answers an update", () => query(host, "A", { flags: 5 << 11 })],
    [
      "answers two questions",
      () => encode({ type: "query", questions: [question(host), question("mail.woodgrove.example")] }),
    ],
  ])("%s", async (_, bytes) => {
    zone.tell("silent.contoso.example", { answers: ["TIMEOUT"], repeat: "last" })
    expect(await exchange(bytes())).toBeNull()
    expect(await exchange(query(host))).toMatchObject({ rcode: "NOERROR" })
  })
})

describe("Node's own resolver", () => {
  const resolver = new Resolver({ timeout: 200, tries: 2 })
  beforeEach(() => resolver.setServers([`127.0.0.1:${port}`]))

  test("finds a host", async () => expect(await resolver.resolve4(host)).toEqual(["127.0.0.1"]))

  test("sees a host rebind", async () => {
    zone.tell(host, { answers: [["127.0.0.1"], ["169.254.169.254"]], repeat: "last" })
    expect([await resolver.resolve4(host), await resolver.resolve4(host)]).toEqual([
      ["127.0.0.1"],
      ["169.254.169.254"],
    ])
  })

  test.each([
    ["NXDOMAIN", "ENOTFOUND"],
    ["SERVFAIL", "ESERVFAIL"],
    ["TIMEOUT", "ETIMEOUT"],
  ] as const)("meets %s as %s", async (reply, code) => {
    zone.tell(host, { answers: [reply], repeat: "last" })
    await expect(resolver.resolve4(host)).rejects.toMatchObject({ code })
  })

  test("has an answer at its second try when the first found silence", async () => {
    zone.tell(host, { answers: ["TIMEOUT", ["127.0.0.1"]], repeat: "last" })
    expect(await resolver.resolve4(host)).toEqual(["127.0.0.1"])
  })
})

test("a port in use is one clear sentence", async () => {
  const second = startNameServer(zone, port)
  await expect(second).rejects.toThrow(StartError)
  await expect(second).rejects.toThrow(
    "Port 5781 is in use (needed for dns); set SANDBOX_PORT to another base.",
  )
})
