import { type ChildProcess, spawn } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { createServer } from "node:net"
import { networkInterfaces, tmpdir } from "node:os"
import path from "node:path"
import { afterAll, afterEach, describe, expect, inject, test } from "vitest"
import { contosoIds, woodgroveIds } from "../../sandbox/tenants/ids"
import { freePorts, sandboxPorts, settingsIn } from "../cloud"

const folder = mkdtempSync(path.join(tmpdir(), "calloutscope-launchers-"))
const running = new Set<Launched>()

type Launched = { child: ChildProcess; output(): string; ended: Promise<number | null> }

/** Runs a launcher as its npm script does, with nothing of the tests' own settings in its environment. */
function run(args: readonly string[], env: Record<string, string> = {}): Launched {
  const { PATH, HOME, NODE_ENV } = process.env
  const child = spawn(process.execPath, ["--", ...args], {
    env: { PATH, HOME, NODE_ENV, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  })
  let output = ""
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += String(chunk)))
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve))
  const launched = { child, output: () => output, ended }
  running.add(launched)
  return launched
}

/** Resolves with the address of a launcher's `ready` line. */
async function ready({ output, child }: Launched): Promise<string> {
  for (let tries = 0; tries < 600 && child.exitCode === null; tries += 1) {
    const url = /^ready (\S+)$/m.exec(output())?.[1]
    if (url) return url
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`It did not become ready: ${output()}`)
}

const answers = (url: string) =>
  fetch(url).then(
    ({ ok }) => ok,
    () => false,
  )

/** The tenants that the consoles on a port and the next one send people to for signing in. */
const tenantsOf = (port: number) =>
  Promise.all(
    [port, port + 1].map(async (own) => {
      const url = `http://localhost:${own}`
      const token = await fetch(`${url}/api/auth/csrf`)
      const { csrfToken } = (await token.json()) as { csrfToken: string }
      const response = await fetch(`${url}/api/auth/signin/entra`, {
        method: "POST",
        headers: {
          cookie: token.headers
            .getSetCookie()
            .map((cookie) => cookie.split(";")[0])
            .join("; "),
        },
        body: new URLSearchParams({ csrfToken }),
        redirect: "manual",
      })
      return new URL(response.headers.get("location") ?? "").pathname.split("/")[1]
    }),
  )

/** An address under which this machine is reached by others, or one that only a server of all addresses has. */
const outside =
  Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .find(({ internal, family }) => !internal && family === "IPv4")?.address ?? "127.0.0.2"

