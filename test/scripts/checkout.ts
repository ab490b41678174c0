import { type ChildProcess, spawn } from "node:child_process"
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { setTimeout as wait } from "node:timers/promises"
import { onTestFinished } from "vitest"

/** A launcher of a checkout as it runs. */
export type Launched = { child: ChildProcess; output(): string; ended: Promise<number | null> }

/** A checkout with the launchers alone; the programs that they run are put there by the test. */
export type Checkout = {
  folder: string
  put(file: string, text: string): void
  run(args: readonly string[], env?: Record<string, string>): Launched
}

/** A program that notes its process in the checkout and takes longer than a test waits. */
export const slowProgram = (name: string) => `#!/usr/bin/env node
require("node:fs").writeFileSync("${name}.pid", String(process.pid))
setTimeout(() => {}, 120_000)
`

/** Resolves when a condition holds; throws after ten seconds. */
export async function until(condition: () => boolean, otherwise: () => string): Promise<void> {
  for (const end = Date.now() + 10_000; !condition(); await wait(25))
    if (Date.now() > end) throw new Error(otherwise())
}

/** Whether a process is there. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** Resolves with the number of a slow program's process once it runs. */
export async function pidOf({ folder }: Checkout, name: string, { output }: Launched): Promise<number> {
  const file = path.join(folder, `${name}.pid`)
  await until(() => existsSync(file) && readFileSync(file, "utf8") !== "", output)
  return Number(readFileSync(file, "utf8"))
}

/** Makes a checkout in a temporary folder that goes, with all that runs in it, when the test has finished. */
export function checkout(): Checkout {
  const folder = mkdtempSync(path.join(tmpdir(), "calloutscope-checkout-"))
  const running: Launched[] = []
  const put = (file: string, text: string) => {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true })
    writeFileSync(path.join(folder, file), text, { mode: 0o755 })
  }
  cpSync("scripts", path.join(folder, "scripts"), { recursive: true })
  for (const file of [".env.example", "package-lock.json"]) cpSync(file, path.join(folder, file))
  put("package.json", '{ "type": "commonjs" }')
  onTestFinished(async () => {
    for (const { child } of running) child.kill("SIGTERM")
    await Promise.all(running.map(({ ended }) => ended))
    rmSync(folder, { recursive: true, force: true })
  })
  return {
    folder,
    put,
    run(args, env = {}) {
      const { PATH, HOME, NODE_ENV } = process.env
      const child = spawn(process.execPath, ["--", ...args], {
        cwd: folder,
        env: { PATH, HOME, NODE_ENV, ...env },
        stdio: ["ignore", "pipe", "pipe"],
      })
      let output = ""
      for (const stream of [child.stdout, child.stderr])
        stream.on("data", (chunk) => (output += String(chunk)))
      const ended = new Promise<number | null>((resolve) => child.once("exit", resolve))
      const launched = { child, output: () => output, ended }
      running.push(launched)
      return launched
    },
  }
}
