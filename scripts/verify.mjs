import { spawnSync } from "node:child_process"
import path from "node:path"
import { ensureDependencies, root } from "./bootstrap.mjs"

const bin = (name) => path.join(root, "node_modules", ".bin", name)

const steps = [
  ["format and lint", bin("biome"), ["check", "--error-on-warnings"]],
  ["route types", bin("next"), ["typegen"]],
  ["types", bin("tsc"), ["--noEmit"]],
  ["tests and build", process.execPath, ["scripts/test.mjs"]],
]

ensureDependencies()
for (const [name, command, args] of steps) {
  console.error(`[verify] ${name}`)
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: "1" }
  const { status } = spawnSync(command, args, { cwd: root, stdio: "inherit", env })
  if (status !== 0) process.exit(status ?? 1)
}
