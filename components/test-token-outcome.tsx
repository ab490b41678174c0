"use client"

import { type ReactNode, useEffect, useRef } from "react"

/**
 * What came of the last act. When that changes (`stamp`) the focus moves here from the form that was sent, which may
 * be gone by then; nobody who is elsewhere on the page is disturbed.
 */
export function TestTokenOutcome({ stamp, children }: { stamp: string; children: ReactNode }) {
  const root = useRef<HTMLElement>(null)
  const shown = useRef(stamp)
  useEffect(() => {
    if (shown.current === stamp) return
    shown.current = stamp
    const active = document.activeElement
    const isElsewhere = active && active !== document.body && !active.closest("form")
    if (!isElsewhere) root.current?.focus()
  }, [stamp])
  return (
    <section
      ref={root}
      aria-label="Outcome"
      tabIndex={-1}
      className="flex min-w-0 scroll-mt-16 flex-col gap-6 outline-none empty:hidden"
    >
      {children}
    </section>
  )
}
