import { mkdirSync, rmSync } from "node:fs"
import path from "node:path"
import { answers, localUrl } from "./ports.mjs"
import { LaunchError, launch, next, root, typescript } from "./processes.mjs"
import { readEnvFile, withoutEnvFile, withoutSettings } from "./settings.mjs"

/** The sandbox's settings file of a launcher, in a folder of its own. */
export function settingsFile(name) {
  const folder = path.join(root, ".data", name)
  mkdirSync(folder, { recursive: true })
  return path.join(folder, "settings.env")
}

/** Starts the sandbox; resolves with the settings that it wrote for each tenant's console and its control's address. */
export async function startSandbox({ envFile, base, port }) {
  rmSync(envFile, { force: true })
  const child = launch(typescript("sandbox/main.ts", "--env-file", envFile), {
    env: {
      ...withoutSettings(),
      SANDBOX_PORT: String(base),
      CONSOLE_URL: `http://localhost:${port}`,
      PORT: String(port),
    },
    stdio: ["ignore", "pipe", "inherit"],
  })
  const control = await new Promise((resolve, reject) => {
    child.stdout.on("data", (chunk) => {
      const [, url] = /^ready (\S+)/m.exec(String(chunk)) ?? []
      if (url) resolve(url)
    })
    child.once("exit", () => reject(new LaunchError("The sandbox did not start.")))
  })
  const woodgroveFile = envFile.replace(/\.env$/, ".woodgrove.env")
  return { control, settings: { Contoso: readEnvFile(envFile), Woodgrove: readEnvFile(woodgroveFile) } }
}

/**
 * Starts the console on an address of this machine, in production (after a build) or with hot reload, with the given
 * environment and nothing else; resolves when it answers.
 */
export async function startConsole({ env, host = "127.0.0.1", port, mode = "start", stdout = "ignore" }) {
  launch(next(mode, "-p", String(port), "-H", host), {
    env: { ...withoutEnvFile(env), NODE_ENV: mode === "dev" ? "development" : "production" },
    stdio: ["ignore", stdout, "inherit"],
  })
  await answers(`${localUrl(host, port)}/api/health`)
}

/** The environment of a console that is to know the sandbox's settings only. */
export const sandboxOnly = (settings) => ({ ...withoutSettings(), ...settings })

/** Puts some days of sign-ins into a tenant of the sandbox. */
export async function addHistory(control, tenant) {
  const response = await fetch(`${control}/history`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ tenant, days: 3, perDay: 240, seed: 7 }),
  })
  if (!response.ok) throw new LaunchError(`The sandbox did not take the history: ${await response.text()}`)
}
