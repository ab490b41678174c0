import type { ReactNode } from "react"

/** A part of a page below a heading of its own; with an id, links on the page can lead there. */
export function Section({ title, id, children }: { title: string; id?: string; children: ReactNode }) {
  return (
    <section id={id} className="flex min-w-0 flex-col gap-2">
      <h2 className="font-semibold text-lg">{title}</h2>
      {children}
    </section>
  )
}
