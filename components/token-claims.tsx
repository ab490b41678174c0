import { exactTime, relativeTime } from "@/lib/format"
import type { ClaimLine } from "@/lib/model/token"
import type { OtherClaim } from "@/lib/tokens/claims"
import type { TimeView } from "./callout-table"
import { BasisBadge } from "./code-basis"
import { LinkedText } from "./code-linked"
import { StateMark } from "./state"
import { verdictWords } from "./token-words"
import { CopyButton } from "./ui/copy-button"
import { Cell, Row, Table } from "./ui/table"
import { Time } from "./ui/time"

const judgedColumns = [
  { label: "Claim", width: "rail:w-[12%]" },
  { label: "Verdict", width: "rail:w-[14%]" },
  { label: "In the token", width: "rail:w-[32%]" },
  { label: "Why" },
] as const

const cell = "max-rail:basis-full max-rail:py-0.5"

/** The claims that were judged, one a row, each with its verdict and the sentence that founds it. */
export function JudgedClaims({ lines, times }: { lines: readonly ClaimLine[]; times: TimeView }) {
  return (
    <Table caption="Claims that were judged" columns={judgedColumns} stacked>
      {lines.map((line) => (
        <Row key={`${line.part} ${line.claim} ${line.text}`}>
          <Cell head className="max-rail:grow">
            <ClaimName name={line.claim} note={line.part === "header" ? "header" : null} />
          </Cell>
          <Cell>
            <StateMark state={line.verdict}>{verdictWords[line.verdict]}</StateMark>
          </Cell>
          <Cell className={cell}>
            <ClaimValue claim={line.claim} value={line.value} time={line.time ?? null} times={times} />
          </Cell>
          <Cell className={`${cell} max-rail:pb-1.5`}>
            <LinkedText text={line.text} /> <BasisBadge basis={line.basis} />
          </Cell>
        </Row>
      ))}
    </Table>
  )
}

const otherColumns = [
  { label: "Claim", width: "rail:w-[20%]" },
  { label: "In the token", width: "rail:w-[40%]" },
  { label: "What it is" },
] as const

/** The claims that nothing is judged about. */
export function OtherClaims({ claims, times }: { claims: readonly OtherClaim[]; times: TimeView }) {
  return (
    <Table caption="Other claims" showCaption columns={otherColumns} stacked>
      {claims.map(({ claim, value, means, time }) => (
        <Row key={claim}>
          <Cell head className="max-rail:basis-full max-rail:pb-0">
            <ClaimName name={claim} note={null} />
          </Cell>
          <Cell className={cell}>
            <ClaimValue claim={claim} value={value} time={time} times={times} />
          </Cell>
          <Cell className={`${cell} text-muted`}>{means ?? "Not one of Entra's documented claims."}</Cell>
        </Row>
      ))}
    </Table>
  )
}

function ClaimName({ name, note }: { name: string; note: string | null }) {
  return (
    <>
      <code className="break-all font-mono">{name}</code>
      {note && <span className="text-muted text-xs"> {note}</span>}
    </>
  )
}

type ValueProps = { claim: string; value: string | null; time: string | null; times: TimeView }

function ClaimValue({ claim, value, time, times: { nowMs, zone } }: ValueProps) {
  if (value === null) return <span className="text-muted">absent</span>
  return (
    <span className="flex items-start gap-1">
      <span className="min-w-0">
        {time && (
          <span className="block">
            <Time spelledOut iso={time} relative={relativeTime(time, nowMs)} exact={exactTime(time, zone)} />
          </span>
        )}
        <code className={`break-all font-mono text-sm ${time ? "text-muted" : ""}`}>{value}</code>
      </span>
      <CopyButton value={value} label={`Copy ${claim}`} iconOnly />
    </span>
  )
}
