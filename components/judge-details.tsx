import type { JudgeState } from "./judge-state"
import { Disclosure } from "./ui/disclosure"
import { Select, TextArea, TextInput } from "./ui/field"

const detailFields = [
  "latencyMs",
  "timeoutMs",
  "maximumRetries",
  "nonce",
  "mappedClaimIds",
  "attributeTypes",
] as const

type DetailField = (typeof detailFields)[number]

/** What a control needs to show what was typed into a field, and what is wrong with it. */
type Field = (name: DetailField) => { name: DetailField; defaultValue: string; error: string | undefined }

/** What a response does not show and some rules want to know; open when something was typed there. */
export function JudgeDetails({ values, errors }: Pick<JudgeState, "values" | "errors">) {
  const open = detailFields.some((field) => values[field] !== "" || errors[field] !== undefined)
  const typed: Field = (name) => ({ name, defaultValue: values[name], error: errors[name] })
  return (
    <Disclosure summary="More about the call (optional)" open={open}>
      <div className="grid gap-3 sm:grid-cols-2">
        <Timing typed={typed} />
        <Context typed={typed} />
      </div>
    </Disclosure>
  )
}

function Timing({ typed }: { typed: Field }) {
  return (
    <>
      <TextInput
        label="The API took (ms)"
        hint="Without it the time is not judged."
        inputMode="decimal"
        maxLength={12}
        {...typed("latencyMs")}
      />
      <TextInput
        label="Time-out of the extension (ms)"
        hint="Usually 2000."
        inputMode="numeric"
        maxLength={12}
        {...typed("timeoutMs")}
      />
      <Select
        label="Retries of the extension"
        options={[
          { value: "", label: "Not set (1)" },
          { value: "0", label: "0" },
          { value: "1", label: "1" },
        ]}
        {...typed("maximumRetries")}
      />
    </>
  )
}

function Context({ typed }: { typed: Field }) {
  return (
    <>
      <TextInput
        label="Nonce of the request"
        hint="Password submit only."
        maxLength={1000}
        autoComplete="off"
        {...typed("nonce")}
      />
      <TextArea
        label="Mapped claim ids"
        hint="Of the app's claims mapping, one a line."
        rows={3}
        maxLength={10_000}
        {...typed("mappedClaimIds")}
      />
      <TextArea
        label="Attributes of the request"
        hint="One a line with its type, such as: age int64"
        rows={3}
        maxLength={10_000}
        {...typed("attributeTypes")}
      />
    </>
  )
}
