import path from "node:path"
import { ensureDependencies } from "./bootstrap.mjs"
import { finish, root, run, stopAll, stopWithParent } from "./processes.mjs"

const bin = (name) => path.join(root, "node_modules", ".bin", name)

const steps = [
  ["format and lint", bin("biome"), ["check", "--error-on-warnings"]],
  ["route types", bin("next"), ["typegen"]],
  ["types", bin("tsc"), ["--noEmit"]],
  ["tests and build", process.execPath, ["scripts/test.mjs"]],
]

run(async () => {
  // The tests' launcher has a grace of its own for what it runs, so this one waits longer.
  stopWithParent({ status: 130, grace: 10_000 })
  await ensureDependencies()
  for (const [name, command, args] of steps) {
    console.error(`[verify] ${name}`)
    const env = { ...process.env, NEXT_TELEMETRY_DISABLED: "1" }
    const { status } = await finish(command, args, { env })
    if (status !== 0) return stopAll(status)
  }
})
