import type { ReactNode } from "react"

/** A word in a thin frame, for kinds that are no state. */
export function Badge({ children }: { children: ReactNode }) {
  return (
    <span className="inline-flex items-center gap-1 whitespace-nowrap rounded border border-edge px-1.5 text-muted text-xs">
      {children}
    </span>
  )
}