afterEach(async () => {
  for (const { child, ended } of running) {
    child.kill("SIGTERM")
    await ended
  }
  running.clear()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe("npm start", () => {
  test("names every missing setting at once and does not start", async () => {
    const { ended, output } = run(["scripts/start.mjs", "--env-file", ".env.example"])
    expect(await ended).toBe(1)
    for (const name of ["AZURE_TENANT_ID", "AZURE_CLIENT_ID", "AZURE_CLIENT_SECRET", "NEXTAUTH_SECRET"])
      expect(output()).toContain(`${name}`)
    expect(output()).not.toContain("    at ")
  })

  test("a CA file that cannot be read is a problem of its own", async () => {
    const settings = { ...inject("cloud").settings, NODE_EXTRA_CA_CERTS: path.join(folder, "no-ca.pem") }
    const { ended, output } = run(["scripts/start.mjs"], settings)
    expect(await ended).toBe(1)
    expect(output()).toContain("NODE_EXTRA_CA_CERTS names a file that cannot be read (ENOENT)")
  })

  test("a settings file that is not there is one sentence", async () => {
    const { ended, output } = run(["scripts/start.mjs", "--env-file", path.join(folder, "none.env")])
    expect([await ended, output().trim().split("\n").length]).toEqual([1, 1])
  })

  test("starts the console alone with the settings that the sandbox wrote", async () => {
    const port = await freePorts(1)
    const settings = {
      ...inject("cloud").settings,
      NEXTAUTH_URL: `http://localhost:${port}`,
      DATA_DIR: folder,
    }
    expect(await answers(`${await ready(run(["scripts/start.mjs"], settings))}/api/health`)).toBe(true)
  })

  test("behind a proxy it listens on this machine alone, unless HOST says otherwise", async () => {
    const [port, open] = [await freePorts(1), await freePorts(1)]
    const settings = {
      ...inject("cloud").settings,
      NEXTAUTH_URL: "https://console.contoso.com",
      DATA_DIR: folder,
    }
    const closedOne = run(["scripts/start.mjs"], { ...settings, PORT: String(port) })
    const openOne = run(["scripts/start.mjs"], { ...settings, PORT: String(open), HOST: "0.0.0.0" })
    await Promise.all([ready(closedOne), ready(openOne)])
    const urls = [`http://127.0.0.1:${port}`, `http://${outside}:${port}`, `http://${outside}:${open}`]
    expect(await Promise.all(urls.map((url) => answers(`${url}/api/health`)))).toEqual([true, false, true])
  })

  const local = "http://localhost:3700"
  test.each<[string, Record<string, string>, string[], string]>([
    ["a port that is none", { PORT: "abc" }, [], 'PORT must be a port number, not "abc".'],
    [
      "a port that is not the address's",
      { PORT: "3711" },
      [],
      `PORT is 3711, but NEXTAUTH_URL is ${local}: both must name the same port.`,
    ],
    ["an option that there is not", {}, ["--nope"], "Unknown option '--nope'."],
    [
      "a host that is a name",
      { HOST: "console" },
      [],
      'HOST must be an IP address to listen on, not "console".',
    ],
    [
      "plain http for the network",
      { HOST: "0.0.0.0" },
      [],
      "HOST=0.0.0.0 would offer plain http to the network: set NEXTAUTH_URL to the proxy's https address.",
    ],
  ])("%s is refused in one clear sentence", async (_, env, args, sentence) => {
    const settings = { ...inject("cloud").settings, NEXTAUTH_URL: local, DATA_DIR: folder, ...env }
    const { ended, output } = run(["scripts/start.mjs", ...args], settings)
    expect([await ended, output().trim()]).toEqual([1, sentence])
  })
})

describe("npm run sandbox", () => {
  test("writes settings for each tenant that console and command line accept, and ends on SIGTERM", async () => {
    const file = path.join(folder, "sandbox", "settings.env")
    const launched = run(["scripts/sandbox.mjs", "--env-file", file], {
      SANDBOX_PORT: String(await freePorts(sandboxPorts)),
    })
    const control = await ready(launched)
    const files = [file, path.join(folder, "sandbox", "settings.woodgrove.env")]
    for (const one of files) {
      expect(launched.output()).toContain(one)
      const { ended, output } = run(["scripts/cli.mjs", "settings"], settingsIn(one))
      expect([await ended, output()]).toEqual([0, expect.stringContaining("Settings are complete")])
    }
    launched.child.kill("SIGTERM")
    await launched.ended
    expect(await answers(control)).toBe(false)
  })

  test("a port in use is one clear sentence", async () => {
    const base = await freePorts(sandboxPorts)
    const blocker = createServer().listen(base + 3, "127.0.0.1")
    const { ended, output } = run(["scripts/sandbox.mjs"], { SANDBOX_PORT: String(base) })
    expect(await ended).toBe(1)
    expect(output().trim()).toBe(
      `Port ${base + 3} is in use (needed for graph); set SANDBOX_PORT to another base.`,
    )
    blocker.close()
  })
})

describe("npm run demo", () => {
  test("starts a console for each tenant and the sandbox whatever the shell has set, and a kill ends all", async () => {
    const [port, base] = [await freePorts(2), await freePorts(sandboxPorts)]
    const shell = {
      AZURE_CLIENT_CERTIFICATE_PATH: "/nowhere.pem",
      GRAPH_ENDPOINT: "none",
      OTHER_CONSOLES: "none",
      READ_ONLY: "perhaps",
    }
    const env = { ...shell, PORT: String(port), SANDBOX_PORT: String(base) }
    const launched = run(["scripts/demo.mjs"], env)
    const urls = [
      `http://127.0.0.1:${port}/api/health`,
      `http://127.0.0.1:${port + 1}/api/health`,
      `http://127.0.0.1:${base}/tenants`,
    ]
    const answering = () => Promise.all(urls.map(answers))
    expect(await ready(launched)).toBe(`http://localhost:${port}`)
    expect(await answering()).toEqual([true, true, true])
    expect(await tenantsOf(port)).toEqual([contosoIds.tenant, woodgroveIds.tenant])
    for (const name of ["Contoso", "Woodgrove"]) expect(launched.output()).toContain(`${name}'s console`)
    launched.child.kill("SIGTERM")
    await launched.ended
    expect(await answering()).toEqual([false, false, false])
  })

  test.each([
    ["first", 0],
    ["second", 1],
  ])("when the %s port is in use it is one clear sentence that names the setting", async (_, after) => {
    const port = await freePorts(2)
    const blocker = createServer().listen(port + after, "127.0.0.1")
    const { ended, output } = run(["scripts/demo.mjs"], { PORT: String(port) })
    const sentence = `Port ${port + after} is in use; set PORT to another one.`
    expect([await ended, output().trim()]).toEqual([1, sentence])
    blocker.close()
  })

  test("without a second port it is one clear sentence", async () => {
    const { ended, output } = run(["scripts/demo.mjs"], { PORT: "65535" })
    expect(await ended).toBe(1)
    expect(output().trim()).toBe("Nothing can listen on port 65536 of 127.0.0.1 (ERR_SOCKET_BAD_PORT).")
  })

  test("a port that is none is one clear sentence", async () => {
    const { ended, output } = run(["scripts/demo.mjs"], { PORT: "many" })
    expect([await ended, output().trim()]).toEqual([1, 'PORT must be a port number, not "many".'])
  })
})
