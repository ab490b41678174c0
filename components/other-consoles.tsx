import { ChevronDown } from "lucide-react"
import type { ReactNode } from "react"

/**
 * The tenant in the header as a button that opens the list of other tenants' consoles, without script; only the
 * tenant where there are none.
 */
export function OtherConsoles({
  consoles,
  children,
}: {
  consoles: readonly { name: string; url: string }[]
  /** The tenant that this console reads. */
  children: ReactNode
}) {
  if (consoles.length === 0) return children
  return (
    <>
      <button
        type="button"
        popoverTarget="consoles"
        className="flex min-h-8 max-rail:-ml-2 items-center gap-1.5 rounded px-2 text-start [anchor-name:--consoles] hover:bg-sunken"
      >
        <span>
          {children}
          <span className="sr-only">, other consoles</span>
        </span>
        <ChevronDown size={16} className="shrink-0 text-muted print:hidden" />
      </button>
      <div
        id="consoles"
        popover="auto"
        className="top-12 right-auto bottom-auto left-2 w-60 max-w-[calc(100vw-1rem)] rounded border bg-surface p-3 text-ink shadow-overlay [position-anchor:--consoles] supports-[position-area:bottom]:inset-auto supports-[position-area:bottom]:[position-area:bottom_span-right]"
      >
        <nav aria-labelledby="consoles-title">
          <h2 id="consoles-title" className="px-2 text-muted">
            Other consoles
          </h2>
          <ul>
            {consoles.map(({ name, url }) => (
              <li key={url}>
                <a href={url} className="flex min-h-8 items-center rounded px-2 hover:bg-sunken">
                  <span className="link">{name}</span>
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </div>
    </>
  )
}
