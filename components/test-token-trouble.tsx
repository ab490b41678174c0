import type { TokenTrouble } from "@/lib/model/test-token"
import { LinkedText } from "./code-linked"
import { requestEntries } from "./test-token-request"
import { Disclosure } from "./ui/disclosure"
import { type Entry, KeyValue } from "./ui/key-value"
import { Notice } from "./ui/notice"

/** Why there is no token, what to do about it, and what Microsoft's support would ask for. */
export function TestTokenTrouble({ trouble, zone }: { trouble: TokenTrouble; zone: string }) {
  const { code, title, why, cure, docs } = trouble
  const facts = factsOf(trouble, zone)
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <Notice kind="error" title={code ? `${title} (${code})` : title}>
        <p>
          <LinkedText text={why} />
        </p>
        <ul className="mt-1 list-disc pl-5 empty:hidden">
          {cure.map((text) => (
            <li key={text}>
              <LinkedText text={text} />
            </li>
          ))}
        </ul>
        <p className="mt-1 flex flex-wrap gap-x-4 empty:hidden">
          {code && <LinkedText text={code} />}
          {docs && (
            <a className="link" href={docs} rel="noreferrer">
              Microsoft's page
            </a>
          )}
        </p>
      </Notice>
      {facts.length > 0 && (
        <Disclosure summary="The request that was refused">
          <KeyValue entries={facts} />
        </Disclosure>
      )}
    </div>
  )
}

function factsOf({ told, correlationId, traceId, request }: TokenTrouble, zone: string): Entry[] {
  return [
    ...(told ? [{ label: "Microsoft said", value: told }] : []),
    ...(correlationId ? [{ label: "Correlation id", value: <Mono text={correlationId} /> }] : []),
    ...(traceId ? [{ label: "Trace id", value: <Mono text={traceId} /> }] : []),
    ...(request ? requestEntries(request, zone) : []),
  ]
}

const Mono = ({ text }: { text: string }) => <code className="break-all font-mono text-sm">{text}</code>
