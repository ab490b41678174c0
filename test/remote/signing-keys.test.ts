import { afterEach, beforeEach, describe, expect, inject, test, vi } from "vitest"
import type { KeySet } from "@/lib/model/token"
import { decodeToken } from "@/lib/tokens/decode"
import { verifySignature } from "@/lib/tokens/verify"
import { control, next, reset } from "../control"
import { jump, type Received, setting, startBorder } from "./border"

beforeEach(() => reset())
afterEach(() => {
  vi.useRealTimers()
})

/** The key readers of a console of the tenant that has just started. */
async function start(tenant: "settings" | "woodgrove" = "settings") {
  await startBorder(inject("cloud")[tenant])
  return import("@/lib/remote/signing-keys")
}

const keysPath = () => `/${setting("AZURE_TENANT_ID")}/discovery/v2.0/keys`
const kidsOf = ({ keys }: KeySet) => (keys.ok ? keys.value.keys.map(({ kid }) => kid) : [])

/** How often the login origin was asked for keys since the last reset. */
const asked = async () =>
  (await control<Received[]>("GET", "/requests?origin=login")).filter(({ url }) => /discovery/.test(url))
    .length

/** The token that Entra would send to the API of an extension. */
async function calloutToken(tenant: string, extension: string) {
  const body = { tenant, extension }
  const { token } = await control<{ token: string }>("POST", "/callout-tokens", body)
  const decoded = decodeToken(token)
  if (decoded.kind !== "signed") throw new Error("The cloud issues signed tokens.")
  return decoded
}

describe("the signing keys", () => {
  test("of a workforce tenant come from the sign-in endpoint alone and check its tokens", async () => {
    const { readKeySets } = await start()
    const sets = await readKeySets()
    expect(sets.map(({ source }) => source)).toEqual(["login"])
    const token = await calloutToken("Contoso", "Loyalty claims")
    expect(await verifySignature(token, sets)).toMatchObject({ kind: "valid", holders: ["login"] })
  })

  test("of an external tenant come from both, and Entra's own token needs those of its customers", async () => {
    const { readKeySets } = await start("woodgrove")
    const sets = await readKeySets()
    const [login, ciam] = sets
    expect(sets.map(({ source }) => source)).toEqual(["login", "ciam"])
    expect(ciam && kidsOf(ciam).length).toBeGreaterThan(login ? kidsOf(login).length : 99)
    const token = await calloutToken("Woodgrove", "Customer claims")
    expect(await verifySignature(token, sets)).toMatchObject({
      kind: "valid",
      holders: ["ciam"],
      others: ["login"],
    })
  })

  test("carry no certificate and nothing private", async () => {
    const { readKeySets } = await start()
    const [set] = await readKeySets()
    expect(set?.keys.ok && Object.keys(set.keys.value.keys[0] ?? {})).toEqual(["kty", "kid", "n", "e"])
  })

  test("are asked for once while they hold, however many ask", async () => {
    const { readKeySets } = await start()
    await Promise.all([readKeySets(), readKeySets()])
    await readKeySets()
    expect(await asked()).toBe(1)
    jump(24 * 3_600_000 - 60_000)
    await readKeySets()
    expect(await asked()).toBe(1)
    jump(120_000)
    await readKeySets()
    expect(await asked()).toBe(2)
  })

  test("are asked for again for a new key, at most every five minutes", async () => {
    const { readKeySets } = await start()
    await readKeySets()
    await readKeySets({ renew: true })
    expect(await asked()).toBe(1)
    jump(5 * 60_000)
    await readKeySets({ renew: true })
    await readKeySets({ renew: true })
    expect(await asked()).toBe(2)
  })

  test.each<readonly [string, object, string]>([
    ["a refusal", { status: 503, body: "" }, "answered with status 503"],
    ["a page", { body: "<html>" }, "not JSON"],
    ["something else", { body: { keys: "none" } }, "something else"],
    [
      "a redirect",
      { status: 302, headers: { location: "https://localhost:1/" }, body: "" },
      "answered with status 302",
    ],
    ["a cut connection", { reset: true }, "not reachable"],
  ])("are told as unread after %s, and read again soon", async (_, answer, words) => {
    const { readKeySets } = await start()
    await next(`GET ${keysPath()}`, answer)
    const [set] = await readKeySets()
    expect(set?.keys).toMatchObject({ ok: false, why: expect.stringContaining(words) })
    jump(11_000)
    expect((await readKeySets())[0]?.keys.ok).toBe(true)
  })

  test("of another kind than RSA for signatures are left out", async () => {
    const { readKeySets } = await start()
    const rsa = { kty: "RSA", kid: "one", n: "AQAB", e: "AQAB" }
    const keys = [rsa, { ...rsa, use: "enc" }, { kty: "EC", kid: "two" }, { kty: "RSA", n: "AQAB" }]
    await next(`GET ${keysPath()}`, { body: { keys } })
    expect((await readKeySets()).map(kidsOf)).toEqual([["one"]])
  })
})

describe("the issuers", () => {
  test("of a workforce tenant are those of its discovery documents", async () => {
    const { readIssuers } = await start()
    const host = setting("AZURE_AUTHORITY_HOST")
    const tenant = setting("AZURE_TENANT_ID")
    expect(await readIssuers()).toEqual({
      v1: `${host}/sts/${tenant}/`,
      v2: `${host}/${tenant}/v2.0`,
      ciam: null,
    })
  })

  test("of an external tenant include that of its customers", async () => {
    const { readIssuers } = await start("woodgrove")
    const { AZURE_CIAM_HOST: host, AZURE_TENANT_ID: tenant } = inject("cloud").woodgrove
    expect((await readIssuers()).ciam).toBe(`${host}/${tenant}/v2.0`)
  })

  test("that cannot be read are left open", async () => {
    const { readIssuers } = await start()
    await next(`GET /${setting("AZURE_TENANT_ID")}/v2.0/.well-known/openid-configuration`, {
      status: 500,
      times: 9,
    })
    expect(await readIssuers()).toMatchObject({ v1: expect.any(String), v2: null })
  })
})
