import { explainCommand } from "./explain"
import { judgeCommand } from "./judge"
import { payloadCommand } from "./payload"
import { settingsCommand } from "./settings"

/** One command: its name, a line for the list, and its work, which gives the exit code. */
export type Command = { name: string; summary: string; run(args: string[]): Promise<number> }

const commands: readonly Command[] = [explainCommand, judgeCommand, payloadCommand, settingsCommand]

function help(): string {
  const lines = commands.map(({ name, summary }) => `  ${name.padEnd(12)}${summary}`)
  return [
    "Usage: cli COMMAND [options]",
    "",
    "Commands",
    ...lines,
    "",
    "cli COMMAND --help shows its options.",
  ].join("\n")
}

async function main([name, ...args]: string[]): Promise<number> {
  if (name === "--help" || name === "-h") {
    console.log(help())
    return 0
  }
  const command = commands.find((candidate) => candidate.name === name)
  if (command) return command.run(args)
  console.error(name === undefined ? help() : `There is no command "${name}".\n\n${help()}`)
  return 2
}

// A reader such as head may close the pipe early; that is no failure of ours.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error
})
process.exitCode = await main(process.argv.slice(2))
