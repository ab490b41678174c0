import { ensureDependencies } from "./bootstrap.mjs"
import { finish, run, stopWithParent, typescript } from "./processes.mjs"

run(async () => {
  stopWithParent({ status: 130 })
  await ensureDependencies()
  // Memory is measured after a collection, which a program may ask for only with this flag.
  const args = ["--expose-gc", ...typescript("test/bench/main.ts", ...process.argv.slice(2))]
  const { status } = await finish(process.execPath, args)
  process.exitCode = status
})
