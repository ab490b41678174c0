import { parseArgs } from "node:util"
import { parseConfig } from "@/lib/config"
import type { Command } from "./index"

const usage =
  "Usage: cli settings [--quiet]\nChecks the console's settings in the environment; --quiet prints problems only."

/** Checks the settings: 0 when complete, 1 with every missing or wrong one named, 2 on bad usage. */
export const settingsCommand: Command = {
  name: "settings",
  summary: "checks the settings of the environment and .env",
  async run(args) {
    try {
      const { values } = parseArgs({
        args,
        options: { quiet: { type: "boolean" }, help: { type: "boolean" } },
      })
      if (values.help) {
        console.log(usage)
        return 0
      }
      const result = parseConfig(process.env)
      if (!result.ok) {
        const lines = result.problems.map((problem) => `  ${problem}`)
        console.error(["The console cannot start with these settings:", ...lines].join("\n"))
        return 1
      }
      if (!values.quiet)
        console.log(
          `Settings are complete: tenant ${result.config.tenantId}, Graph at ${result.config.graphEndpoint}.`,
        )
      return 0
    } catch {
      console.error(usage)
      return 2
    }
  },
}
