import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import path from "node:path"
import { ensureDependencies } from "./bootstrap.mjs"
import { ensureBrowser } from "./browser.mjs"
import { ensureBuild } from "./build.mjs"
import { finish, root, run, stopWithParent } from "./processes.mjs"
import { withoutSettings } from "./settings.mjs"

const results = path.join(root, "test-results")
const report = path.join(results, "vitest.json")

/** Runs the tests with vitest's own report beside its usual output; resolves with the exit status. */
async function runTests(args, env) {
  const vitest = path.join(root, "node_modules", "vitest", "vitest.mjs")
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`]
  // The tests start consoles, browsers and a sandbox, which are to end with them.
  const options = { env, ownGroup: true }
  const { status } = await finish(process.execPath, [vitest, "run", ...reporters, ...args], options)
  return status
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
  stopWithParent({ status: 130 })
  const args = process.argv.slice(2).filter((arg) => arg !== "--soak")
  const isSoak = process.argv.includes("--soak")
  await ensureDependencies()
  const browser = await ensureBrowser()
  await ensureBuild()
  rmSync(results, { recursive: true, force: true })
  mkdirSync(results)
  const status = await runTests(args, {
    ...withoutSettings(),
    CHROMIUM_PATH: browser,
    NEXT_TELEMETRY_DISABLED: "1",
    ...(isSoak ? { SOAK: "1" } : {}),
  })
  const summary = summarise(status)
  writeFileSync(path.join(results, "summary.txt"), `${summary}\n`)
  console.log(summary)
  process.exitCode = status
})
