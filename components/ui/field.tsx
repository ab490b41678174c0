import { type ComponentProps, type ReactNode, useId } from "react"

const box =
  "w-full rounded border border-edge bg-surface text-ink aria-invalid:border-fail aria-invalid:border-2"
const control = `${box} h-8 px-2`

type Words = { label: string; hint?: string | undefined; error?: string | undefined }

/** The label above a control, its hint and what is wrong with its value. */
function Field({ id, words, children }: { id: string; words: Words; children: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={id} className="font-semibold text-sm">
        {words.label}
      </label>
      {children}
      {words.hint && (
        <p id={`${id}-hint`} className="text-muted text-xs">
          {words.hint}
        </p>
      )}
      {words.error && (
        <p id={`${id}-error`} className="text-fail text-xs">
          {words.error}
        </p>
      )}
    </div>
  )
}

const described = (id: string, { hint, error }: Words) =>
  [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ") || undefined

/** A labelled text input for forms that work without script. */
export function TextInput({ label, hint, error, className = "", ...rest }: Words & ComponentProps<"input">) {
  const id = useId()
  const words = { label, hint, error }
  return (
    <Field id={id} words={words}>
      <input
        id={id}
        aria-describedby={described(id, words)}
        aria-invalid={error ? true : undefined}
        className={`${control} ${className}`}
        {...rest}
      />
    </Field>
  )
}

/** A labelled input for texts of several lines, such as code, for forms that work without script. */
export function TextArea({
  label,
  hint,
  error,
  className = "",
  ...rest
}: Words & ComponentProps<"textarea">) {
  const id = useId()
  const words = { label, hint, error }
  return (
    <Field id={id} words={words}>
      <textarea
        id={id}
        aria-describedby={described(id, words)}
        aria-invalid={error ? true : undefined}
        spellCheck={false}
        autoComplete="off"
        className={`${box} px-2 py-1.5 font-mono text-sm ${className}`}
        {...rest}
      />
    </Field>
  )
}

/** A labelled choice from a list for forms that work without script. */
export function Select({
  label,
  hint,
  error,
  options,
  className = "",
  ...rest
}: Words & ComponentProps<"select"> & { options: readonly { value: string; label: string }[] }) {
  const id = useId()
  const words = { label, hint, error }
  return (
    <Field id={id} words={words}>
      <select
        id={id}
        aria-describedby={described(id, words)}
        aria-invalid={error ? true : undefined}
        className={`${control} ${className}`}
        {...rest}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Field>
  )
}
