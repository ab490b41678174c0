import { Fragment } from "react"
import type { Origin, Payload } from "@/lib/events/payload"
import { HangingLine } from "./contract-json"
import { type PayloadLine, payloadLines } from "./contract-lines"
import { originWords } from "./contract-words"
import { CodeBlock, colouredJson } from "./ui/code-block"

/** A request as JSON in which every value that the contract does not fix is marked by a sign, below what the signs say. */
export function ContractPayload({ label, payload }: { label: string; payload: Payload }) {
  return (
    <div className="flex flex-col gap-2">
      <Legend payload={payload} />
      <CodeBlock label={label} note="Body" code={JSON.stringify(payload.body, null, 2)} wrap>
        {payloadLines(payload).map((line) => (
          <Line key={line.place} line={line} />
        ))}
      </CodeBlock>
    </div>
  )
}

function Line({ line: { before, value, after, origin } }: { line: PayloadLine }) {
  return (
    <span className="grid grid-cols-[2ch_minmax(0,1fr)]">
      <Sign origin={origin} />
      <HangingLine indent={before.length - before.trimStart().length}>
        {colouredJson(before)}
        {value && <Value text={value} origin={origin} />}
        {after}
      </HangingLine>
    </span>
  )
}

function Sign({ origin }: { origin: Origin | null }) {
  const words = origin && originWords[origin]
  return (
    <span className="select-none font-semibold text-muted">
      {words?.sign && (
        <>
          <span aria-hidden>{words.sign}</span>
          <span className="sr-only">{words.word}: </span>
        </>
      )}
    </span>
  )
}

const looks = {
  invented: "underline decoration-dashed decoration-1 underline-offset-3",
  recorded: "",
  contract: "",
} satisfies Record<Origin, string>

function Value({ text, origin }: { text: string; origin: Origin | null }) {
  if (!origin) return colouredJson(text)
  return (
    <span className={looks[origin]} title={originWords[origin].text} data-origin={origin}>
      {colouredJson(text)}
    </span>
  )
}

function Legend({ payload: { origins } }: { payload: Payload }) {
  // Safe: originWords has exactly the origins as its keys.
  const all = Object.keys(originWords) as Origin[]
  const shown = all.filter((origin) => origins.some((one) => one.origin === origin))
  return (
    <dl className="grid w-fit grid-cols-[auto_1fr] gap-x-3 gap-y-1 text-muted text-xs">
      {shown.map((origin) => (
        <Fragment key={origin}>
          <dt className="whitespace-nowrap">
            <span className="inline-block w-[2ch] font-mono font-semibold text-ink">
              {originWords[origin].sign}
            </span>
            <span className={looks[origin]}>{originWords[origin].word}</span>
          </dt>
          <dd>{originWords[origin].text}</dd>
        </Fragment>
      ))}
    </dl>
  )
}
