import { spawnSync } from "node:child_process"
import { existsSync } from "node:fs"
import path from "node:path"
import { parseArgs } from "node:util"
import { ensureDependencies, root } from "./bootstrap.mjs"
import { ensureBuild } from "./build.mjs"
import {
  answers,
  checkPort,
  launch,
  next,
  readEnvFile,
  run,
  stopAll,
  stopWithParent,
  typescript,
} from "./processes.mjs"

run(async () => {
  stopWithParent()
  const { values } = parseArgs({ options: { "env-file": { type: "string" } } })
  const file = values["env-file"] ?? path.join(root, ".env")
  const fromFile = values["env-file"] || existsSync(file) ? readEnvFile(file) : {}
  const env = { ...fromFile, ...process.env }
  ensureDependencies()
  const check = spawnSync(process.execPath, typescript("cli/index.ts", "settings", "--quiet"), {
    stdio: "inherit",
    env,
  })
  if (check.status !== 0) return stopAll(1)
  const address = new URL(env.NEXTAUTH_URL)
  const port = Number(env.PORT || address.port || 3000)
  await checkPort(port, "PORT")
  ensureBuild()
  const host = address.protocol === "http:" ? "127.0.0.1" : "0.0.0.0"
  launch(next("start", "-p", String(port), "-H", host), { env: { ...env, NODE_ENV: "production" } })
  await answers(`http://127.0.0.1:${port}/api/health`)
  console.log(`ready ${address.origin}`)
})
