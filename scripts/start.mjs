import { ensureDependencies } from "./bootstrap.mjs"
import { ensureBuild } from "./build.mjs"
import { checkPort, listenAt } from "./ports.mjs"
import { finish, run, stopAll, stopWithParent, typescript } from "./processes.mjs"
import { environmentWith, optionsOf } from "./settings.mjs"
import { startConsole } from "./stack.mjs"

run(async () => {
  stopWithParent()
  const { "env-file": file } = optionsOf({ "env-file": { type: "string" } })
  const env = environmentWith(file)
  await ensureDependencies()
  const check = await finish(process.execPath, typescript("cli/index.ts", "settings", "--quiet"), { env })
  if (check.status !== 0) return stopAll(1)
  const address = new URL(env.NEXTAUTH_URL)
  const { host, port } = listenAt(address, env)
  await checkPort(port, "PORT", host)
  await ensureBuild()
  await startConsole({ env, host, port, stdout: "inherit" })
  console.log(`ready ${address.origin}`)
})
