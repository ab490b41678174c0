import { createServer } from "node:https"
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest"
import { type Dialer, startDialer, startNames } from "./dialer"
import { blocks, edgesOf, isSpecial } from "./iana"
import { listen, type Running } from "./server"
import { addressUrls } from "./urls"

const host = "api.fabrikam.example"
const url = (port: number, name = host) => `https://${name}:${port}/`
let listeners: readonly Running[]
let names: Awaited<ReturnType<typeof startNames>>
let port: number

const seen = () => listeners.map(({ connections }) => connections())

beforeAll(async () => {
  names = await startNames(42_201)
  const api = () => createServer(inject("certificates").good, (_request, response) => response.end("{}"))
  const first = await listen(api())
  port = first.port
  listeners = [first, await listen(api(), "::1", port), await listen(api(), "127.0.0.2", port)]
})
afterAll(() => Promise.all([names, ...listeners].map((one) => one.close())))

const dialOnce = ({ dial }: Dialer, address: string, ...more: string[]) =>
  dial({ url: address, targetUrls: [address, ...more], operator: "casey" })

const reasonOf = async (dialer: Dialer, address: string) => {
  const result = await dialOnce(dialer, address)
  return result.kind === "refused" ? result.reason : result
}

describe("servers on 127.0.0.1, 127.0.0.2 and ::1 see no connection", () => {
  test("from URLs with an IP address, however it is written", async () => {
    const dialer = await startDialer({ OUTBOUND_DNS: names.settings.OUTBOUND_DNS })
    const urls = addressUrls(port)
    expect(urls.length).toBeGreaterThan(240)
    for (const address of urls)
      expect(["literal", "malformed", "not-listed"], address).toContain(await reasonOf(dialer, address))
    expect(seen()).toEqual([0, 0, 0])
  })

  test("from names that lead into a special-use block, first to last address", async () => {
    const dialer = await startDialer({ OUTBOUND_DNS: names.settings.OUTBOUND_DNS })
    const addresses = blocks.flatMap((block) => {
      const { inside, beside } = edgesOf(block)
      return [...inside, ...beside.filter(isSpecial)]
    })
    for (const address of addresses) {
      names.tell(host, address)
      expect(await dialOnce(dialer, url(port)), address).toMatchObject({
        kind: "refused",
        reason: "special-use",
        why: expect.stringContaining(`${host} leads to `),
      })
    }
    expect(seen()).toEqual([0, 0, 0])
  })

  test.each([
    ["a public and a private one", ["192.0.43.8", "127.0.0.1"]],
    ["a private and a public one", ["127.0.0.1", "192.0.43.8"]],
    ["a public IPv4 and ::1", ["192.0.43.8", "::1"]],
    ["a public IPv6 one and 127.0.0.1", ["2606:2800:220:1::1", "127.0.0.1"]],
    ["two public and Azure's platform", ["192.0.43.8", "192.0.43.9", "168.63.129.16"]],
  ])("from a name with several addresses: %s", async (_, addresses) => {
    const dialer = await startDialer({ OUTBOUND_DNS: names.settings.OUTBOUND_DNS })
    names.tell(host, ...addresses)
    expect(await reasonOf(dialer, url(port))).toBe("special-use")
    expect(seen()).toEqual([0, 0, 0])
  })

  test.each(["localhost", "LOCALHOST.", "localhost.localdomain"])(
    "from %s by the system's resolver",
    async (name) => {
      const result = await dialOnce(await startDialer(), url(port, name))
      expect(result.kind === "refused" ? result.reason : result.kind).toMatch(/^(special-use|failure)$/)
      expect(seen()).toEqual([0, 0, 0])
    },
  )

  test("from a host that is not of the tenant, though it leads to an opened range", async () => {
    const { dial } = await startDialer(names.settings)
    names.tell(host, "127.0.0.1")
    const result = await dial({ url: url(port), targetUrls: [`https://${host}/`], operator: "casey" })
    expect(result).toMatchObject({ kind: "refused", reason: "not-listed" })
    expect(seen()).toEqual([0, 0, 0])
  })

  test.each([
    ["its address", { NEXTAUTH_URL: "http://localhost:PORT" }],
    ["the port that it listens on", { PORT: "PORT", NEXTAUTH_URL: "https://console.fabrikam.example" }],
    ["another console's address", { OTHER_CONSOLES: "Other=http://localhost:PORT" }],
  ])(
    "from names that lead to the console's own port, as told by %s, with loopback opened",
    async (_, change) => {
      const own = Object.entries(change).map(([name, value]) => [name, value.replace("PORT", String(port))])
      const dialer = await startDialer({
        ...names.settings,
        OUTBOUND_ALLOW_CIDR: "127.0.0.0/8,::1/128",
        ...Object.fromEntries(own),
      })
      for (const address of ["127.0.0.1", "127.0.0.2", "::1"]) {
        names.tell(host, address)
        expect(await reasonOf(dialer, url(port))).toBe("own-console")
      }
      expect(await reasonOf(dialer, `https://127.0.0.1:${port}/`)).toBe("own-console")
      expect(await reasonOf(dialer, `https://[::1]:${port}/`)).toBe("own-console")
      expect(seen()).toEqual([0, 0, 0])
    },
  )

  test("from the console's own name, which the settings write with a dot at its end", async () => {
    const own = `https://${host}.:${port}`
    const dialer = await startDialer({ ...names.settings, NEXTAUTH_URL: own })
    names.tell(host, "127.0.0.1")
    expect(await reasonOf(dialer, `https://${host}:${port}/`)).toBe("own-console")
    expect(seen()).toEqual([0, 0, 0])
  })

  test("from a name that leads there while only other ranges are opened", async () => {
    const dialer = await startDialer({ ...names.settings, OUTBOUND_ALLOW_CIDR: "127.0.0.3/32,10.0.0.0/8" })
    names.tell(host, "127.0.0.1")
    expect(await reasonOf(dialer, url(port))).toBe("special-use")
    expect(seen()).toEqual([0, 0, 0])
  })
})

