import { ChevronRight } from "lucide-react"
import type { ReactNode } from "react"

/** A line that opens to show more; works without script and opens by the browser's search in page. */
export function Disclosure({
  summary,
  open = false,
  children,
}: {
  summary: ReactNode
  open?: boolean
  children: ReactNode
}) {
  return (
    <details open={open} className="group">
      <summary className="flex min-h-8 list-none items-center gap-1.5 font-semibold [&::-webkit-details-marker]:hidden">
        <ChevronRight size={16} className="shrink-0 text-muted group-open:rotate-90" />
        {summary}
      </summary>
      <div className="pt-1 pb-2 pl-5.5">{children}</div>
    </details>
  )
}
