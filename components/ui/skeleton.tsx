/** A grey bar where text will stand; give its width by class. */
export function Skeleton({ className = "w-full" }: { className?: string }) {
  return <span aria-hidden className={`block h-4 rounded bg-line motion-safe:animate-pulse ${className}`} />
}

const bars = ["w-11/12", "w-8/12", "w-10/12", "w-7/12", "w-9/12", "w-6/12"]

/** Rows of grey bars while a list loads; `label` says what is being read. */
export function SkeletonRows({ label }: { label: string }) {
  return (
    <div>
      <output className="sr-only">{label}</output>
      <div className="rounded border bg-surface">
        {bars.map((width) => (
          <div key={width} className="flex h-8 items-center border-t px-3 first:border-t-0">
            <Skeleton className={width} />
          </div>
        ))}
      </div>
    </div>
  )
}
