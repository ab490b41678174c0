import type { ReactNode } from "react"

/** A label and its value, such as "HTTP status" and 500. */
export type Entry = { label: string; value: ReactNode }

const layouts = {
  rows: {
    list: "flex flex-col",
    entry: "grid gap-x-4 border-t py-1.5 first:border-t-0 sm:grid-cols-[11rem_1fr]",
  },
  columns: {
    list: "grid gap-x-6 gap-y-3 sm:grid-cols-2 wide:grid-flow-col wide:auto-cols-fr wide:grid-cols-none",
    entry: "flex flex-col gap-0.5",
  },
}

/** A list of labels and values, one below the other or side by side where there is room. */
export function KeyValue({
  entries,
  layout = "rows",
}: {
  entries: readonly Entry[]
  layout?: keyof typeof layouts
}) {
  const { list, entry } = layouts[layout]
  return (
    <dl className={list}>
      {entries.map(({ label, value }) => (
        <div key={label} className={entry}>
          <dt className="text-muted text-sm">{label}</dt>
          <dd className="min-w-0">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
