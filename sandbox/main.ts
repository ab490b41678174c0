import { randomBytes } from "node:crypto"
import { writeFileSync } from "node:fs"
import { mkdir } from "node:fs/promises"
import path from "node:path"
import { parseArgs } from "node:util"
import { createApisApp } from "./apis/app"
import { createControlApp } from "./control/app"
import { createGraphApp } from "./graph/app"
import { createApp, listen, type Origin, StartError } from "./http/origin"
import { createBrowserLoginApp, createLoginApp } from "./login/app"
import { contosoIds } from "./tenants/contoso"
import { customersIdentity } from "./tls/customers"
import { createWorld, portsFrom, type World } from "./world"

/** Starts every origin of a world; on failure those that already run are closed again. */
async function start(world: World): Promise<Origin[]> {
  const leaf = await world.authority.issue(["localhost", "127.0.0.1"])
  const customers = await customersIdentity(world.authority)
  const { ports } = world
  const plans = [
    { name: "control", port: ports.control, create: createControlApp },
    { name: "login", port: ports.login, create: createLoginApp, tls: leaf },
    { name: "browser login", port: ports.browserLogin, create: createBrowserLoginApp },
    { name: "graph", port: ports.graph, create: createGraphApp, tls: leaf },
    { name: "apis", port: ports.apis, create: createApisApp, tls: customers },
  ]
  const running: Origin[] = []
  try {
    for (const { name, port, create, tls } of plans) {
      const options = { name, port, host: "127.0.0.1", tls, log: world.log, next: world.next }
      const app = createApp(options)
      create(app, world)
      running.push(await listen(app, options))
    }
  } catch (error) {
    await Promise.all(running.map((origin) => origin.close()))
    throw error
  }
  return running
}

/** The settings that a console and the CLI need to reach this world, as an env file. */
function settingsOf(world: World, folder: string): string {
  const settings = {
    AZURE_TENANT_ID: contosoIds.tenant,
    AZURE_CLIENT_ID: contosoIds.consoleApp,
    AZURE_CLIENT_SECRET: world.consoleSecret,
    AZURE_AUTHORITY_HOST: world.urls.login,
    GRAPH_ENDPOINT: world.urls.graph,
    NEXTAUTH_URL: `http://localhost:${process.env.PORT || 3000}`,
    NEXTAUTH_SECRET: randomBytes(32).toString("base64url"),
    DATA_DIR: path.join(folder, "console"),
    NODE_EXTRA_CA_CERTS: path.join(folder, "ca.pem"),
  }
  return Object.entries(settings)
    .map(([name, value]) => `${name}=${value}\n`)
    .join("")
}

async function main() {
  const { values } = parseArgs({ options: { "env-file": { type: "string" } } })
  const envFile = path.resolve(values["env-file"] ?? ".data/sandbox/settings.env")
  const folder = path.dirname(envFile)
  await mkdir(folder, { recursive: true })
  const base = Number(process.env.SANDBOX_PORT || 4800)
  if (!Number.isInteger(base) || base < 1 || base > 65_000)
    throw new StartError("SANDBOX_PORT must be a port number.")
  const world = await createWorld(portsFrom(base))
  const origins = await start(world)
  const { key, cert } = world.consoleCertificate
  writeFileSync(path.join(folder, "ca.pem"), world.authority.caPem)
  writeFileSync(path.join(folder, "console-certificate.pem"), `${key}\n${cert}\n`, { mode: 0o600 })
  writeFileSync(envFile, settingsOf(world, folder), { mode: 0o600 })
  const stop = async () => {
    await Promise.all(origins.map((origin) => origin.close()))
    process.exit(0)
  }
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, stop)
  console.log(`ready ${world.urls.control}`)
}

main().catch((error: unknown) => {
  console.error(error instanceof StartError ? error.message : error)
  process.exit(1)
})
