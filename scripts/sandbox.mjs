import { ensureDependencies } from "./bootstrap.mjs"
import { launch, run, stopWithParent, typescript } from "./processes.mjs"
import { optionsOf } from "./settings.mjs"

run(async () => {
  stopWithParent()
  optionsOf({ "env-file": { type: "string" } })
  await ensureDependencies()
  launch(typescript("sandbox/main.ts", ...process.argv.slice(2)))
})
