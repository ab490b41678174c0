import { ensureDependencies } from "./bootstrap.mjs"
import { ensureBuild } from "./build.mjs"
import { checkPort, portFrom } from "./ports.mjs"
import { run, stopWithParent } from "./processes.mjs"
import { optionsOf } from "./settings.mjs"
import { addHistory, sandboxOnly, settingsFile, startConsole, startSandbox } from "./stack.mjs"

run(async () => {
  stopWithParent()
  const { dev: isDev } = optionsOf({ dev: { type: "boolean" } })
  const port = portFrom("PORT", 3000)
  const base = portFrom("SANDBOX_PORT", 4800)
  await checkPort(port, "PORT")
  await ensureDependencies()
  if (!isDev) await ensureBuild()
  const { control, settings } = await startSandbox({
    envFile: settingsFile(isDev ? "dev" : "demo"),
    base,
    port,
  })
  const env = sandboxOnly(settings)
  await Promise.all([addHistory(control), startConsole({ env, port, mode: isDev ? "dev" : "start" })])
  console.error(`[demo] break, repair and sign people in at ${control}`)
  console.log(`ready http://localhost:${port}`)
})
