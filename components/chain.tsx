import { Check, CircleDashed, OctagonX } from "lucide-react"
import type { LinkState } from "@/lib/chain"
import type { Basis } from "@/lib/model/error-code"
import { BasisBadge } from "./code-basis"

const looks = {
  passed: { Icon: Check, word: "passed", look: "text-ink", mark: "text-pass" },
  broken: { Icon: OctagonX, word: "broke here", look: "font-semibold text-fail", mark: "text-fail" },
  "not-reached": { Icon: CircleDashed, word: "not reached", look: "text-muted", mark: "text-unknown" },
  unknown: { Icon: CircleDashed, word: "not known", look: "text-muted", mark: "text-unknown" },
} satisfies Record<LinkState["state"], object>

/** What the chain rests on: the log records a code, never the way to it. */
function Ground({ states, basis }: { states: readonly LinkState[]; basis: Basis }) {
  const isBroken = states.some(({ state }) => state === "broken")
  if (isBroken)
    return (
      <p className="text-muted text-sm">
        {states[0]?.state === "broken"
          ? "The place is concluded from the code, not recorded"
          : "Links before the broken one are concluded from the code, not recorded"}
        ; how sure the place is: <BasisBadge basis={basis} />
      </p>
    )
  return (
    <p className="text-muted text-sm">
      {states.every(({ state }) => state === "passed")
        ? "The links are concluded from the callout's success, not recorded one by one."
        : "What the log holds does not say which link broke."}
    </p>
  )
}

/**
 * The chain from app to response with the link that broke marked by shape, word and colour; `basis` says how sure
 * that place is.
 */
export function Chain({ states, basis }: { states: readonly LinkState[]; basis: Basis }) {
  return (
    <div className="flex flex-col gap-2">
      <ol className="flex flex-wrap gap-y-2">
        {states.map(({ link, label, name, state }, index) => {
          const { Icon, word, look, mark } = looks[state]
          return (
            <li key={link} className={`flex items-start whitespace-nowrap ${look}`}>
              {index > 0 && (
                <span
                  aria-hidden
                  className={`mx-2 mt-2.5 w-4 border-edge border-t ${state === "not-reached" || state === "unknown" ? "border-dashed" : ""}`}
                />
              )}
              <Icon size={16} className={`mt-0.5 mr-1 shrink-0 ${mark}`} />
              <span className="flex flex-col">
                <span>
                  {label}
                  <span className={state === "broken" ? "" : "sr-only"}>: {word}</span>
                </span>
                {name && (
                  <bdi className="max-w-44 truncate font-normal text-muted text-xs" title={name}>
                    {name}
                  </bdi>
                )}
              </span>
            </li>
          )
        })}
      </ol>
      <Ground states={states} basis={basis} />
    </div>
  )
}
