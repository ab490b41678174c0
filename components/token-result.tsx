import type { ReactNode } from "react"
import { exactTime, relativeTime } from "@/lib/format"
import type { SignedToken, TokenExpectations } from "@/lib/model/token"
import { otherClaims } from "@/lib/tokens/claims"
import type { TokenJudgement } from "@/lib/tokens/judge"
import { summaryOf, type TokenSummary } from "@/lib/tokens/summary"
import type { TimeView } from "./callout-table"
import { type State, StateMark } from "./state"
import { JudgedClaims, OtherClaims } from "./token-claims"
import { headlineOf } from "./token-words"
import { JsonView } from "./ui/code-block"
import { CopyButton } from "./ui/copy-button"
import { Disclosure } from "./ui/disclosure"
import { KeyValue } from "./ui/key-value"
import { Notice } from "./ui/notice"
import { Section } from "./ui/section"
import { Time } from "./ui/time"

type Props = {
  token: SignedToken
  judgement: TokenJudgement
  expected: TokenExpectations
  assumed: readonly string[]
  times: TimeView
  /** The signature check, which stands between the summary and the claims. */
  signature: ReactNode
}

/** A token read and judged: the verdict, the token in words, claim by claim, and as JSON. */
export function TokenResult({ token, judgement, expected, assumed, times, signature }: Props) {
  const others = otherClaims(token, judgement.lines)
  const summary = summaryOf(token, judgement, expected)
  return (
    <div className="flex min-w-0 flex-col gap-5">
      <Head summary={summary} judgement={judgement} />
      <Words summary={summary} times={times} />
      {assumed.length > 0 && (
        <ul className="prose-width list-disc pl-5 text-muted text-sm">
          {assumed.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
      {signature}
      <Section title="Claim by claim">
        <JudgedClaims lines={judgement.lines} times={times} />
        {others.length > 0 && <OtherClaims claims={others} times={times} />}
      </Section>
      <Raw token={token} ends={summary.ends} times={times} />
    </div>
  )
}

const frames: Partial<Record<State, string>> = {
  fail: "border-fail bg-fail-tint",
  warn: "border-warn bg-warn-tint",
  pass: "border-pass bg-pass-tint",
}

function Head({ summary, judgement }: { summary: TokenSummary; judgement: TokenJudgement }) {
  const { state, text } = headlineOf(judgement.lines)
  const isUnchecked = judgement.lines.some(
    ({ part, verdict }) => part === "signature" && verdict === "unknown",
  )
  return (
    <div className={`flex flex-col gap-1.5 rounded border border-l-4 px-3 py-2.5 ${frames[state]}`}>
      <h2 className="font-semibold text-lg">
        <span className="[&>*]:whitespace-normal">
          <StateMark state={state}>{text}</StateMark>
        </span>
      </h2>
      <p className="prose-width">
        {summary.is}.{isUnchecked && " Its signature is not checked, so anybody can have written it."}
      </p>
    </div>
  )
}

function Words({ summary, times }: { summary: TokenSummary; times: TimeView }) {
  const { audience, caller, user, issuer, begins, ends } = summary
  return (
    <KeyValue
      entries={[
        { label: "For", value: <Breakable text={audience} /> },
        ...(caller === null ? [] : [{ label: "Asked for by", value: <Breakable text={caller} /> }]),
        ...(user === null ? [] : [{ label: "User", value: <Breakable text={user} /> }]),
        { label: "Issued by", value: <Breakable text={issuer} /> },
        { label: "Holds from", value: <Moment iso={begins} times={times} /> },
        { label: "Until", value: <Moment iso={ends} times={times} /> },
      ]}
    />
  )
}

const Breakable = ({ text }: { text: string }) => (
  <span className="break-words [overflow-wrap:anywhere]">{text}</span>
)

function Moment({ iso, times: { nowMs, zone } }: { iso: string | null; times: TimeView }) {
  if (iso === null) return "not said"
  return <Time spelledOut iso={iso} relative={relativeTime(iso, nowMs)} exact={exactTime(iso, zone)} />
}

function Raw({ token, ends, times }: { token: SignedToken; ends: string | null; times: TimeView }) {
  const holds = ends === null || Date.parse(ends) > times.nowMs
  return (
    <Section title="As it is">
      <Disclosure summary="Header and payload as JSON">
        <div className="flex flex-col gap-2">
          <JsonView label="Header" value={token.header} />
          <JsonView label="Payload" value={token.payload} />
        </div>
      </Disclosure>
      <Disclosure summary="The token itself">
        <Notice
          kind="warning"
          title={
            holds
              ? "Whoever has this token can use it"
              : "This token is over, but it still names people and apps"
          }
          action={<CopyButton value={token.compact} label="Copy the token" />}
        >
          <p>
            Do not send it by mail or put it into a ticket. The claims above are enough to show what is wrong,
            and without the signature nobody can use them.
          </p>
        </Notice>
      </Disclosure>
    </Section>
  )
}
