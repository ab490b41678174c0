import { mkdirSync, rmSync } from "node:fs"
import path from "node:path"
import { root } from "./bootstrap.mjs"
import { answers, LaunchError, launch, next, readEnvFile, typescript } from "./processes.mjs"

/** The sandbox's settings file of a launcher, in a folder of its own. */
export function settingsFile(name) {
  const folder = path.join(root, ".data", name)
  mkdirSync(folder, { recursive: true })
  return path.join(folder, "settings.env")
}

/** Starts the sandbox and resolves with the settings that it wrote and the address of its control. */
export async function startSandbox({ envFile, base, port }) {
  rmSync(envFile, { force: true })
  const child = launch(typescript("sandbox/main.ts", "--env-file", envFile), {
    env: { SANDBOX_PORT: String(base), PORT: String(port) },
    stdio: ["ignore", "pipe", "inherit"],
  })
  const control = await new Promise((resolve, reject) => {
    child.stdout.on("data", (chunk) => {
      const [, url] = /^ready (\S+)/m.exec(String(chunk)) ?? []
      if (url) resolve(url)
    })
    child.once("exit", () => reject(new LaunchError("The sandbox did not start.")))
  })
  return { control, settings: readEnvFile(envFile) }
}

/** Starts the console with these settings, in production (after a build) or with hot reload; resolves when it answers. */
export async function startConsole({ settings, port, mode = "start" }) {
  const env = { ...settings, NODE_ENV: mode === "dev" ? "development" : "production" }
  launch(next(mode, "-p", String(port), "-H", "127.0.0.1"), { env, stdio: ["ignore", "ignore", "inherit"] })
  await answers(`http://127.0.0.1:${port}/api/health`)
}

/** Puts some days of sign-ins into the sandbox. */
export async function addHistory(control) {
  const response = await fetch(`${control}/history`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ days: 3, perDay: 240, seed: 7 }),
  })
  if (!response.ok) throw new LaunchError(`The sandbox did not take the history: ${await response.text()}`)
}
