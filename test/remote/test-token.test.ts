import path from "node:path"
import { decodeJwt } from "jose"
import { beforeEach, describe, expect, inject, test, vi } from "vitest"
import { contosoIds, woodgroveIds } from "@/sandbox/tenants/ids"
import { control, reset } from "../control"
import { jump, received, setting } from "./border"
import { type ConsoleBorder, startConsoleBorder, targetOf } from "./test-token-session"

beforeEach(() => reset())

const somebody = { id: "a session", oid: "somebody" }
const tokenRequests = async () => (await received("login")).filter(({ method }) => method === "POST")

/** A console that has just started, the desk of its extension, and what a page may know of it. */
async function open(settings: Record<string, string | undefined> = {}, name = "Loyalty claims") {
  const border = await startConsoleBorder(settings)
  const target = await targetOf(border, name)
  const view = () => border.testTokenOf(somebody, target.id)
  const token = () => border.heldTokenFor(somebody, target.id) ?? ""
  return { border, target, view, token }
}

const judged = (border: ConsoleBorder, extensionId: string) =>
  border.judgeHeld(somebody, extensionId, {
    tenantId: setting("AZURE_TENANT_ID"),
    tenantKind: "workforce",
    consoleAppId: setting("AZURE_CLIENT_ID"),
    authorityHost: setting("AZURE_AUTHORITY_HOST"),
    ciamHost: "https://ciam.example",
    issuers: { v1: null, v2: null, ciam: null },
    api: null,
  })

