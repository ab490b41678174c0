import type { ReactNode } from "react"

/** A page that has nothing to show: why in plain words, and the next step as links or buttons. */
export function Face({
  title,
  children,
  actions,
}: {
  title: string
  children: ReactNode
  actions?: ReactNode
}) {
  return (
    <div className="flex max-w-xl flex-col gap-4 py-6">
      <h1 className="font-semibold text-xl">{title}</h1>
      <div className="flex flex-col gap-3">{children}</div>
      {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
    </div>
  )
}
