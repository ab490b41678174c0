import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { afterAll, expect, test } from "vitest"
import { writeSettings } from "../../../sandbox/settings"
import { contosoIds } from "../../../sandbox/tenants/ids"
import { createWorld, portsFrom } from "../../../sandbox/world"
import { settingsIn } from "../../cloud"
import { startLogin } from "../login/login"
import { logsScope, openLogs } from "./logs"

const folder = mkdtempSync(path.join(tmpdir(), "settings-"))
afterAll(() => rmSync(folder, { recursive: true }))

test("each console is told of its own workspace, and Woodgrove's of an app in Contoso that may read it", async () => {
  const world = await createWorld(portsFrom(42_360))
  const files = writeSettings(world, path.join(folder, "settings.env"), 3000)
  const [contoso = {}, woodgrove = {}] = files.map(({ file }) => settingsIn(file))
  expect(contoso.LOG_ANALYTICS_ENDPOINT).toBe("https://localhost:42367")
  expect(contoso.LOG_ANALYTICS_CLIENT_ID).toBeUndefined()
  expect(woodgrove.LOG_ANALYTICS_TENANT_ID).toBe(contosoIds.tenant)
  expect(woodgrove.LOG_ANALYTICS_WORKSPACE_ID).not.toBe(contoso.LOG_ANALYTICS_WORKSPACE_ID)
  expect(woodgrove.LOG_ANALYTICS_CLIENT_SECRET).toBe(world.logReaderSecret)
})

test("Log Analytics has a service principal in either tenant, and is asked for by its name", async () => {
  const login = await startLogin()
  for (const tenant of login.world.tenants.values())
    expect(tenant.servicePrincipals.flatMap(({ servicePrincipalNames }) => servicePrincipalNames)).toContain(
      logsScope.replace("/.default", ""),
    )
  const logs = await openLogs()
  const token = await logs.tokenOf("reader")
  expect(JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString())).toMatchObject({
    aud: "https://api.loganalytics.io",
    appid: contosoIds.logReaderApp,
    tid: contosoIds.tenant,
    ver: "1.0",
  })
})
