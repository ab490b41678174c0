import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { workspaceIds } from "../../../sandbox/logs/workspaces"
import { type Sandbox, start } from "./start"

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await start(42_370)
})
beforeEach(() => sandbox.world.reset())
afterAll(() => sandbox.close())

const path = `/workspaces/${workspaceIds.contoso}`

test("the workspaces are listed with how they behave", async () => {
  const json = await (await sandbox.fetchPath("/workspaces")).json()
  expect(json).toMatchObject([
    { id: workspaceIds.contoso, access: true, delayMs: 0, missingTables: [], partialError: false },
    { id: workspaceIds.woodgrove },
  ])
})

test("every knob can be turned, one by one", async () => {
  const all = {
    access: false,
    delayMs: 20,
    ingestionDelayMs: 1000,
    missingTables: ["AuditLogs"],
    partialError: true,
  }
  for (const [name, value] of Object.entries(all)) await sandbox.call("PUT", path, { [name]: value })
  expect((await sandbox.call("PUT", path, {})).json).toMatchObject(all)
})

test("a reset puts them back", async () => {
  await sandbox.call("PUT", path, { access: false })
  sandbox.world.reset()
  expect((await sandbox.call("PUT", path, {})).json).toMatchObject({ access: true })
})

test.each([
  ["a table that there is none of", { missingTables: ["Nope"] }],
  ["a knob that there is none of", { nope: 1 }],
  ["a delay below zero", { delayMs: -1 }],
])("%s is refused", async (_, body) => {
  expect((await sandbox.call("PUT", path, body)).status).toBe(400)
})

test("a workspace that is not there is refused with the names of those that are", async () => {
  const { status, json } = await sandbox.call("PUT", "/workspaces/nope", {})
  expect([status, JSON.stringify(json)]).toEqual([400, expect.stringContaining(workspaceIds.woodgrove)])
})
