import { decodeJwt } from "jose"
import { beforeEach, describe, expect, test } from "vitest"
import { control, next, reset } from "../control"
import { received, setting, startBorder } from "./border"
import { msal, signIn } from "./sdk"

beforeEach(() => reset())

const graphScope = () => [`${setting("GRAPH_ENDPOINT")}/Application.ReadWrite.All`]

/** A console that holds the operator's token, in a session. */
async function consoleOfOperator(expiresInMs = 3_600_000) {
  const border = await startBorder()
  const token = (await signIn(msal())).result.accessToken
  const oid = String(decodeJwt(token).oid)
  const id = border.openSession(oid, { token, expiresAt: Date.now() + expiresInMs })
  return { ...border, session: { id, oid } }
}

const exchanges = async () =>
  (await received("login")).filter(({ body }) => body.includes("requested_token_use=on_behalf_of"))

describe("acting as the operator", () => {
  test("gives a token for Graph that names the operator and the permission", async () => {
    const { onBehalfOf, session } = await consoleOfOperator()
    const { token } = await onBehalfOf(session, graphScope())
    expect(decodeJwt(token)).toMatchObject({ oid: session.oid, scp: expect.stringContaining("Application") })
  })

  test("asks Microsoft once, and again after the session was closed", async () => {
    const { onBehalfOf, closeSession, session } = await consoleOfOperator()
    await onBehalfOf(session, graphScope())
    expect(await onBehalfOf(session, graphScope())).toMatchObject({ fromCache: true })
    expect(await exchanges()).toHaveLength(1)
    closeSession(session.id)
    await expect(onBehalfOf(session, graphScope())).rejects.toMatchObject({ name: "NeedsRenewal" })
  })

  test("needs a renewal on another replica, which never held the token", async () => {
    const { session } = await consoleOfOperator()
    const other = await startBorder()
    await expect(other.onBehalfOf(session, graphScope())).rejects.toMatchObject({ name: "NeedsRenewal" })
    expect(await exchanges()).toEqual([])
  })

  test("needs a renewal shortly before the operator's token ends", async () => {
    const { onBehalfOf, session } = await consoleOfOperator(30_000)
    await expect(onBehalfOf(session, graphScope())).rejects.toMatchObject({ name: "NeedsRenewal" })
    expect(await exchanges()).toEqual([])
  })

  test("needs a renewal when Microsoft finds the operator's token too old", async () => {
    const { onBehalfOf, session } = await consoleOfOperator()
    await control("POST", "/clock", { offsetMs: 2 * 3_600_000 })
    await expect(onBehalfOf(session, graphScope())).rejects.toMatchObject({ name: "NeedsRenewal" })
  })

  test("is refused to somebody else who knows the session's id", async () => {
    const { onBehalfOf, session } = await consoleOfOperator()
    const stranger = { ...session, oid: "00000000-0000-4000-8000-000000000001" }
    await expect(onBehalfOf(stranger, graphScope())).rejects.toMatchObject({ name: "NeedsRenewal" })
  })

  test("without the consent is trouble that names AADSTS65001", async () => {
    const { attempt, onBehalfOf, session } = await consoleOfOperator()
    await control("PUT", "/consents", { tenant: "Contoso", app: "Calloutscope", scopes: [] })
    const part = await attempt("Application.ReadWrite.All", () => onBehalfOf(session, graphScope()))
    expect(part).toMatchObject({ ok: false, why: expect.stringContaining("AADSTS65001") })
  })

  test("is trouble in words when the sign-in endpoint is away", async () => {
    const { attempt, onBehalfOf, session } = await consoleOfOperator()
    await next("POST /*/oauth2/v2.0/token", { status: 503, times: 5 })
    const part = await attempt("Application.ReadWrite.All", () => onBehalfOf(session, graphScope()))
    expect(part).toMatchObject({ ok: false, kind: "unreachable" })
  })
})
