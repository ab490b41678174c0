import { Info, OctagonX, TriangleAlert } from "lucide-react"
import type { ReactNode } from "react"

const kinds = {
  info: { Icon: Info, word: "Note", look: "border-accent bg-accent-tint", mark: "text-accent" },
  warning: { Icon: TriangleAlert, word: "Warning", look: "border-warn bg-warn-tint", mark: "text-warn" },
  error: { Icon: OctagonX, word: "Problem", look: "border-fail bg-fail-tint", mark: "text-fail" },
}

/** A framed message: a title that states the fact, a text that says what it means, and the next act. */
export function Notice({
  kind = "info",
  title,
  children,
  action,
}: {
  kind?: keyof typeof kinds
  title: string
  children?: ReactNode
  action?: ReactNode
}) {
  const { Icon, word, look, mark } = kinds[kind]
  return (
    <div className={`flex gap-2 rounded border px-3 py-2 ${look}`}>
      <Icon size={16} className={`mt-0.5 shrink-0 ${mark}`} />
      <div className="flex min-w-0 flex-col gap-1">
        <p className="font-semibold">
          <span className="sr-only">{word}: </span>
          {title}
        </p>
        {children && <div className="prose-width">{children}</div>}
        {action && <div className="mt-1 flex flex-wrap gap-2">{action}</div>}
      </div>
    </div>
  )
}
