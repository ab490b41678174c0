import Link from "next/link"

/** One choice of a set that lives in the URL. */
export type Tab = { href: string; label: string; count?: number; current: boolean }

/** Tabs as links, so that a choice can be shared and works without script. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  return (
    <nav aria-label={label} className="border-b print:hidden">
      <ul className="-mb-px flex flex-wrap gap-x-4">
        {tabs.map(({ href, label: word, count, current }) => (
          <li key={href}>
            <Link
              href={href}
              scroll={false}
              prefetch={false}
              aria-current={current ? "page" : undefined}
              className="inline-flex min-h-8 items-center gap-1.5 border-transparent border-b-2 text-muted hover:border-edge hover:text-ink aria-[current]:border-accent aria-[current]:font-semibold aria-[current]:text-ink"
            >
              {word}
              {count !== undefined && <span className="font-normal text-muted text-xs">{count}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
