import { z } from "zod"
import { isTooLarge, type JudgeValues, noValues, tooLarge } from "@/components/judge-state"
import { eventTypeIds } from "@/lib/model/exchange"

const number = (most: number, error: string) =>
  z
    .string()
    .trim()
    .transform((text) => (text === "" ? null : Number(text)))
    .refine((value) => value === null || (Number.isFinite(value) && value >= 0 && value <= most), { error })

const attributeLine = /^([^\s:]{1,200})\s*[:\s]\s*(\S*(?:string|int|bool)\S*)$/i

const attributeTypes = z.string().transform((text, context) => {
  const types: [string, string][] = []
  for (const line of linesOf(text)) {
    const [, name, type] = attributeLine.exec(line) ?? []
    if (name !== undefined && type !== undefined) types.push([name, type])
    else
      context.addIssue({
        code: "custom",
        message: `"${line.slice(0, 60)}" is not a name and a type; the types are string, int64 and boolean.`,
      })
  }
  return types.length > 0 ? Object.fromEntries(types) : null
})

const schema = z.object({
  text: z
    .string()
    .refine((text) => !isTooLarge(text), { error: tooLarge })
    .refine((text) => text.trim() !== "", {
      error: "Paste the answer first. To check an empty one, paste its status line, such as HTTP/1.1 200 OK.",
    }),
  event: z.literal("").or(z.enum(eventTypeIds)),
  latencyMs: number(600_000, "Give the time in milliseconds, such as 640, or leave it empty."),
  timeoutMs: number(600_000, "Give the time-out in milliseconds, such as 2000, or leave it empty."),
  maximumRetries: number(10, "Choose one of the numbers."),
  nonce: z.string().trim(),
  mappedClaimIds: z.string().transform((text) => {
    const ids = text.split(/[\s,;]+/).filter(Boolean)
    return ids.length > 0 ? ids : null
  }),
  attributeTypes,
})

const linesOf = (text: string) =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean)

/** The form's values as the judge takes them, or the first thing that is wrong with each field. */
export type ReadValues =
  | { ok: true; values: z.output<typeof schema> }
  | { ok: false; errors: Partial<Record<keyof JudgeValues, string>> }

/** The texts of a posted form; a field that is missing or a file counts as empty. */
export function typedValues(form: FormData): JudgeValues {
  const typed = Object.entries(noValues).map(([name, nothing]) => {
    const value = form.get(name)
    return [name, typeof value === "string" ? value : nothing]
  })
  // Safe: the entries are those of an object with exactly these members, each a string.
  return Object.fromEntries(typed) as JudgeValues
}

/** Reads what was typed. */
export function readValues(typed: JudgeValues): ReadValues {
  const { success, data, error } = schema.safeParse(typed)
  if (success) return { ok: true, values: data }
  const { fieldErrors } = z.flattenError(error)
  const errors: Partial<Record<keyof JudgeValues, string>> = {}
  for (const name of Object.keys(noValues)) {
    // Safe: noValues has exactly the form's fields as its keys.
    const field = name as keyof JudgeValues
    const [first] = fieldErrors[field] ?? []
    if (first !== undefined) errors[field] = first
  }
  return { ok: false, errors }
}
