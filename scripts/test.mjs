import { spawn } from "node:child_process"
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import path from "node:path"
import { ensureBrowser, ensureDependencies, root } from "./bootstrap.mjs"
import { ensureBuild } from "./build.mjs"
import { run } from "./processes.mjs"

const results = path.join(root, "test-results")
const report = path.join(results, "vitest.json")

/** Runs the tests with vitest's own report beside its usual output; resolves with the exit status. */
function runTests(args, env) {
  const vitest = path.join(root, "node_modules", "vitest", "vitest.mjs")
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`]
  const child = spawn(process.execPath, [vitest, "run", ...reporters, ...args], {
    cwd: root,
    stdio: "inherit",
    env,
  })
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => child.kill(signal))
  return new Promise((resolve) => child.once("exit", (status) => resolve(status ?? 1)))
}

/** "N passed, N failed" from the runner's report; a run that broke before its tests counts as one failure. */
function summarise(status) {
  try {
    const { numPassedTests: passed, numFailedTests: failed } = JSON.parse(readFileSync(report, "utf8"))
    return `${passed} passed, ${status !== 0 && failed === 0 ? 1 : failed} failed`
  } catch {
    return "0 passed, 1 failed"
  }
}

run(async () => {
  const args = process.argv.slice(2).filter((arg) => arg !== "--soak")
  const isSoak = process.argv.includes("--soak")
  ensureDependencies()
  const browser = await ensureBrowser()
  ensureBuild()
  rmSync(results, { recursive: true, force: true })
  mkdirSync(results)
  const status = await runTests(args, {
    ...process.env,
    CHROMIUM_PATH: browser,
    NEXT_TELEMETRY_DISABLED: "1",
    ...(isSoak ? { SOAK: "1" } : {}),
  })
  const summary = summarise(status)
  writeFileSync(path.join(results, "summary.txt"), `${summary}\n`)
  console.log(summary)
  process.exitCode = status
})
