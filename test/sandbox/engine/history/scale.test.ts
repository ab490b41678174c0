import { type ChildProcess, spawn } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"

const total = process.env.SOAK ? 1_000_000 : 20_000
const port = 42_064
const control = `http://127.0.0.1:${port}`
const folder = mkdtempSync(path.join(tmpdir(), "sandbox-"))

let sandbox: ChildProcess
beforeAll(async () => {
  const env = { ...process.env, SANDBOX_PORT: String(port) }
  const args = ["--conditions=react-server", "--import", "tsx", "--", "sandbox/main.ts"]
  sandbox = spawn(process.execPath, [...args, "--env-file", path.join(folder, "settings.env")], {
    env,
    stdio: ["ignore", "pipe", "inherit"],
  })
  await new Promise<void>((resolve, reject) => {
    sandbox.stdout?.on("data", (text) => String(text).startsWith("ready") && resolve())
    sandbox.once("exit", () => reject(new Error("The sandbox did not start.")))
  })
}, 60_000)
afterAll(() => {
  sandbox.kill()
  rmSync(folder, { recursive: true })
})

/** The most memory that the sandbox's process has held so far, in bytes; undefined where the system does not tell. */
function peakBytes(): number | undefined {
  if (process.platform !== "linux") return undefined
  const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${sandbox.pid}/status`, "utf8"))?.[1]
  return Number(kilobytes) * 1024
}

test.each([
  ["Contoso", 40],
  ["Woodgrove", 1000],
])(
  "%s gets the sign-ins of %i days in under two minutes and under 1 GB",
  { timeout: 300_000 },
  async (tenant, days) => {
    const started = performance.now()
    const response = await fetch(`${control}/history`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ tenant, days, perDay: total / days, seed: 7 }),
    })
    expect(await response.json()).toMatchObject({ tenant, rows: total })
    expect(performance.now() - started).toBeLessThan(120_000)
    expect(peakBytes() ?? 0).toBeLessThan(1_000_000_000)
  },
)
