"use client"

import { BookOpenText, FileJson, KeyRound, ListChecks, Webhook } from "lucide-react"
import Link from "next/link"
import { usePathname } from "next/navigation"

const destinations = [
  { href: "/callouts", label: "Callouts", Icon: Webhook },
  { href: "/tokens", label: "Tokens", Icon: KeyRound },
  { href: "/codes", label: "Codes", Icon: BookOpenText },
  { href: "/codes/events", label: "Events", Icon: FileJson },
  { href: "/codes/judge", label: "Answer check", Icon: ListChecks },
] as const

/** The section that a path belongs to: the one with the longest address that the path begins with. */
const sectionOf = (path: string) =>
  destinations
    .filter(({ href }) => path === href || path.startsWith(`${href}/`))
    .toSorted((one, other) => other.href.length - one.href.length)[0]?.href

/** The console's sections with the current one marked; inside an open popover a choice closes it. */
export function NavLinks() {
  const path = usePathname()
  const section = sectionOf(path)
  return (
    <ul className="flex flex-col gap-1">
      {destinations.map(({ href, label, Icon }) => {
        const current = path === href ? "page" : "true"
        return (
          <li key={href}>
            <Link
              href={href}
              aria-current={section === href ? current : undefined}
              onClick={({ currentTarget }) =>
                currentTarget.closest<HTMLElement>(":popover-open")?.hidePopover()
              }
              className="flex min-h-8 items-center gap-2 rounded border-transparent border-l-3 px-2 hover:bg-sunken aria-[current]:border-accent aria-[current]:bg-accent-tint aria-[current]:font-semibold"
            >
              <Icon size={16} className="shrink-0 text-muted" />
              {label}
            </Link>
          </li>
        )
      })}
    </ul>
  )
}
