import { writeFileSync } from "node:fs"
import { mkdir } from "node:fs/promises"
import path from "node:path"
import { parseArgs } from "node:util"
import { createApisApp } from "./apis/app"
import { createControlApp } from "./control/app"
import { createGraphApp } from "./graph/app"
import { createApp, listen, type Origin, StartError } from "./http/origin"
import { createBrowserLoginApp, createCiamLoginApp, createLoginApp } from "./login/app"
import { createLogsApp } from "./logs/app"
import { writeSettings } from "./settings"
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
    { name: "ciamlogin", port: ports.ciam, create: createCiamLoginApp, tls: leaf },
    { name: "logs", port: ports.logs, create: createLogsApp, tls: leaf },
  ]
  const running: Origin[] = []
  try {
    for (const { name, port, create, tls } of plans) {
      const options = { name, port, host: "127.0.0.1", tls, log: world.log, next: world.next }
      const app = createApp(options)
      create(app, world)
      running.push(await listen(app, options))
    }
    running.push(await world.names.serve(ports.dns))
  } catch (error) {
    await Promise.all(running.map((origin) => origin.close()))
    throw error
  }
  return running
}

/** A port from the environment, with room for those after it; throws a StartError when it is none. */
function portFrom(setting: string, fallback: number): number {
  const port = Number(process.env[setting] || fallback)
  if (Number.isInteger(port) && port >= 1 && port <= 65_000) return port
  throw new StartError(`${setting} must be a port number up to 65000.`)
}

async function main() {
  const { values } = parseArgs({ options: { "env-file": { type: "string" } } })
  const envFile = path.resolve(values["env-file"] ?? ".data/sandbox/settings.env")
  const folder = path.dirname(envFile)
  await mkdir(folder, { recursive: true })
  const consolePort = portFrom("PORT", 3000)
  const world = await createWorld(portsFrom(portFrom("SANDBOX_PORT", 4800)))
  const origins = await start(world)
  const { key, cert } = world.consoleCertificate
  writeFileSync(path.join(folder, "ca.pem"), world.authority.caPem)
  writeFileSync(path.join(folder, "console-certificate.pem"), `${key}\n${cert}\n`, { mode: 0o600 })
  const files = writeSettings(world, envFile, consolePort)
  const stop = async () => {
    await Promise.all(origins.map((origin) => origin.close()))
    process.exit(0)
  }
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, stop)
  for (const { tenant, file } of files) console.error(`[sandbox] settings of ${tenant}'s console: ${file}`)
  console.log(`ready ${world.urls.control}`)
}

main().catch((error: unknown) => {
  console.error(error instanceof StartError ? error.message : error)
  process.exit(1)
})
