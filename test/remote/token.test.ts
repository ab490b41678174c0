import { ClientAuthError, ServerError } from "@azure/msal-node"
import { decodeJwt } from "jose"
import { beforeEach, describe, expect, test } from "vitest"
import { control, reset } from "../control"
import { grantOnly, permissions, received, setting, startBorder } from "./border"
import { graphToken, msal } from "./sdk"

const absentTenant = "11111111-2222-4333-8444-555555555555"
const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => "no failure",
    (error: unknown) => error,
  )

beforeEach(() => reset())

describe("MSAL, unmodified", () => {
  test("a secret gets an app-only token for Graph with the console's permissions", async () => {
    const claims = decodeJwt(await graphToken(msal()))
    expect(claims).toMatchObject({
      aud: setting("GRAPH_ENDPOINT"),
      appid: setting("AZURE_CLIENT_ID"),
      appidacr: "1",
    })
    expect(claims.roles).toEqual(expect.arrayContaining([...permissions]))
  })

  test("the second token comes from the cache and makes no request", async () => {
    const client = msal()
    const first = await graphToken(client)
    const before = await received("login")
    expect(await graphToken(client)).toBe(first)
    expect(await received("login")).toEqual(before)
    expect(before.map(({ method }) => method)).toEqual(["GET", "POST"])
  })

  test("a wrong secret is a server error with the number 7000215", async () => {
    const error = await failureOf(graphToken(msal({ clientSecret: "wrong" })))
    expect(error).toBeInstanceOf(ServerError)
    expect(error).toMatchObject({ errorCode: "invalid_client", errorNo: 7000215 })
    expect(String(error)).toContain("AADSTS7000215")
  })

  test("an unknown tenant fails at discovery, before any secret is sent", async () => {
    const proof = { clientSecret: setting("AZURE_CLIENT_SECRET") }
    const error = await failureOf(graphToken(msal(proof, absentTenant)))
    expect(error).toBeInstanceOf(ClientAuthError)
    expect(error).toMatchObject({ errorCode: "endpoints_resolution_error" })
    expect((await received("login")).filter(({ method }) => method === "POST")).toEqual([])
  })
})

describe("the console's token", () => {
  const read = async (change: Record<string, string> = {}) => {
    const border = await startBorder(change)
    return { border, read: () => border.attempt("-", () => border.acquire(border.config().graphEndpoint)) }
  }

  test("comes from the cache after the first read", async () => {
    const console = await read()
    const first = await console.read()
    expect(first.ok).toBe(true)
    const before = await received("login")
    expect(await console.read()).toEqual({
      ok: true,
      value: { ...(first.ok ? first.value : {}), fromCache: true },
    })
    expect(await received("login")).toEqual(before)
  })

  test("a wrong secret is trouble with the credential that names AADSTS7000215", async () => {
    const console = await read({ AZURE_CLIENT_SECRET: "wrong" })
    const part = await console.read()
    expect(part).toMatchObject({ ok: false, kind: "credential" })
    expect(part).toHaveProperty("why", expect.stringContaining("AADSTS7000215"))
  })

  test("a wrong secret is told the same way by a read of Graph, and Graph is not asked", async () => {
    const { border } = await read({ AZURE_CLIENT_SECRET: "wrong" })
    const { organization, extensions, listeners } = await border.readSnapshot()
    for (const part of [organization, extensions, listeners]) {
      expect(part).toMatchObject({ ok: false, kind: "credential" })
      expect(part).toHaveProperty("why", expect.stringContaining("AADSTS7000215"))
    }
    expect(await received("graph")).toEqual([])
  })

  test("a client that the tenant does not know names AADSTS700016", async () => {
    const console = await read({ AZURE_CLIENT_ID: absentTenant })
    const part = await console.read()
    expect(part).toMatchObject({ ok: false, kind: "credential" })
    expect(part).toHaveProperty("why", expect.stringContaining("AADSTS700016"))
  })

  test("an unknown tenant sends the reader to AZURE_TENANT_ID", async () => {
    const console = await read({ AZURE_TENANT_ID: absentTenant })
    const part = await console.read()
    expect(part).toMatchObject({ ok: false })
    expect(part).toHaveProperty("why", expect.stringContaining("AZURE_TENANT_ID"))
  })

  test("an unknown tenant is told the same way by a read of Graph", async () => {
    const { border } = await read({ AZURE_TENANT_ID: absentTenant })
    const { organization } = await border.readSnapshot()
    expect(organization).toHaveProperty("why", expect.stringContaining("AZURE_TENANT_ID"))
  })

  test("a permission that was granted after a refusal counts at the next read", async () => {
    const { border } = await read()
    const organizations = () =>
      border.attempt("Organization.Read.All", () => border.readCollection("v1.0", "/organization"))
    await grantOnly()
    expect(await organizations()).toMatchObject({ ok: false, kind: "permission" })
    await grantOnly("Organization.Read.All")
    expect(await organizations()).toMatchObject({ ok: true })
  })

  test("a token that Graph takes no more is dropped, and the next read gets another", async () => {
    const { border } = await read()
    const organizations = () =>
      border.attempt("Organization.Read.All", () => border.readCollection("v1.0", "/organization"))
    expect(await organizations()).toMatchObject({ ok: true })
    await control("POST", "/clock", { offsetMs: 2 * 3_600_000 })
    expect(await organizations()).toMatchObject({ ok: false, kind: "credential" })
    expect(await organizations()).toMatchObject({ ok: true })
  })

  test("what is logged of a refusal names no secret and no token", async () => {
    const { border } = await read({ AZURE_CLIENT_SECRET: "wrong-but-still-secret" })
    await border.readSnapshot()
    expect(border.logged()).toContain("AADSTS7000215")
    expect(border.logged()).not.toMatch(/wrong-but-still-secret|eyJ/)
  })
})
