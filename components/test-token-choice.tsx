import { Button } from "./ui/button"
import { Select } from "./ui/field"

/** Chooses the extension whose API the token is for; the choice stands in the address. */
export function TestTokenChoice({
  extensions,
  chosen,
}: {
  extensions: readonly { id: string; label: string }[]
  chosen: string
}) {
  return (
    <form method="get" className="flex max-w-xl flex-wrap items-end gap-2 [&>div]:grow print:hidden">
      <Select
        key={chosen}
        label="For the API of"
        name="extension"
        defaultValue={chosen}
        options={[
          ...(chosen ? [] : [{ value: "", label: "Choose an extension" }]),
          ...extensions.map(({ id, label }) => ({ value: id, label })),
        ]}
      />
      <Button type="submit">Choose</Button>
    </form>
  )
}
