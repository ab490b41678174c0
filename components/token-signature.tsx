import { relativeTime } from "@/lib/format"
import type { KeySet, KeySource } from "@/lib/model/token"
import { StateMark } from "./state"
import type { SignatureOutcome } from "./token-check"
import { Button } from "./ui/button"
import { Notice } from "./ui/notice"
import { Section } from "./ui/section"
import { Cell, Row, Table } from "./ui/table"

type Props = {
  outcome: SignatureOutcome | null
  isChecking: boolean
  check: () => void
  /** The id of the key that the token names. */
  kid: string | null
  nowMs: number
}

/** The signature check, which happens when it is asked for, and which sources publish the token's key. */
export function TokenSignature({ outcome, isChecking, check, kid, nowMs }: Props) {
  return (
    <Section title="Signature">
      <p className="prose-width text-muted">
        The check fetches the tenant's public keys from this console and runs in this browser. The token is
        not sent.
      </p>
      <div>
        <Button onClick={check} aria-disabled={isChecking}>
          {isChecking ? "Checking\u2026" : outcome ? "Check again" : "Check the signature"}
        </Button>
      </div>
      {outcome && !outcome.ok && <Notice kind="error" title={outcome.why} />}
      {outcome?.ok && <KeySets keySets={outcome.keySets} kid={kid} nowMs={nowMs} />}
    </Section>
  )
}

const titles = {
  login: "Sign-in endpoint",
  ciam: "Customers' endpoint (ciamlogin)",
} satisfies Record<KeySource, string>

const columns = [
  { label: "Key set", width: "rail:w-[32%]" },
  { label: "Token's key", width: "rail:w-[20%]" },
  { label: "Address" },
] as const

/** The sources of the tenant's keys, and whether each publishes the token's key. */
export function KeySets({
  keySets,
  kid,
  nowMs,
}: {
  keySets: readonly KeySet[]
  kid: string | null
  nowMs: number
}) {
  return (
    <Table caption="Where the tenant's keys are published" columns={columns} stacked>
      {keySets.map(({ source, url, keys }) => (
        <Row key={source}>
          <Cell head className="max-rail:basis-full max-rail:pb-0">
            {titles[source]}
            <span className="block text-muted text-xs">
              {keys.ok
                ? `${keys.value.keys.length} keys, read ${relativeTime(keys.value.readAt, nowMs)}`
                : keys.why}
            </span>
          </Cell>
          <Cell className="max-rail:basis-full max-rail:py-0.5">
            <Holds keys={keys} kid={kid} />
          </Cell>
          <Cell className="max-rail:basis-full max-rail:pt-0.5">
            <code className="break-all font-mono text-sm">{url}</code>
          </Cell>
        </Row>
      ))}
    </Table>
  )
}

function Holds({ keys, kid }: { keys: KeySet["keys"]; kid: string | null }) {
  if (!keys.ok || kid === null) return <StateMark state="unknown" />
  const holds = keys.value.keys.some((key) => key.kid === kid)
  return holds ? (
    <StateMark state="pass">Published here</StateMark>
  ) : (
    <StateMark state="not-called">Not here</StateMark>
  )
}
