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

type Typed = Pick<JudgeState, "values" | "errors">

/** What a response does not show and some rules want to know; open when something was typed there. */
export function JudgeDetails({ values, errors }: Typed) {
  const open = detailFields.some((field) => values[field] !== "" || errors[field] !== undefined)
  return (
    <Disclosure summary="More about the call (optional)" open={open}>
      <div className="grid gap-3 sm:grid-cols-2">
        <Timing values={values} errors={errors} />
        <Context values={values} errors={errors} />
      </div>
    </Disclosure>
  )
}

function Timing({ values, errors }: Typed) {
  return (
    <>
      <TextInput
        label="The API took (ms)"
        hint="Without it the time is not judged."
        name="latencyMs"
        inputMode="decimal"
        maxLength={12}
        defaultValue={values.latencyMs}
        error={errors.latencyMs}
      />
      <TextInput
        label="Time-out of the extension (ms)"
        hint="Usually 2000."
        name="timeoutMs"
        inputMode="numeric"
        maxLength={12}
        defaultValue={values.timeoutMs}
        error={errors.timeoutMs}
      />
      <Select
        label="Retries of the extension"
        name="maximumRetries"
        options={[
          { value: "", label: "Not set (1)" },
          { value: "0", label: "0" },
          { value: "1", label: "1" },
        ]}
        defaultValue={values.maximumRetries}
        error={errors.maximumRetries}
      />
    </>
  )
}

function Context({ values, errors }: Typed) {
  return (
    <>
      <TextInput
        label="Nonce of the request"
        hint="Password submit only."
        name="nonce"
        maxLength={1000}
        autoComplete="off"
        defaultValue={values.nonce}
        error={errors.nonce}
      />
      <TextArea
        label="Mapped claim ids"
        hint="Of the app's claims mapping, one a line."
        name="mappedClaimIds"
        rows={3}
        maxLength={10_000}
        defaultValue={values.mappedClaimIds}
        error={errors.mappedClaimIds}
      />
      <TextArea
        label="Attributes of the request"
        hint="One a line with its type, such as: age int64"
        name="attributeTypes"
        rows={3}
        maxLength={10_000}
        defaultValue={values.attributeTypes}
        error={errors.attributeTypes}
      />
    </>
  )
}