describe("with the console's own credentials", () => {
  test("a token for the extension's resource comes, and the request is told without the secret", async () => {
    const { border, target, view, token } = await open()
    await border.takeConsoleToken(somebody, target)
    const claims = decodeJwt(token())
    expect([claims.appid ?? claims.azp, claims.aud]).toEqual([
      setting("AZURE_CLIENT_ID"),
      expect.stringMatching(new RegExp(`^(${contosoIds.apiApp}|${target.resourceId})$`)),
    ])
    expect(view()).toMatchObject({
      trouble: null,
      run: null,
      held: {
        source: "console",
        isCached: false,
        request: {
          endpoint: `${setting("AZURE_AUTHORITY_HOST")}/${setting("AZURE_TENANT_ID")}/oauth2/v2.0/token`,
          grantType: "client_credentials",
          scope: `${target.resourceId}/.default`,
          clientId: setting("AZURE_CLIENT_ID"),
          proof: "secret",
          durationMs: expect.any(Number),
        },
      },
    })
    expect(JSON.stringify(view())).not.toContain(token())
    expect(JSON.stringify(view())).not.toContain(setting("AZURE_CLIENT_SECRET"))
  })

  test("the token serves again until a minute before its end, without a request", async () => {
    const { border, target, view, token } = await open()
    await border.takeConsoleToken(somebody, target)
    const [first, requests] = [token(), await tokenRequests()]
    await border.takeConsoleToken(somebody, target)
    expect([token(), view().held?.isCached, await tokenRequests()]).toEqual([first, true, requests])
    const ends = (decodeJwt(first).exp ?? 0) * 1000
    expect(Math.abs(Date.parse(view().held?.keptUntil ?? "") + 60_000 - ends)).toBeLessThan(3000)
    jump(ends - 59_000 - Date.now())
    expect([token(), view().held]).toEqual(["", null])
    vi.useRealTimers()
  })

  test("another session has none of it, nor has this one for another extension", async () => {
    const { border, target, token } = await open()
    await border.takeConsoleToken(somebody, target)
    expect(token()).not.toBe("")
    expect(border.heldTokenFor({ id: "another session", oid: "somebody" }, target.id)).toBeNull()
    expect(border.heldTokenFor({ id: "a session", oid: "somebody else" }, target.id)).toBeNull()
    await border.takeConsoleToken(somebody, target)
    const other = await targetOf(border, "Account recovery check")
    expect(border.heldTokenFor(somebody, other.id)).toBeNull()
  })

  test("forgetting it means that the next one is asked for", async () => {
    const { border, target, view, token } = await open()
    await border.takeConsoleToken(somebody, target)
    const first = token()
    border.forgetToken(somebody, target.id)
    expect([token(), view()]).toEqual(["", { held: null, run: null, trouble: null }])
    await border.takeConsoleToken(somebody, target)
    expect([token() === first, view().held?.isCached]).toEqual([false, false])
  })

  test("signing out takes it away", async () => {
    const { border, target } = await open()
    const session = { id: border.openSession("somebody", null), oid: "somebody" }
    await border.takeConsoleToken(session, target)
    expect(border.heldTokenFor(session, target.id)).not.toBeNull()
    border.closeSession(session.id)
    expect(border.heldTokenFor(session, target.id)).toBeNull()
  })

  test("a certificate of the console's does as well", async () => {
    const file = path.join(path.dirname(setting("NODE_EXTRA_CA_CERTS")), "console-certificate.pem")
    const { border, target, view } = await open({
      AZURE_CLIENT_SECRET: undefined,
      AZURE_CLIENT_CERTIFICATE_PATH: file,
    })
    await border.takeConsoleToken(somebody, target)
    expect(view().held?.request).toMatchObject({ proof: "certificate" })
  })

  test("an external tenant is asked at its customers' endpoint, so that the issuer is that of Entra's token", async () => {
    const settings = inject("cloud").woodgrove
    const { border, target, view, token } = await open(settings, "Customer claims")
    await border.takeConsoleToken(somebody, target)
    expect(view().held?.request?.endpoint).toBe(
      `${settings.AZURE_CIAM_HOST}/${woodgroveIds.tenant}/oauth2/v2.0/token`,
    )
    expect(decodeJwt(token())).toMatchObject({
      iss: `${settings.AZURE_CIAM_HOST}/${woodgroveIds.tenant}/v2.0`,
      azp: settings.AZURE_CLIENT_ID,
    })
  })

  test("it is judged, the signature with the tenant's keys", async () => {
    const { border, target } = await open()
    expect(await judged(border, target.id)).toBeNull()
    await border.takeConsoleToken(somebody, target)
    const result = await judged(border, target.id)
    const verdict = (claim: string) =>
      result?.judgement.lines.find((line) => line.claim === claim && line.part !== "header")?.verdict
    expect([verdict("signature"), verdict("tid"), verdict("exp")]).toEqual(["pass", "pass", "pass"])
    const token = border.heldTokenFor(somebody, target.id) ?? ""
    for (const part of token.split(".")) expect(JSON.stringify(result)).not.toContain(part)
  })
})

describe("a pasted token", () => {
  const calloutToken = async () =>
    (await control<{ token: string }>("POST", "/callout-tokens", { extension: "Loyalty claims" })).token

  test("is kept and judged as what it is", async () => {
    const { border, target, view, token } = await open()
    const pasted = await calloutToken()
    border.keepPastedToken(somebody, target, `Authorization: Bearer ${pasted}`)
    expect([token(), view().held?.source, view().held?.request]).toEqual([pasted, "pasted", null])
    expect((await judged(border, target.id))?.judgement.kind).toBe("callout-token")
  })

  test.each(["", "no token", "eyJhbGciOiJSUzI1NiJ9.e30"])("%j is none, and that is said", async (text) => {
    const { border, target, view } = await open()
    border.keepPastedToken(somebody, target, text)
    expect(view()).toMatchObject({ held: null, trouble: { title: "This is not a token that can be judged" } })
  })

  test("is kept for a day at most, and for ten minutes when it is over", async () => {
    const { border, target, view } = await open()
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url")
    const keptMs = (exp: number) => {
      border.keepPastedToken(somebody, target, `${part({ alg: "RS256" })}.${part({ exp })}.c2ln`)
      return Math.round((Date.parse(view().held?.keptUntil ?? "") - Date.now()) / 60_000)
    }
    expect([keptMs(1), keptMs(8_000_000_000), keptMs(Date.now() / 1000 + 3600)]).toEqual([10, 1440, 59])
  })
})
