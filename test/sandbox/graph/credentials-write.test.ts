import { beforeEach, describe, expect, test } from "vitest"
import { contosoIds } from "../../../sandbox/tenants/ids"
import { graphPermissions } from "../../../sandbox/tenants/well-known"
import { consentOnly } from "../login/delegation"
import { openConsole } from "./acting"

const console = await openConsole()
const { world, get, login, tenant, postAs, postAsApp } = console
beforeEach(() => world.reset())

const api = contosoIds.apiApp
const application = () => {
  const app = tenant().applications.find(({ appId }) => appId === api)
  if (!app) throw new Error("Contoso has no API app.")
  return app
}
const path = (action: string) => `/v1.0/applications(appId='${api}')/${action}`
const named = (displayName: string) => ({ passwordCredential: { displayName } })
const add = (body: unknown = named("test"), alias = "operator") => postAs(alias, path("addPassword"), body)
const remove = (keyId: unknown, alias = "operator") => postAs(alias, path("removePassword"), { keyId })

/** What the token endpoint says to the API app's secret: 200, or the AADSTS number. */
async function signInWith(secret: unknown) {
  const { status, body } = await login.token({
    grant_type: "client_credentials",
    client_id: api,
    client_secret: `${secret}`,
    scope: `${application().identifierUris[0]}/.default`,
  })
  return status === 200 ? 200 : (body.error_codes as number[])[0]
}

describe("addPassword", () => {
  test("answers with the secret, once", async () => {
    const { status, body } = await add()
    const { "@odata.context": context, ...credential } = body
    expect(status).toBe(200)
    expect(context).toBe(`${world.urls.graph}/v1.0/$metadata#microsoft.graph.passwordCredential`)
    expect(credential).toEqual({
      customKeyIdentifier: null,
      displayName: "test",
      endDateTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:]{8}\.\d{7}Z$/),
      hint: `${body.secretText}`.slice(0, 3),
      keyId: expect.stringMatching(/^[\da-f-]{36}$/),
      secretText: expect.stringMatching(/^.{3}8Q~[\w~.-]{34}$/),
      startDateTime: expect.stringMatching(/Z$/),
    })
    const read = await get(`/v1.0/applications(appId='${api}')?$select=passwordCredentials`)
    expect(JSON.stringify(read.body)).not.toContain(`${body.secretText}`)
    expect(read.body.passwordCredentials).toContainEqual(
      expect.objectContaining({ keyId: body.keyId, hint: body.hint, secretText: null }),
    )
  })

  test("makes a secret that the token endpoint takes at once", async () => {
    expect(await signInWith((await add()).body.secretText)).toBe(200)
  })

  test("makes it for two years when no end is given", async () => {
    const { startDateTime, endDateTime } = (await add({})).body
    const years = (at: unknown) => new Date(`${at}`).getUTCFullYear()
    expect(years(endDateTime) - years(startDateTime)).toBe(2)
    expect(Math.abs(Date.parse(`${startDateTime}`) - world.clock.now())).toBeLessThan(60_000)
  })

  test("makes it for the time that is given, and it ends then", async () => {
    const endDateTime = new Date(world.clock.now() + 600_000).toISOString()
    const { body } = await add({ passwordCredential: { endDateTime } })
    expect(Date.parse(`${body.endDateTime}`)).toBe(Date.parse(endDateTime))
    world.clock.setOffset(601_000)
    expect(await signInWith(body.secretText)).toBe(7000222)
  })

  test("reaches the application by its object id too", async () => {
    const { status } = await postAs("operator", `/v1.0/applications/${application().id}/addPassword`, {})
    expect(status).toBe(200)
  })

  test("leaves the other secrets as they are", async () => {
    const before = application().passwordCredentials
    await add()
    expect(application().passwordCredentials.slice(0, -1)).toEqual(before)
  })

  const wrong: [what: string, body: unknown][] = [
    ["a time that is none", { passwordCredential: { endDateTime: "tomorrow" } }],
    ["a member that is not there", { passwordCredential: { secretText: "mine" } }],
    ["an end before the start", { passwordCredential: { endDateTime: "2020-01-01T00:00:00Z" } }],
    ["a body that is a list", []],
  ]
  test.each(wrong)("refuses %s with 400 and makes nothing", async (_, body) => {
    const before = application().passwordCredentials
    expect((await add(body)).status).toBe(400)
    expect(application().passwordCredentials).toEqual(before)
    expect(tenant().directoryAudits.size).toBe(0)
  })

  test("of an application that is not there is 404", async () => {
    const absent = "/v1.0/applications(appId='00000000-0000-4000-8000-000000000000')/addPassword"
    expect((await postAs("operator", absent, {})).status).toBe(404)
  })
})

