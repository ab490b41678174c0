import type { KeySet } from "@/lib/model/token"
import type { OtherClaim } from "@/lib/tokens/claims"
import type { TokenJudgement } from "@/lib/tokens/judge"
import type { TokenSummary } from "@/lib/tokens/summary"
import type { TimeView } from "./callout-table"
import { StateMark } from "./state"
import { JudgedClaims, OtherClaims } from "./token-claims"
import { KeySets } from "./token-signature"
import { headlineOf } from "./token-words"
import { Disclosure } from "./ui/disclosure"
import { KeyValue } from "./ui/key-value"
import { Section } from "./ui/section"

type Props = {
  judgement: TokenJudgement
  summary: TokenSummary
  others: readonly OtherClaim[]
  keySets: readonly KeySet[]
  kid: string | null
  times: TimeView
}

/** What a held token says and how each claim stands. */
export function TestTokenJudgement({ judgement, summary, others, keySets, kid, times }: Props) {
  const { state, text } = headlineOf(judgement.lines)
  const { is, audience, caller, user, issuer } = summary
  return (
    <Section title="What it says">
      <p>
        <span className="[&>*]:whitespace-normal">
          <StateMark state={state}>{text}</StateMark>
        </span>
      </p>
      <KeyValue
        entries={[
          { label: "Is", value: is },
          { label: "For", value: <Breakable text={audience} /> },
          ...(caller === null ? [] : [{ label: "Asked for by", value: <Breakable text={caller} /> }]),
          ...(user === null ? [] : [{ label: "User", value: <Breakable text={user} /> }]),
          { label: "Issued by", value: <Breakable text={issuer} /> },
        ]}
      />
      <JudgedClaims lines={judgement.lines} times={times} />
      {others.length > 0 && (
        <Disclosure summary="Claims that nothing is judged about">
          <OtherClaims claims={others} times={times} />
        </Disclosure>
      )}
      <Disclosure summary="The key sets that its signature was checked with">
        <KeySets keySets={keySets} kid={kid} nowMs={times.nowMs} />
      </Disclosure>
    </Section>
  )
}

const Breakable = ({ text }: { text: string }) => <span className="[overflow-wrap:anywhere]">{text}</span>
