import { exactTime, relativeTime } from "@/lib/format"
import type { HeldToken } from "@/lib/model/test-token"
import type { TimeView } from "./callout-table"
import { requestEntries } from "./test-token-request"
import type { FormAction } from "./test-token-run"
import { sourceWords } from "./test-token-words"
import { type Entry, KeyValue } from "./ui/key-value"
import { Section } from "./ui/section"
import { SubmitButton } from "./ui/submit-button"
import { Time } from "./ui/time"

type Props = { held: HeldToken; extensionId: string; forget: FormAction; times: TimeView }

/** The token that the server holds: how it was asked for and until when it serves; never the token. */
export function TestTokenHeld({ held, extensionId, forget, times }: Props) {
  return (
    <Section title="The token at hand">
      <KeyValue entries={entriesOf(held, times)} />
      <p className="prose-width text-muted">
        It is in this server's memory, for you and this extension alone. It goes when you forget it, sign out,
        or its time is over; it is never shown.
      </p>
      <form action={forget}>
        <input type="hidden" name="extension" value={extensionId} />
        <SubmitButton busy={"Forgetting\u2026"}>Forget the token</SubmitButton>
      </form>
    </Section>
  )
}

function entriesOf({ source, request, isCached, keptUntil }: HeldToken, { nowMs, zone }: TimeView): Entry[] {
  const [relative, exact] = [relativeTime(keptUntil, nowMs), exactTime(keptUntil, zone)]
  const lastUse = isCached ? "from the cache, without a request" : "fresh from Microsoft"
  return [
    { label: "From", value: sourceWords[source] },
    ...(request ? requestEntries(request, zone) : []),
    {
      label: "Cached until",
      value: <Time spelledOut iso={keptUntil} relative={relative} exact={exact} />,
    },
    ...(request ? [{ label: "Last use", value: lastUse }] : []),
  ]
}
