import type { RefObject } from "react"
import { type TokenKind, tokenKinds } from "@/lib/model/token"
import { kindNames } from "@/lib/tokens/summary"
import type { TokenChoice } from "./token-desk"
import { Button } from "./ui/button"
import { Select, TextArea } from "./ui/field"

type Choice<T> = { value: T; onChange: (value: T) => void }

type Comparison = {
  choices: readonly TokenChoice[]
  extension: Choice<string>
  kind: Choice<TokenKind | null>
}

type Props = {
  paste: {
    area: RefObject<HTMLTextAreaElement | null>
    onText: (text: string) => void
    /** Null while there is nothing to clear. */
    onClear: (() => void) | null
  }
  comparison: Comparison
}

/** A longer text cannot be typed; one that was cut is too large for a token anyway. */
const mostCharacters = 70_000

/** Where a token is pasted and what it is compared with. No form: there is nothing that could be posted. */
export function TokenForm({ paste: { area, onText, onClear }, comparison }: Props) {
  return (
    <div className="grid gap-x-6 gap-y-3 wide:grid-cols-[2fr_1fr] print:hidden">
      <TextArea
        ref={area}
        label="Token"
        hint="Alone, behind Bearer, or in the answer of a token endpoint. It stays in this browser."
        rows={6}
        maxLength={mostCharacters}
        className="break-all"
        onChange={({ currentTarget }) => onText(currentTarget.value)}
      />
      <div className="flex min-w-0 flex-col gap-3">
        <Comparison {...comparison} />
        <div>
          <Button onClick={onClear ?? undefined} disabled={onClear === null}>
            Clear
          </Button>
        </div>
      </div>
    </div>
  )
}

function Comparison({ choices, extension, kind }: Comparison) {
  return (
    <>
      <Select
        label="For the API of"
        hint="What the audience is compared with."
        value={extension.value}
        onChange={({ currentTarget }) => extension.onChange(currentTarget.value)}
        options={[
          { value: "", label: "Take it from the audience" },
          ...choices.map(({ id, label }) => ({ value: id, label })),
        ]}
      />
      <Select
        label="Judged as"
        value={kind.value ?? ""}
        onChange={({ currentTarget: { value } }) =>
          kind.onChange(tokenKinds.find((one) => one === value) ?? null)
        }
        options={[
          { value: "", label: "What it looks like" },
          ...tokenKinds.map((one) => ({ value: one, label: kindNames[one] })),
        ]}
      />
    </>
  )
}
