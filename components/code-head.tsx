import { LinkedText } from "./code-linked"
import { BreakableName } from "./code-name"

/** The top of a code's page: the code, its title, Microsoft's name and what it means. */
export function CodeHead({
  code,
  title,
  name,
  meaning,
}: {
  code: string
  title: string
  name?: string | undefined
  meaning: string
}) {
  return (
    <div className="flex flex-col gap-2">
      <h1 className="break-words font-semibold text-xl sm:text-2xl">
        <span className="font-mono">{code}</span> {title}
      </h1>
      {name && (
        <p className="font-mono text-muted text-sm">
          <BreakableName name={name} />
        </p>
      )}
      <p className="prose-width text-lg">
        <LinkedText text={meaning} except={code} />
      </p>
    </div>
  )
}

/** The parts of a long page, as links to them. */
export function OnThisPage({ parts }: { parts: readonly { id: string; label: string }[] }) {
  return (
    <nav aria-label="On this page" className="print:hidden">
      <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
        {parts.map(({ id, label }) => (
          <li key={id}>
            <a href={`#${id}`} className="link">
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** Microsoft's page behind a record. */
export function DocsLink({ href }: { href: string }) {
  const { hash, pathname } = new URL(href)
  return (
    <p>
      <a href={href} rel="noreferrer" className="link break-words">
        Microsoft Learn: {pathname.split("/").at(-1)}
        {hash}
      </a>
    </p>
  )
}
