import type { ReactNode } from "react"
import { ScrollRegion } from "./scroll-region"

/** A column's heading; one that is hidden in narrow windows needs its cells marked the same way. */
export type Column = {
  label: string
  align?: "end"
  narrow?: "hidden"
  /** A width class, so that columns of several tables stand in line. */
  width?: string
}

const cellLook = (align?: "end", narrow?: "hidden") =>
  `px-2 py-1.5 align-top ${align === "end" ? "text-end" : "text-start"} ${narrow ? "max-rail:hidden" : ""}`

/** In narrow windows each row becomes a block; cells that take a line of their own are `basis-full`. */
const stackedLook =
  "max-rail:block max-rail:[&_tbody]:block max-rail:[&_thead]:sr-only max-rail:[&_tr]:flex max-rail:[&_tr]:flex-wrap"

/**
 * A compact table in a region that scrolls by itself; its head stays in sight. Rows are `Row`s of cells; `stacked`
 * sets their cells below each other where a window is narrow.
 */
export function Table({
  caption,
  showCaption = false,
  stacked = false,
  columns,
  children,
}: {
  caption: string
  showCaption?: boolean
  stacked?: boolean
  columns: readonly Column[]
  children: ReactNode
}) {
  return (
    <ScrollRegion label={caption} className="bg-surface rail:max-h-[calc(100dvh-3rem)] print:max-h-none">
      <table className={`w-full border-collapse ${stacked ? stackedLook : ""}`}>
        <caption className={showCaption ? "px-3 py-2 text-start text-muted" : "sr-only"}>{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ label, align, narrow, width = "" }) => (
              <th
                key={label}
                scope="col"
                className={`sticky top-0 z-10 whitespace-nowrap bg-sunken font-semibold text-muted text-xs shadow-[inset_0_-1px_var(--line)] ${width} ${cellLook(align, narrow)}`}
              >
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </ScrollRegion>
  )
}

/** A row of 32 px when its cells hold one line. */
export function Row({ children, chosen = false }: { children: ReactNode; chosen?: boolean }) {
  return (
    <tr
      aria-current={chosen ? "true" : undefined}
      className={`border-t first:border-t-0 ${chosen ? "bg-accent-tint" : "hover:bg-sunken"}`}
    >
      {children}
    </tr>
  )
}

/** A cell; `head` makes it the heading of its row. */
export function Cell({
  children,
  align,
  narrow,
  head = false,
  className = "",
}: {
  children?: ReactNode
  align?: "end"
  narrow?: "hidden"
  head?: boolean
  className?: string
}) {
  const look = `${cellLook(align, narrow)} ${className}`
  if (!head) return <td className={look}>{children}</td>
  return (
    <th scope="row" className={`font-normal ${look}`}>
      {children}
    </th>
  )
}
