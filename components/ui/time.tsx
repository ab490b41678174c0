/** A moment: relative words with the exact time on hover and on paper, or both at once with `spelledOut`. */
export function Time({
  iso,
  relative,
  exact,
  spelledOut = false,
}: {
  iso: string
  relative: string
  exact: string
  spelledOut?: boolean
}) {
  if (spelledOut) {
    return (
      <time dateTime={iso}>
        {exact} <span className="text-muted">({relative})</span>
      </time>
    )
  }
  return (
    <time dateTime={iso} title={exact} className="whitespace-nowrap">
      <span className="print:hidden">{relative}</span>
      <span className="sr-only print:not-sr-only">{exact}</span>
    </time>
  )
}
