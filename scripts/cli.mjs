import { spawnSync } from "node:child_process"
import { existsSync } from "node:fs"
import path from "node:path"
import { ensureDependencies, root } from "./bootstrap.mjs"
import { readEnvFile, typescript } from "./processes.mjs"

ensureDependencies()
const file = path.join(root, ".env")
const env = { ...(existsSync(file) ? readEnvFile(file) : {}), ...process.env }
const { status } = spawnSync(process.execPath, typescript("cli/index.ts", ...process.argv.slice(2)), {
  stdio: "inherit",
  env,
})
process.exitCode = status ?? 2
