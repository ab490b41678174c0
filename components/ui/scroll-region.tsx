import type { ReactNode } from "react"

// A box that scrolls needs a tab stop, or the keyboard cannot scroll it (not every browser adds one by itself).
const tabStop = { tabIndex: 0 }

/** A box that scrolls on its own, reachable by keyboard and named for screen readers. */
export function ScrollRegion({
  label,
  className = "",
  children,
}: {
  label: string
  className?: string
  children: ReactNode
}) {
  return (
    <section
      aria-label={label}
      className={`overflow-auto rounded border print:overflow-visible ${className}`}
      {...tabStop}
    >
      {children}
    </section>
  )
}