describe("removePassword", () => {
  test("answers 204 without a body, and the secret works no more", async () => {
    const { body } = await add()
    const answer = await remove(body.keyId)
    expect(answer.status).toBe(204)
    expect(answer.body).toEqual({})
    expect(answer.headers.get("content-type")).toBeNull()
    expect(await signInWith(body.secretText)).toBe(7000215)
    expect(application().passwordCredentials.map(({ keyId }) => keyId)).not.toContain(body.keyId)
  })

  test("of a key that is not there is 400 in the words that clients look for", async () => {
    const { body } = await add()
    await remove(body.keyId)
    const again = await remove(body.keyId)
    expect(again.status).toBe(400)
    expect(again.body.error.message).toContain("No password credential found with keyId")
  })

  test("wants the id of a key", async () => {
    expect((await remove("first")).status).toBe(400)
    expect((await remove(undefined)).status).toBe(400)
  })
})

describe("who may", () => {
  const denied = { code: "Authorization_RequestDenied" }

  test.each(["reader", "tester", "nobody"])(
    "not the %s, who has the scope and no directory role",
    async (alias) => {
      const { status, body } = await add({}, alias)
      expect(status).toBe(403)
      expect(body.error).toMatchObject(denied)
    },
  )

  test("not the operator once his directory role is gone", async () => {
    tenant().roleAssignments = []
    expect((await add()).status).toBe(403)
  })

  test("not the operator through an app without consent to write", async () => {
    consentOnly(world, ["User.Read"])
    expect((await add()).status).toBe(403)
  })

  test("an app for itself with Application.ReadWrite.All, and with nothing less", async () => {
    expect((await postAsApp(path("addPassword"), {}, ["Application.ReadWrite.All"])).status).toBe(200)
    const others = Object.keys(graphPermissions).filter((one) => one !== "Application.ReadWrite.All")
    const refused = await postAsApp(path("addPassword"), {}, others)
    expect(refused.status).toBe(403)
    expect(refused.body.error).toMatchObject(denied)
  })

  test("nobody without a token", async () => {
    expect((await postAs("operator", path("addPassword"), {}, { authorization: null })).status).toBe(401)
  })
})

describe("the audit log", () => {
  const entries = async () =>
    (await get("/v1.0/auditLogs/directoryAudits?$orderby=activityDateTime asc")).body.value
  const activity = "Update application – Certificates and secrets management "

  test("tells which key came, and of which application", async () => {
    const { keyId } = (await add()).body
    const [target] = tenant().directoryAudits.newest?.targetResources ?? []
    const [keys] = target?.modifiedProperties ?? []
    expect(target).toMatchObject({ id: application().id, type: "Application" })
    expect(keys?.newValue).toContain(`KeyIdentifier=${keyId}`)
    expect(keys?.oldValue).not.toContain(`${keyId}`)
  })

  test("names the person who added and removed the secret", async () => {
    await remove((await add()).body.keyId)
    const [added, removed] = await entries()
    for (const entry of [added, removed])
      expect(entry).toMatchObject({
        activityDisplayName: activity,
        category: "ApplicationManagement",
        result: "success",
        initiatedBy: { app: null, user: { userPrincipalName: "operator@contoso.com" } },
      })
  })

  test("holds no secret", async () => {
    const { secretText } = (await add()).body
    expect(JSON.stringify(await entries())).not.toContain(`${secretText}`)
  })

  test("names the app that did it for itself", async () => {
    await postAsApp(path("addPassword"), {}, ["Application.ReadWrite.All"])
    expect((await entries())[0]).toMatchObject({
      initiatedBy: { app: { displayName: "Calloutscope" }, user: null },
    })
  })

  test("tells nothing of what was refused", async () => {
    await add({}, "reader")
    expect(await entries()).toEqual([])
  })
})

describe("a directory whose changes take a while", () => {
  test("makes a secret that is AADSTS7000215 until the sign-in service knows it", async () => {
    tenant().replication.delayMs = 5000
    const { secretText } = (await add()).body
    expect(await signInWith(secretText)).toBe(7000215)
    world.clock.setOffset(5001)
    expect(await signInWith(secretText)).toBe(200)
  })

  test("keeps the secrets that it knew", async () => {
    const { secretText } = (await add()).body
    tenant().replication.delayMs = 5000
    await add()
    expect(await signInWith(secretText)).toBe(200)
  })
})

test("a part of a batch adds a secret and another removes it, each with its own answer", async () => {
  const post = (id: string, action: string, body: unknown) => ({
    id,
    method: "POST",
    url: `applications(appId='${api}')/${action}`,
    headers: { "content-type": "application/json" },
    body,
  })
  const { keyId } = (await add()).body
  const { body } = await postAs("operator", "/v1.0/$batch", {
    requests: [post("1", "addPassword", {}), post("2", "removePassword", { keyId })],
  })
  const responses = body.responses as { id: string; status: number; body?: Record<string, unknown> }[]
  expect(responses.map(({ id, status }) => [id, status]).sort()).toEqual([
    ["1", 200],
    ["2", 204],
  ])
  expect(responses.find(({ id }) => id === "2")).not.toHaveProperty("body")
})
