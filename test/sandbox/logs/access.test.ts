import { beforeAll, beforeEach, describe, expect, test } from "vitest"
import { workspaceIds } from "../../../sandbox/logs/workspaces"
import { graphUri } from "../login/delegation"
import { type Logs, openLogs } from "./logs"

let logs: Logs
beforeAll(async () => {
  logs = await openLogs()
})
beforeEach(() => logs.world.reset())

const one = "print 1"

describe("who may query", () => {
  test("Contoso's console reads Contoso's workspace", async () => {
    expect((await logs.ask(one)).status).toBe(200)
  })

  test("an app of its own in Contoso reads Woodgrove's workspace", async () => {
    const request = { workspace: workspaceIds.woodgrove, token: await logs.tokenOf("reader") }
    expect((await logs.ask(one, request)).status).toBe(200)
  })

  test.each([
    ["Contoso's console may not read Woodgrove's workspace", "console", workspaceIds.woodgrove],
    ["that app may not read Contoso's workspace", "reader", workspaceIds.contoso],
    ["Woodgrove's console may not, since workspaces live in Contoso", "woodgrove", workspaceIds.woodgrove],
  ] as const)("%s", async (_, who, workspace) => {
    const { status, body } = await logs.ask(one, { workspace, token: await logs.tokenOf(who) })
    expect(status).toBe(403)
    expect(body.error).toMatchObject({
      code: "InsufficientAccessError",
      innererror: {
        code: "UnauthorizedClient",
        message: `The service principal does not have sufficient permissions to access this resource: ${workspace}`,
      },
    })
  })

  test("nobody may once the role on the workspace is gone", async () => {
    logs.workspace().access = false
    expect((await logs.ask(one)).body.error?.code).toBe("InsufficientAccessError")
  })
})

describe("tokens", () => {
  test("there must be one", async () => {
    const { status, body } = await logs.ask(one, { token: null })
    expect([status, body.error?.code]).toEqual([401, "AuthenticationFailed"])
  })

  test("that cannot be read is refused", async () => {
    const { status, body } = await logs.ask(one, { token: "no-token" })
    expect([status, body.error?.code]).toEqual([403, "InvalidAuthenticationToken"])
  })

  test("for Graph is refused for its audience", async () => {
    const { status, body } = await logs.ask(one, {
      token: await logs.tokenOf("console", `${graphUri}/.default`),
    })
    expect([status, body.error?.code]).toEqual([403, "InvalidAuthenticationTokenAudience"])
  })

  test("that has expired is refused", async () => {
    const token = await logs.tokenOf("console")
    logs.world.clock.setOffset(7_200_000)
    expect((await logs.ask(one, { token })).body.error?.code).toBe("InvalidAuthenticationToken")
  })

  test("may be asked for by the app's id instead of its name", async () => {
    const token = await logs.tokenOf("console", "ca7f3f0b-7d91-482c-8e09-c5d840d0eac5/.default")
    expect((await logs.ask(one, { token })).status).toBe(200)
  })
})

test("a workspace that is not there is not found", async () => {
  const { status, body } = await logs.ask(one, { workspace: "00000000-0000-0000-0000-000000000000" })
  expect([status, body.error?.code]).toEqual([404, "WorkspaceNotFoundError"])
})

test("paths beside the query are a gap of the sandbox, not an answer", async () => {
  expect((await logs.ask(one, { workspace: `${workspaceIds.contoso}/metadata#` })).status).toBe(501)
})
