import Link from "next/link"
import type { Symptom } from "@/lib/model/error-code"

/** Symptoms as links into the decision helper; once one is chosen it is marked and the list is short. */
export function SymptomList({
  symptoms,
  chosen,
}: {
  symptoms: readonly Symptom[]
  chosen?: string | undefined
}) {
  return (
    <ul className={`grid gap-2 wide:grid-cols-3 ${chosen ? "grid-cols-2" : "sm:grid-cols-2"}`}>
      {symptoms.map(({ id, title, whatItMeans }) => (
        <li key={id} className="min-w-0">
          <Link
            href={`/codes/decide?saw=${id}`}
            prefetch={false}
            aria-current={id === chosen ? "page" : undefined}
            className="flex h-full flex-col gap-0.5 rounded border border-edge border-l-4 bg-surface px-3 py-2 hover:bg-sunken aria-[current]:border-accent aria-[current]:bg-accent-tint"
          >
            <span className="font-semibold">{title}</span>
            {!chosen && <span className="text-muted text-sm">{whatItMeans[0]?.text}</span>}
          </Link>
        </li>
      ))}
    </ul>
  )
}