describe("a name server that rebinds", () => {
  test("is asked once for each family, and what it said is what is connected", async () => {
    const dialer = await startDialer(names.settings)
    names.zone.clear()
    names.zone.tell(host, { answers: [["127.0.0.1"], ["127.0.0.2"]], repeat: "last" })
    expect(await dialOnce(dialer, url(port))).toMatchObject({ kind: "answer", address: "127.0.0.1" })
    expect(names.zone.queries().map(({ type }) => type)).toEqual(["A", "AAAA"])
    expect(seen()).toEqual([1, 0, 0])
  })

  test("gets nowhere with its second answer", async () => {
    const dialer = await startDialer(names.settings)
    names.zone.tell(host, { answers: [["127.0.0.1"], ["127.0.0.2"], ["::1"]], repeat: "last" })
    const reasons = [await reasonOf(dialer, url(port)), await reasonOf(dialer, url(port))]
    expect(reasons).toMatchObject([{ kind: "answer" }, "special-use"])
    expect(await reasonOf(dialer, url(port))).toBe("special-use")
    expect(seen()).toEqual([2, 0, 0])
  })

  test("gets nowhere between the attempts of a callout", async () => {
    const { callout } = await startDialer(names.settings)
    names.zone.tell(host, { answers: ["TIMEOUT", ["127.0.0.2"]], repeat: "last" })
    const { attempts } = await callout({
      url: url(port),
      targetUrls: [url(port)],
      operator: "casey",
      eventType: "tokenIssuanceStart",
      payload: {},
      limits: { timeoutMs: 200, maximumRetries: 1 },
    })
    expect(attempts).toMatchObject([
      { kind: "failure", transport: "timeout", phase: "dns" },
      { kind: "refused", reason: "special-use" },
    ])
    expect(seen()[1]).toBe(0)
    expect(seen()[2]).toBe(0)
  })
})

describe("what is opened is reached:", () => {
  test.each([
    ["127.0.0.1/32", ["127.0.0.1"], "127.0.0.1"],
    ["127.0.0.0/8", ["127.0.0.2"], "127.0.0.2"],
    ["::1/128", ["::1"], "::1"],
    ["127.0.0.0/8,::1/128", ["127.0.0.9", "::1"], "::1"],
  ])("with %s a host at %j", async (range, addresses, reached) => {
    const dialer = await startDialer({ ...names.settings, OUTBOUND_ALLOW_CIDR: range })
    names.tell(host, ...addresses)
    expect(await dialOnce(dialer, url(port))).toMatchObject({ kind: "answer", address: reached })
  })

  test("a host that only OUTBOUND_ALLOW_HOSTS names", async () => {
    const { dial } = await startDialer({ ...names.settings, OUTBOUND_ALLOW_HOSTS: `${host}:${port}` })
    names.tell(host, "127.0.0.1")
    expect(await dial({ url: url(port), targetUrls: [], operator: "casey" })).toMatchObject({ status: 200 })
  })

  test("an IP address that is on the list", async () => {
    const dialer = await startDialer(names.settings)
    expect(await dialOnce(dialer, `https://127.0.0.1:${port}/`)).toMatchObject({ status: 200 })
  })

  test("a host by the system's resolver", async () => {
    const dialer = await startDialer({ OUTBOUND_ALLOW_CIDR: "127.0.0.0/8,::1/128" })
    expect(await dialOnce(dialer, url(port, "localhost"))).toMatchObject({ status: 200 })
  })

  test("a host with a trailing dot, under the name in its certificate", async () => {
    const dialer = await startDialer(names.settings)
    names.tell(host, "127.0.0.1")
    expect(await dialOnce(dialer, url(port, `${host}.`))).toMatchObject({ status: 200 })
  })
})

test("without an address there is no call", async () => {
  const dialer = await startDialer(names.settings)
  names.tell(host)
  expect(await dialOnce(dialer, url(port))).toMatchObject({
    kind: "failure",
    transport: "dns",
    phase: "dns",
    why: `There is no address of ${host} (ENODATA).`,
  })
})

test.each([
  ["token", { token: "abc\r\nx-injected: 1" }],
  ["token", { token: "töken☃" }],
  ["header", { headers: { "x-name": "a\nb" } }],
  ["header", { headers: { "x name": "a" } }],
  ["header", { headers: { Host: "evil.example" } }],
  ["header", { headers: { "Transfer-Encoding": "chunked" } }],
  ["run id", { runId: "a\r\nb" }],
])("a %s that no request may carry is not sent: %j", async (_, change) => {
  const { dial } = await startDialer(names.settings)
  names.tell(host, "127.0.0.1")
  const before = seen()
  const result = await dial({ url: url(port), targetUrls: [url(port)], operator: "casey", ...change })
  expect(result).toMatchObject({ kind: "refused", reason: "header" })
  expect(seen()).toEqual(before)
})
