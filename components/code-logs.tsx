import type { LogPlace } from "@/lib/model/error-code"
import { BasisBadge } from "./code-basis"
import { Request } from "./code-fix"
import type { RequestForm } from "./code-words"
import { CodeBlock } from "./ui/code-block"

/** Where a code can be read: in Graph, in the admin center and in Log Analytics with the query to copy. */
export function CodeLogs({ places, as }: { places: readonly LogPlace[]; as: RequestForm }) {
  const names = [...new Set(places.map(({ place }) => place))]
  return names.map((name) => (
    <div key={name} className="flex min-w-0 flex-col gap-1 pb-2">
      <h3 className="font-semibold">{name}</h3>
      <ul className="flex flex-col gap-3">
        {places
          .filter(({ place }) => place === name)
          .map((place) => (
            <li key={place.text}>
              <Place place={place} as={as} />
            </li>
          ))}
      </ul>
    </div>
  ))
}

function Place({ place: { text, basis, request, query }, as }: { place: LogPlace; as: RequestForm }) {
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <p className="prose-width">
        {text} <BasisBadge basis={basis} />
      </p>
      {request && <Request request={request} as={as} name={`the read of ${request.path.split("?")[0]}`} />}
      {query && <CodeBlock label="Query for Log Analytics (KQL)" code={query} />}
    </div>
  )
}
