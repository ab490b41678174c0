import { Check, CircleDashed, OctagonX } from "lucide-react"
import type { LinkState } from "@/lib/chain"

const looks = {
  passed: { Icon: Check, word: "passed", look: "text-ink", mark: "text-pass" },
  broken: { Icon: OctagonX, word: "broke here", look: "font-semibold text-fail", mark: "text-fail" },
  "not-reached": { Icon: CircleDashed, word: "not reached", look: "text-muted", mark: "text-unknown" },
  unknown: { Icon: CircleDashed, word: "not known", look: "text-muted", mark: "text-unknown" },
} satisfies Record<LinkState["state"], object>

/** The chain from app to response with the link that broke marked by shape, word and colour. */
export function Chain({ states }: { states: readonly LinkState[] }) {
  return (
    <ol className="flex flex-wrap gap-y-2">
      {states.map(({ link, state }, index) => {
        const { Icon, word, look, mark } = looks[state]
        return (
          <li key={link} className={`flex items-center whitespace-nowrap ${look}`}>
            {index > 0 && (
              <span
                aria-hidden
                className={`mx-2 w-4 border-edge border-t ${state === "not-reached" || state === "unknown" ? "border-dashed" : ""}`}
              />
            )}
            <Icon size={16} className={`mr-1 shrink-0 ${mark}`} />
            {link}
            <span className={state === "broken" ? "" : "sr-only"}>: {word}</span>
          </li>
        )
      })}
    </ol>
  )
}
