import { type ChildProcess, spawn } from "node:child_process"
import { setTimeout as wait } from "node:timers/promises"
import { inject } from "vitest"
import { freePorts } from "../cloud"

/** A console in production mode against the shared cloud, as the tests see it. */
export type RunningConsole = {
  url: string
  output(): string
  stop(): Promise<void>
  /** Ends it at once, as a crash does. */
  kill(): Promise<void>
}

async function answers(url: string, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 300 && child.exitCode === null; tries += 1) {
    const response = await fetch(`${url}/api/health`).catch(() => null)
    if (response?.ok) return
    await wait(100)
  }
  throw new Error(
    `${url} did not answer${child.exitCode === null ? "" : `: it ended with ${child.exitCode}`}.`,
  )
}

async function stop(child: ChildProcess, signal: "SIGTERM" | "SIGKILL" = "SIGTERM"): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill(signal)
  await new Promise((resolve) => child.once("exit", resolve))
}

/** Starts a console with the cloud's settings for a tenant; members of `change` replace them. */
export async function startConsole(
  change: Record<string, string | undefined> = {},
  tenant: "settings" | "woodgrove" = "settings",
): Promise<RunningConsole> {
  const port = await freePorts(1)
  const url = `http://localhost:${port}`
  const { PATH, HOME } = process.env
  const env = {
    PATH,
    HOME,
    ...inject("cloud")[tenant],
    NEXTAUTH_URL: url,
    NODE_ENV: "production",
    ...change,
  }
  const args = ["node_modules/next/dist/bin/next", "start", "-p", String(port), "-H", "127.0.0.1"]
  // Safe: Next's types narrow NODE_ENV to a literal, which a spread of records cannot show.
  const child = spawn(process.execPath, args, {
    env: env as NodeJS.ProcessEnv,
    stdio: ["ignore", "pipe", "pipe"],
  })
  let output = ""
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += String(chunk)))
  await answers(url, child)
  return { url, output: () => output, stop: () => stop(child), kill: () => stop(child, "SIGKILL") }
}
