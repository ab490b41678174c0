import { parseArgs } from "node:util"

/** What a command that reads something was given: its words and whether it shall print JSON. */
export type Options = { words: readonly string[]; json: boolean }

/**
 * Reads the words and `--json`, or gives the exit code when there is nothing more to do: 0 after `--help`, 2 after bad
 * usage. `problemWith` says in a sentence what is wrong with the words; null when nothing is.
 */
export function readOptions(
  args: string[],
  usage: string,
  problemWith: (words: readonly string[]) => string | null,
): Options | number {
  const { words, json, help, problem } = parsed(args)
  if (help) {
    console.log(usage)
    return 0
  }
  const says = problem ?? problemWith(words)
  if (says === null) return { words, json }
  console.error(`${says}\n\n${usage}`)
  return 2
}

function parsed(args: string[]) {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        json: { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false },
      },
    })
    return { words: positionals, ...values, problem: null }
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error)
    return { words: [], json: false, help: false, problem }
  }
}
