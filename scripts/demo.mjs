import { ensureDependencies } from "./bootstrap.mjs"
import { ensureBuild } from "./build.mjs"
import { checkPort, portFrom, run, stopWithParent } from "./processes.mjs"
import { addHistory, settingsFile, startConsole, startSandbox } from "./stack.mjs"

const isDev = process.argv.includes("--dev")

run(async () => {
  stopWithParent()
  const port = portFrom("PORT", 3000)
  const base = portFrom("SANDBOX_PORT", 4800)
  await checkPort(port, "PORT")
  ensureDependencies()
  if (!isDev) ensureBuild()
  const { control, settings } = await startSandbox({
    envFile: settingsFile(isDev ? "dev" : "demo"),
    base,
    port,
  })
  await Promise.all([addHistory(control), startConsole({ settings, port, mode: isDev ? "dev" : "start" })])
  console.error(`[demo] break, repair and sign people in at ${control}`)
  console.log(`ready http://localhost:${port}`)
})
