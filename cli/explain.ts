import { symptom, symptoms } from "../lib/codes/decide"
import { explain } from "../lib/codes/explain"
import { feedCode, feedSymptom } from "../lib/codes/feed"
import { symptomText, written } from "./explain-text"
import type { Command } from "./index"
import { readInput } from "./input"
import { readOptions } from "./options"

const limit = { megabytes: 5, advice: "give only the part with the error" }

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
  "Exit code: 0 something was recognised, 1 nothing was, 2 the command or the input was not understood.",
].join("\n")

/** The command that says what a code or a pasted error means and how to mend it. */
export const explainCommand: Command = {
  name: "explain",
  summary: "say what an error code or a pasted error means and how to mend it",
  async run(args) {
    const options = readOptions(args, usage, problemWith)
    if (typeof options === "number") return options
    const given = options.words.join(" ")
    const input = given === "-" ? await readInput("-", limit) : { ok: true as const, text: given }
    if (!input.ok) {
      console.error(input.problem)
      return 2
    }
    const { text } = input
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

function problemWith(words: readonly string[]): string | null {
  return words.join("").trim() ? null : "Give a code, a text or - for standard input."
}
