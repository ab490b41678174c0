import { createApisApp } from "../../../sandbox/apis/app"
import { createControlApp } from "../../../sandbox/control/app"
import { createApp, listen } from "../../../sandbox/http/origin"
import { customersIdentity } from "../../../sandbox/tls/customers"
import { createWorld, portsFrom } from "../../../sandbox/world"

/** An answer of control: its status and its JSON. */
export type Answer = { status: number; json: unknown }

/** Starts control and the customers' APIs of a new world on ports of the caller's own. */
export async function start(base: number) {
  const world = await createWorld(portsFrom(base))
  const plans = [
    { name: "control", port: world.ports.control, create: createControlApp, tls: undefined },
    {
      name: "apis",
      port: world.ports.apis,
      create: createApisApp,
      tls: await customersIdentity(world.authority),
    },
  ]
  const origins = await Promise.all(
    plans.map(({ name, port, create, tls }) => {
      const options = { name, host: "127.0.0.1", port, tls, log: world.log, next: world.next }
      const app = createApp(options)
      create(app, world)
      return listen(app, options)
    }),
  )
  const fetchPath = (path: string, init?: RequestInit) => fetch(world.urls.control + path, init)
  return {
    world,
    fetchPath,
    /** Sends JSON to control and reads JSON. */
    async call(method: string, path: string, body?: unknown): Promise<Answer> {
      const headers = { "content-type": "application/json" }
      const response = await fetchPath(path, { method, headers, body: JSON.stringify(body) })
      return { status: response.status, json: await response.json() }
    },
    close: () => Promise.all(origins.map((origin) => origin.close())),
  }
}

/** A started sandbox. */
export type Sandbox = Awaited<ReturnType<typeof start>>
