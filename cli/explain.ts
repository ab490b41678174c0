import { text as readAll } from "node:stream/consumers"
import { parseArgs } from "node:util"
import { symptom, symptoms } from "../lib/codes/decide"
import { explain } from "../lib/codes/explain"
import { feedCode, feedSymptom } from "../lib/codes/feed"
import { symptomText, written } from "./explain-text"

const usage = [
  "Usage: cli explain CODE|TEXT|- [--json]",
  "",
  "  CODE    a number such as 1003021, AADSTS1003021, a name such as CustomExtensionTimedOut,",
  "          or an error or suberror of native authentication such as invalid_oob_value",
  "  TEXT    an error message, an error page or a row of the log, as it was copied",
  `  TEXT    or a way to begin without a code: ${symptoms.map(({ id }) => id).join(", ")}`,
  "  -       read the text, for example a whole error page, from standard input",
  "  --json  print the records as JSON",
  "",
  "Exit code: 0 something was recognised, 1 nothing was, 2 the command was not understood.",
].join("\n")

/** The command that says what a code or a pasted error means and how to mend it. */
export const explainCommand = {
  name: "explain",
  summary: "say what an error code or a pasted error means and how to mend it",
  async run(args: string[]): Promise<number> {
    const options = readOptions(args)
    if (typeof options === "string") {
      console.error(`${options}\n\n${usage}`)
      return 2
    }
    if (options.help) {
      console.log(usage)
      return 0
    }
    const text = options.text === "-" ? await readAll(process.stdin) : options.text
    const beginning = symptom(text.trim())
    if (beginning) {
      console.log(options.json ? asJson(feedSymptom(beginning)) : symptomText(beginning))
      return 0
    }
    const explanation = explain(text)
    const { codes, outer, native, seen } = explanation
    const records = { ...explanation, codes: codes.map(feedCode) }
    console.log(options.json ? asJson(records) : written(explanation, text))
    return codes.length + outer.length + native.length + seen.length > 0 ? 0 : 1
  },
}

const asJson = (value: unknown): string => JSON.stringify(value, null, 2)

function readOptions(args: string[]): { text: string; json: boolean; help: boolean } | string {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        json: { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false },
      },
    })
    const text = positionals.join(" ")
    return text.trim() || values.help ? { text, ...values } : "Give a code, a text or - for standard input."
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
