import { beforeEach, describe, expect, test, vi } from "vitest"
import { judge } from "@/lib/judge"
import { type DialedExchange, toExchange } from "@/lib/model/dial"
import { contosoIds } from "@/sandbox/tenants/ids"
import { troubledHosts } from "@/sandbox/tls/customers"
import { control, reset } from "../control"
import { startBorder } from "./border"

beforeEach(() => reset())

/** The tenant's own extension for claims as the snapshot has it, and a dialer with the console's settings. */
async function start(change: Record<string, string | undefined> = {}) {
  const border = await startBorder(change)
  vi.spyOn(console, "info").mockImplementation(() => undefined)
  const { callout, dial } = await import("@/lib/remote/dial")
  const { extensions } = await border.readSnapshot()
  const extension = extensions.ok ? extensions.value.find(({ id }) => id === contosoIds.extension) : undefined
  if (!extension?.targetUrl || !extension.resourceId) throw new Error("The extension was not read.")
  const { targetUrl: url, resourceId } = extension
  const call = (target = url, token?: string) =>
    callout({
      url: target,
      targetUrls: [target],
      operator: "casey",
      eventType: "tokenIssuanceStart",
      payload: {},
      limits: extension,
      ...(token === undefined ? {} : { token }),
    })
  return { border, dial, call, url, resourceId }
}

function judged(made: DialedExchange) {
  const exchange = toExchange(made)
  if (!exchange) throw new Error("The callout cannot be judged.")
  return { exchange, ...judge(exchange) }
}

const at = (url: string, host: string) => Object.assign(new URL(url), { hostname: host }).href

describe("a callout to the API of the tenant's own extension", () => {
  test("reaches it by the name server and the range of the settings", async () => {
    const { call } = await start()
    const { exchange, verdict } = judged(await call())
    expect(exchange).toMatchObject({ httpStatus: 401 })
    expect(verdict).toBe("1003002")
  })

  test("carries the token that the tenant issued for it, which is not Entra's", async () => {
    const { border, call, url, resourceId } = await start()
    const { token } = await border.acquire(resourceId)
    const { exchange } = judged(await call(url, token))
    expect(exchange.httpStatus).toBe(403)
    expect(JSON.stringify(exchange)).not.toContain(token)
  })

  test("goes nowhere when no range is opened", async () => {
    const { call } = await start({ OUTBOUND_ALLOW_CIDR: "" })
    expect((await call()).attempts).toMatchObject([{ kind: "refused", reason: "special-use" }])
  })

  test.each([
    [troubledHosts.expired, "CERT_HAS_EXPIRED"],
    [troubledHosts.untrusted, "UNABLE_TO_VERIFY_LEAF_SIGNATURE"],
    [troubledHosts.misnamed, "ERR_TLS_CERT_ALTNAME_INVALID"],
  ])("meets %s with %s", async (host, authorizationError) => {
    const { call, url } = await start()
    const made = await call(at(url, host))
    expect(made.attempts).toMatchObject([{ transport: "tls", certificate: { authorizationError } }])
    expect(judged(made).verdict).toBe("1003027")
  })

  test("meets a host that does not exist", async () => {
    const { call, url } = await start()
    expect((await call(at(url, "missing.contoso.example"))).attempts).toMatchObject([{ transport: "dns" }])
  })

  test.each(["169.254.169.254", "10.0.0.1", "168.63.129.16", "::1", "fe80::1"])(
    "stops when its name leads to %s the next time",
    async (address) => {
      const { call, url } = await start()
      const { hostname } = new URL(url)
      await control("PUT", `/dns/${hostname}`, { answers: [["127.0.0.1"], [address]], repeat: "last" })
      expect((await call()).attempts).toMatchObject([{ kind: "answer" }])
      expect((await call()).attempts).toMatchObject([{ kind: "refused", reason: "special-use" }])
    },
  )
})
