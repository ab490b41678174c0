import Link from "next/link"
import type { ComponentProps } from "react"

type Look = "primary" | "secondary" | "quiet"

const base =
  "inline-flex min-h-8 items-center justify-center gap-1.5 rounded border px-3 py-1 text-center font-semibold disabled:cursor-not-allowed disabled:opacity-60 print:hidden"

const looks = {
  primary: "border-accent-fill bg-accent-fill text-on-accent hover:border-accent-deep hover:bg-accent-deep",
  secondary: "border-edge bg-surface text-ink hover:bg-sunken",
  quiet: "border-transparent text-accent hover:bg-sunken",
} satisfies Record<Look, string>

/** A button named by a verb; at most one primary button on a page. */
export function Button({
  look = "secondary",
  type = "button",
  className = "",
  ...rest
}: ComponentProps<"button"> & { look?: Look }) {
  return <button type={type} className={`${base} ${looks[look]} ${className}`} {...rest} />
}

/** A link that looks like a button: it goes somewhere and changes nothing. */
export function ButtonLink({
  look = "secondary",
  className = "",
  ...rest
}: ComponentProps<typeof Link> & { look?: Look }) {
  return <Link className={`${base} ${looks[look]} ${className}`} {...rest} />
}
