import { Search } from "lucide-react"
import Form from "next/form"
import type { Explanation } from "@/lib/codes/explain"
import type { FaultOwner } from "@/lib/model/error-code"
import { faultWords } from "./code-words"
import { Button, ButtonLink } from "./ui/button"
import { TextInput } from "./ui/field"
import { Notice } from "./ui/notice"
import { ShortId } from "./ui/short-id"
import { Tabs } from "./ui/tabs"

/** The box that finds codes by number, by name, by words or in a pasted error; it keeps the chosen filter. */
export function CodeSearch({ q, fault }: { q: string; fault: FaultOwner | null }) {
  return (
    <search>
      <Form action="/codes" prefetch={false} className="flex flex-wrap items-end gap-2">
        <div className="min-w-60 max-w-xl grow">
          <TextInput
            label="Find a code"
            hint="A number, a word, or a whole error message: the codes in it are picked out."
            type="search"
            name="q"
            defaultValue={q}
            maxLength={4000}
            autoComplete="off"
          />
        </div>
        {fault && <input type="hidden" name="fault" value={fault} />}
        <div className="flex gap-2 sm:pb-5">
          <Button type="submit" look="primary">
            <Search size={16} />
            Find
          </Button>
          {q && <ButtonLink href={codesHref("", fault)}>Clear</ButtonLink>}
        </div>
      </Form>
    </search>
  )
}

/** Who has to change something, as links with the number of codes each would show. */
export function CodeFilter({
  q,
  fault,
  counts,
}: {
  q: string
  fault: FaultOwner | null
  counts: Readonly<Record<FaultOwner | "all", number>>
}) {
  // Safe: faultWords has exactly the fault owners as its keys.
  const choices = [["all", "All"], ...Object.entries(faultWords)] as [FaultOwner | "all", string][]
  return (
    <Tabs
      label="Who has to change something"
      tabs={choices.map(([value, label]) => ({
        href: codesHref(q, value === "all" ? null : value),
        label,
        count: counts[value],
        current: (fault ?? "all") === value,
      }))}
    />
  )
}

/** What was recognised in a pasted text besides the codes that the list below shows. */
export function CodeFindings({ ids, notes }: { ids: Explanation["ids"]; notes: readonly string[] }) {
  const found = [
    { label: "correlation id", id: ids.correlationId },
    { label: "trace id", id: ids.traceId },
    { label: "request id", id: ids.requestId },
  ].flatMap(({ label, id }) => (id ? [{ label, id }] : []))
  if (found.length + notes.length === 0) return null
  return (
    <Notice title="In your text">
      <ul className="flex flex-col gap-1">
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
        {found.map(({ label, id }) => (
          <li key={label} className="flex items-center gap-1.5">
            <span className="first-letter:uppercase">{label}</span> <ShortId id={id} label={label} />
          </li>
        ))}
        {ids.timestamp && (
          <li>
            Time <code className="font-mono text-sm">{ids.timestamp}</code>
          </li>
        )}
      </ul>
    </Notice>
  )
}

/** The address of the list with a search and a filter. */
function codesHref(q: string, fault: FaultOwner | null): string {
  const query = new URLSearchParams({ ...(q && { q }), ...(fault && { fault }) }).toString()
  return query ? `/codes?${query}` : "/codes"
}
