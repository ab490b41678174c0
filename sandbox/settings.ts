import { randomBytes } from "node:crypto"
import { writeFileSync } from "node:fs"
import path from "node:path"
import { workspaceIds } from "./logs/workspaces"
import { contosoIds, woodgroveIds } from "./tenants/ids"
import type { World } from "./world"

/** A console of one tenant: where its settings stand, what it keeps its data in, and where a browser meets it. */
type Console = {
  tenant: string
  file: string
  data: string
  url: string
  ids: { readonly tenant: string; readonly consoleApp: string }
  /** Whether the tenant has customers, who sign in at a host of their own. */
  isExternal: boolean
}

/** Contoso's console and, on the next port, Woodgrove's; the second one's settings stand beside the first one's. */
function consolesOf(envFile: string, port: number): readonly Console[] {
  const { dir, name, ext } = path.parse(envFile)
  return [
    {
      tenant: "Contoso",
      file: envFile,
      data: "console",
      url: `http://localhost:${port}`,
      ids: contosoIds,
      isExternal: false,
    },
    {
      tenant: "Woodgrove",
      file: path.join(dir, `${name}.woodgrove${ext}`),
      data: "console-woodgrove",
      url: `http://localhost:${port + 1}`,
      ids: woodgroveIds,
      isExternal: true,
    },
  ]
}

const logReader = (world: World) => ({
  LOG_ANALYTICS_TENANT_ID: contosoIds.tenant,
  LOG_ANALYTICS_CLIENT_ID: contosoIds.logReaderApp,
  LOG_ANALYTICS_CLIENT_SECRET: world.logReaderSecret,
})

function settingsOf(
  world: World,
  { file, data, url, ids, isExternal }: Console,
  others: readonly Console[],
): string {
  const folder = path.dirname(file)
  const settings = {
    AZURE_TENANT_ID: ids.tenant,
    AZURE_CLIENT_ID: ids.consoleApp,
    AZURE_CLIENT_SECRET: world.consoleSecret,
    AZURE_AUTHORITY_HOST: world.urls.login,
    ...(isExternal ? { AZURE_CIAM_HOST: world.urls.ciam } : {}),
    GRAPH_ENDPOINT: world.urls.graph,
    LOG_ANALYTICS_ENDPOINT: world.urls.logs,
    LOG_ANALYTICS_WORKSPACE_ID: workspaceIds[isExternal ? "woodgrove" : "contoso"],
    // An external tenant has no subscription: its workspace lives in a workforce tenant, and so does who reads it.
    ...(isExternal ? logReader(world) : {}),
    NEXTAUTH_URL: url,
    NEXTAUTH_SECRET: randomBytes(32).toString("base64url"),
    OTHER_CONSOLES: others.map((other) => `${other.tenant}=${other.url}`).join(","),
    DATA_DIR: path.join(folder, data),
    NODE_EXTRA_CA_CERTS: path.join(folder, "ca.pem"),
    OUTBOUND_DNS: `127.0.0.1:${world.ports.dns}`,
    OUTBOUND_ALLOW_CIDR: "127.0.0.1/32",
  }
  return Object.entries(settings)
    .map(([name, value]) => `${name}=${value}\n`)
    .join("")
}

/** Writes what a console and the CLI need to reach this world: an env file for each tenant; gives their places. */
export function writeSettings(
  world: World,
  envFile: string,
  port: number,
): readonly { tenant: string; file: string }[] {
  const consoles = consolesOf(envFile, port)
  for (const one of consoles) {
    const others = consoles.filter((other) => other !== one)
    writeFileSync(one.file, settingsOf(world, one, others), { mode: 0o600 })
  }
  return consoles.map(({ tenant, file }) => ({ tenant, file }))
}
