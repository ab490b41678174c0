import { type ChildProcess, spawn } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import path from "node:path"
import { parseEnv } from "node:util"
import type { TestProject } from "vitest/node"

declare module "vitest" {
  interface ProvidedContext {
    cloud: {
      control: string
      /** The settings of Contoso's console. */
      settings: Record<string, string>
      /** Those of Woodgrove's. */
      woodgrove: Record<string, string>
    }
  }
}

/** How many ports in a row the sandbox takes. */
export const sandboxPorts = 8

const isFree = (port: number) =>
  new Promise<boolean>((resolve) => {
    const server = createServer()
    server.once("error", () => resolve(false))
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)))
  })

/** A base of the given number of free ports in a row. */
export async function freePorts(howMany: number): Promise<number> {
  for (let tries = 0; tries < 50; tries += 1) {
    // Below the range that the system gives to outgoing connections, which may take a port meanwhile.
    const base = 20_000 + Math.floor(Math.random() * 12_000)
    const free = await Promise.all(Array.from({ length: howMany }, (_, index) => isFree(base + index)))
    if (free.every(Boolean)) return base
  }
  throw new Error("No free ports were found.")
}

/** The settings of an env file that the sandbox wrote. */
export const settingsIn = (file: string) => parseEnv(readFileSync(file, "utf8")) as Record<string, string>

function ready(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.stdout?.on("data", (chunk) => {
      const url = /^ready (\S+)/m.exec(String(chunk))?.[1]
      if (url) resolve(url)
    })
    child.once("exit", (code) =>
      reject(new Error(`The cloud ended with status ${code} before it was ready.`)),
    )
  })
}

/** Starts one cloud for all tests of the project and names its CA to the processes that run them. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(path.join(tmpdir(), "calloutscope-"))
  const envFile = path.join(folder, "settings.env")
  const args = [
    "--conditions=react-server",
    "--import",
    "tsx",
    "--",
    "sandbox/main.ts",
    "--env-file",
    envFile,
  ]
  const env = { ...process.env, SANDBOX_PORT: String(await freePorts(sandboxPorts)) }
  const child = spawn(process.execPath, args, { env, stdio: ["ignore", "pipe", "inherit"] })
  const control = await ready(child)
  const settings = settingsIn(envFile)
  // Node reads this at start only: the workers that run the tests start after this.
  process.env.NODE_EXTRA_CA_CERTS = settings.NODE_EXTRA_CA_CERTS
  const woodgrove = settingsIn(path.join(folder, "settings.woodgrove.env"))
  project.provide("cloud", { control, settings, woodgrove })
  return async () => {
    child.kill("SIGTERM")
    await new Promise((resolve) => child.once("exit", resolve))
    rmSync(folder, { recursive: true, force: true })
  }
}
