import { ensureDependencies } from "./bootstrap.mjs"
import { launch, run, stopWithParent, typescript } from "./processes.mjs"

run(async () => {
  stopWithParent()
  ensureDependencies()
  launch(typescript("sandbox/main.ts", ...process.argv.slice(2)))
})
