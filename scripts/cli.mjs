import { ensureDependencies } from "./bootstrap.mjs"
import { finish, run, stopWithParent, typescript } from "./processes.mjs"
import { environmentWith } from "./settings.mjs"

run(async () => {
  stopWithParent({ status: 130 })
  await ensureDependencies()
  const { status } = await finish(process.execPath, typescript("cli/index.ts", ...process.argv.slice(2)), {
    env: environmentWith(),
  })
  process.exitCode = status
})
