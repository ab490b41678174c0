import type { ReactNode } from "react"

/** What stands where a list would be: why it is empty and what to do next. */
export function EmptyState({
  title,
  children,
  action,
}: {
  title: string
  children?: ReactNode
  action?: ReactNode
}) {
  return (
    <div className="flex flex-col items-start gap-2 rounded border border-dashed bg-surface px-4 py-6">
      <p className="font-semibold text-lg">{title}</p>
      {children && <div className="prose-width text-muted">{children}</div>}
      {action && <div className="mt-1 flex flex-wrap gap-2">{action}</div>}
    </div>
  )
}
