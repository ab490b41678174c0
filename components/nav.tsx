"use client"

import { BookOpenText, Webhook } from "lucide-react"
import Link from "next/link"
import { usePathname } from "next/navigation"

const destinations = [
  { href: "/callouts", label: "Callouts", Icon: Webhook },
  { href: "/codes", label: "Codes", Icon: BookOpenText },
] as const

/** The console's sections with the current one marked; inside an open popover a choice closes it. */
export function NavLinks() {
  const path = usePathname()
  return (
    <ul className="flex flex-col gap-1">
      {destinations.map(({ href, label, Icon }) => {
        const here = path === href
        return (
          <li key={href}>
            <Link
              href={href}
              aria-current={here ? "page" : path.startsWith(`${href}/`) ? "true" : undefined}
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
