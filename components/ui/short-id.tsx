import { CopyButton } from "./copy-button"

/** A long id with its middle left out: `7f3c21aa…9b40`; up to 16 characters stay as they are. */
export const shortened = (id: string): string =>
  id.length <= 16 ? id : `${id.slice(0, 8)}\u2026${id.slice(-4)}`

/** An id in mono, shortened in the middle; the full one on hover, on paper and in the copy. */
export function ShortId({ id, label, copy = true }: { id: string; label: string; copy?: boolean }) {
  return (
    <span className="inline-flex items-center gap-1 whitespace-nowrap">
      <code title={id} className="font-mono text-sm">
        <span className="print:hidden">{shortened(id)}</span>
        <span className="hidden print:inline">{id}</span>
      </code>
      {copy && <CopyButton value={id} label={`Copy ${label}`} iconOnly />}
    </span>
  )
}
