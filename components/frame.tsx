import { Menu } from "lucide-react"
import Link from "next/link"
import type { ReactNode } from "react"
import { NavLinks } from "./nav"
import { ThemeSwitch } from "./theme-switch"
import { ButtonLink } from "./ui/button"

/** Who is signed in, as the header shows it. */
export type FrameOperator = { name: string; role: string }

/** What the frame shows around a page; without an operator it offers to sign in unless `account` is given. */
export type FrameProps = {
  /** The tenant's name and kind. */
  tenant?: ReactNode
  operator: FrameOperator | null
  /** How fresh the sources are. */
  strip?: ReactNode
  /** The button that signs out, or what stands in its place; null leaves it empty. */
  account?: ReactNode
  children: ReactNode
}

/** Skip link, header, navigation and the place for the page; the menu below 900 px needs no script. */
export function Frame({ tenant, operator, strip, account, children }: FrameProps) {
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#content"
        className="link absolute top-2 left-2 z-20 -translate-y-16 rounded bg-surface px-3 py-1.5 shadow-overlay focus:translate-y-0 print:hidden"
      >
        Skip to content
      </a>
      <header className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1 border-b bg-surface px-3 py-2 rail:px-4">
        <MenuButton operator={operator} />
        <Product />
        {tenant && <div className="min-w-0 max-rail:order-last max-sm:w-full">{tenant}</div>}
        {strip && (
          <div className="min-w-0 max-rail:order-last max-sm:w-full rail:ml-auto print:hidden">{strip}</div>
        )}
        <div className={`ml-auto flex items-center gap-3 print:hidden ${strip ? "rail:ml-0" : ""}`}>
          <div className="max-rail:hidden">
            <ThemeSwitch />
          </div>
          {operator && <OperatorName operator={operator} className="text-end max-sm:hidden" />}
          {account === undefined && !operator ? <ButtonLink href="/signin">Sign in</ButtonLink> : account}
        </div>
      </header>
      <div className="flex grow">
        <nav aria-label="Main" className="w-48 shrink-0 border-r p-3 max-rail:hidden print:hidden">
          <div className="sticky top-3">
            <NavLinks />
          </div>
        </nav>
        <main id="content" tabIndex={-1} className="min-w-0 max-w-[90rem] grow px-3 py-4 sm:px-6 print:px-0">
          {children}
        </main>
      </div>
    </div>
  )
}

function Product() {
  return (
    <Link href="/" className="flex min-h-8 items-center gap-2 font-semibold text-lg">
      <svg viewBox="0 0 32 32" width="20" height="20" aria-hidden="true" className="text-accent">
        <circle cx="14" cy="14" r="10" fill="none" stroke="currentColor" strokeWidth="3.5" />
        <circle cx="14" cy="14" r="3" fill="currentColor" />
        <path d="m21.5 21.5 8 8" stroke="currentColor" strokeWidth="4" strokeLinecap="round" />
      </svg>
      Calloutscope
    </Link>
  )
}

function OperatorName({ operator, className }: { operator: FrameOperator; className: string }) {
  return (
    <p className={`leading-tight ${className}`}>
      {operator.name}
      <span className="block text-muted text-xs">{operator.role}</span>
    </p>
  )
}

function MenuButton({ operator }: { operator: FrameOperator | null }) {
  return (
    <>
      <button
        type="button"
        popoverTarget="menu"
        className="flex size-8 items-center justify-center rounded border border-edge bg-surface hover:bg-sunken rail:hidden print:hidden"
      >
        <Menu size={16} />
        <span className="sr-only">Menu</span>
      </button>
      <div
        id="menu"
        popover="auto"
        className="top-12 right-auto bottom-auto left-2 w-60 rounded border bg-surface p-3 text-ink shadow-overlay rail:hidden"
      >
        <nav aria-label="Main" className="mb-3">
          <NavLinks />
        </nav>
        {operator && <OperatorName operator={operator} className="mb-3 sm:hidden" />}
        <ThemeSwitch />
      </div>
    </>
  )
}
