import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { z } from "zod"
import { signInBeta, signUp } from "./logs"
import { openWire, type Wire } from "./wire"

let wire: Wire
beforeAll(async () => {
  wire = await openWire(5640)
}, 60_000)
afterAll(() => wire.close())

const laterNames = { prefer: "include-unknown-enum-members" }
const everyKind = "$filter=signInEventTypes/any(t: t eq 'interactiveUser' or t eq 'nonInteractiveUser')"

type Ask = Wire["get"]

const signInsOf = async (ask: Ask, headers: Record<string, string> = {}) =>
  (await ask(`/beta/auditLogs/signIns?${everyKind}`, { headers })).body.value.map((row) =>
    signInBeta.parse(row),
  )
const signUpsOf = async (headers: Record<string, string> = {}) =>
  (await wire.getOfWoodgrove("/beta/auditLogs/signUps", { headers })).body.value.map((row) =>
    signUp.parse(row),
  )

const namesOf = (rows: { appliedEventListeners: { eventType: string | null }[] }[]) =>
  [...new Set(rows.flatMap((row) => row.appliedEventListeners.map(({ eventType }) => eventType)))].sort()

describe("members that an enumeration got later", () => {
  test("hide without the Prefer header: every event but the first, native sign-ins, refresh tokens", async () => {
    const rows = await signInsOf(wire.getOfWoodgrove)
    expect(namesOf(rows)).toEqual(["tokenIssuanceStart", "unknownFutureValue"])
    expect(namesOf(await signUpsOf())).toEqual(["unknownFutureValue"])
    expect(new Set(rows.map((row) => row.authenticationProtocol))).toEqual(
      new Set(["oAuth2", "unknownFutureValue"]),
    )
    expect(new Set(rows.map((row) => row.incomingTokenType))).toEqual(new Set(["none", "unknownFutureValue"]))
  })

  test("show with it", async () => {
    const rows = await signInsOf(wire.getOfWoodgrove, laterNames)
    expect(namesOf(rows)).toEqual(["emailOtpSend", "passwordSubmit", "tokenIssuanceStart"])
    expect(namesOf(await signUpsOf(laterNames))).toEqual([
      "attributeCollectionStart",
      "attributeCollectionSubmit",
      "emailOtpSend",
    ])
    expect(rows.map((row) => row.authenticationProtocol)).toContain("nativeAuth")
    expect(rows.map((row) => row.incomingTokenType)).toContain("refreshToken")
  })

  test("do not exist for the check of a Verified ID, which has no name either way", async () => {
    for (const headers of [{}, laterNames])
      expect(namesOf(await signInsOf(wire.get, headers))).toEqual([
        "tokenIssuanceStart",
        "unknownFutureValue",
      ])
  })

  test("of sign-ups at other providers do the same", async () => {
    const types = (rows: Awaited<ReturnType<typeof signUpsOf>>) =>
      new Set(rows.map(({ signUpIdentity }) => signUpIdentity.signUpIdentifierType))
    expect(types(await signUpsOf())).toEqual(new Set(["emailAddress", "unknownFutureValue"]))
    expect(types(await signUpsOf(laterNames))).toEqual(new Set(["emailAddress", "federation"]))
  })
})

test("only interactive rows come back unless the filter names the kinds", async () => {
  const kinds = async (query: string) => {
    const { body } = await wire.get(`/beta/auditLogs/signIns${query}`)
    return new Set(body.value.map((row) => signInBeta.parse(row).signInEventTypes[0]))
  }
  expect(await kinds("")).toEqual(new Set(["interactiveUser"]))
  expect(await kinds(`?${everyKind}`)).toEqual(new Set(["interactiveUser", "nonInteractiveUser"]))
})

describe("pages", () => {
  test.each(["signIns", "signUps"])(
    "of %s go on by an opaque token, newest first, each row once",
    async (log) => {
      const all = (await wire.getOfWoodgrove(`/beta/auditLogs/${log}`)).body.value
      const seen: unknown[] = []
      let next: string | undefined = `/beta/auditLogs/${log}?$top=2`
      for (let page = 0; next !== undefined && page < 50; page += 1) {
        const { status, body } = await wire.getOfWoodgrove(next)
        expect(status).toBe(200)
        expect(body.value.length).toBeLessThanOrEqual(2)
        seen.push(...body.value.map(({ id }) => id))
        next = body["@odata.nextLink"]
        if (next !== undefined) {
          expect(next.startsWith(`${wire.world.urls.graph}/beta/auditLogs/${log}?$top=2&$skiptoken=`)).toBe(
            true,
          )
        }
      }
      expect(seen).toEqual(all.map(({ id }) => id))
      const times = all.map(({ createdDateTime }) => String(createdDateTime))
      expect(times).toEqual(times.toSorted().toReversed())
    },
  )
})

describe("every answer", () => {
  const id = "7d0a0a0e-0000-4000-8000-000000000001"

  test.each([
    "/v1.0/organization",
    "/beta/auditLogs/signUps",
    "/v1.0/auditLogs/signUps",
    "/v1.0/users?$top=0",
  ])("%s carries the ids of the request", async (path) => {
    const { headers } = await wire.get(path, { headers: { "client-request-id": id } })
    expect(headers.get("client-request-id")).toBe(id)
    expect(z.guid().safeParse(headers.get("request-id")).success).toBe(true)
    expect(headers.get("content-type")).toMatch(/^application\/json;odata\.metadata=minimal/)
  })
})

describe("a batch", () => {
  const responses = z.strictObject({
    responses: z.array(
      z.strictObject({
        id: z.string(),
        status: z.int(),
        headers: z.record(z.string(), z.string()),
        body: z.looseObject({}),
      }),
    ),
  })
  const send = async (requests: object[], roles?: string[]) => {
    const request = {
      method: "POST",
      body: { requests },
      roles,
      headers: { "content-type": "application/json" },
    }
    const { status, body } = await wire.get("/beta/$batch", request)
    expect(status).toBe(200)
    return responses.parse(body).responses.toSorted((one, other) => one.id.localeCompare(other.id))
  }
  const part = (index: number, url: string) => ({ id: String(index), method: "GET", url })

  test("answers each part as the request alone would be answered", async () => {
    const parts = await send([
      part(1, "/organization?$select=id"),
      part(2, "/auditLogs/signIns?$top=1"),
      part(3, "/applications/00000000-0000-0000-0000-000000000000"),
    ])
    expect(parts.map(({ status }) => status)).toEqual([200, 200, 404])
    expect(parts[0]?.body).toEqual((await wire.get("/beta/organization?$select=id")).body)
    const rows = z.object({ value: z.array(signInBeta) }).safeParse(parts[1]?.body)
    expect(rows.data?.value).toHaveLength(1)
    for (const { headers } of parts) expect(headers["Content-Type"]).toMatch(/^application\/json/)
  })

  test("is admitted part by part", async () => {
    const parts = await send([part(1, "/users?$top=1"), part(2, "/domains")], ["User.Read.All"])
    expect(parts.map(({ status }) => status)).toEqual([200, 403])
  })

  test("spends the budget of the logs with each part, and says when to come back", async () => {
    const parts = await send(
      [0, 1, 2, 3, 4, 5, 6].map((index) =>
        part(index, ["/auditLogs/signUps", "/auditLogs/signIns"][index % 2] ?? ""),
      ),
    )
    expect(parts.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429, 429])
    expect(Number(parts[6]?.headers["Retry-After"])).toBeGreaterThan(0)
    expect(parts[6]?.body).toMatchObject({
      error: { code: expect.any(String), innerError: expect.anything() },
    })
  })
})
