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
  const consoles = [
    { tenant: "Contoso", port },
    // Next allows a checkout one server with hot reload.
    ...(isDev ? [] : [{ tenant: "Woodgrove", port: port + 1 }]),
  ]
  for (const one of consoles) await checkPort(one.port, "PORT")
  await ensureDependencies()
  if (!isDev) await ensureBuild()
  const { control, settings } = await startSandbox({
    envFile: settingsFile(isDev ? "dev" : "demo"),
    base,
    port,
  })
  await Promise.all(
    consoles.map(async ({ tenant, port }) => {
      const env = { ...sandboxOnly(settings[tenant]), ...(isDev ? { OTHER_CONSOLES: "" } : {}) }
      await Promise.all([
        addHistory(control, tenant),
        startConsole({ env, port, mode: isDev ? "dev" : "start" }),
      ])
    }),
  )
  for (const one of consoles) console.error(`[demo] ${one.tenant}'s console: http://localhost:${one.port}`)
  console.error(`[demo] break, repair and sign people in at ${control}`)
  console.log(`ready http://localhost:${port}`)
})
