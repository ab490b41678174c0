import { ArrowBigRight, Check, CircleDashed, OctagonX, TriangleAlert } from "lucide-react"
import type { ReactNode } from "react"
import type { Layer } from "@/lib/model/callout"

/** The five things that a mark can say. */
export type State = "fail" | "warn" | "unknown" | "pass" | "not-called"

const marks = {
  fail: { Icon: OctagonX, word: "Failed", look: "text-fail" },
  warn: { Icon: TriangleAlert, word: "Warning", look: "text-warn" },
  unknown: { Icon: CircleDashed, word: "Not known", look: "text-unknown" },
  pass: { Icon: Check, word: "Passed", look: "text-pass" },
  "not-called": { Icon: ArrowBigRight, word: "Not called", look: "text-muted" },
} satisfies Record<State, object>

/** A state as shape, word and colour; `children` replace the usual word, never the shape. */
export function StateMark({ state, children }: { state: State; children?: ReactNode }) {
  const { Icon, word, look } = marks[state]
  return (
    <span className={`inline-flex items-center gap-1.5 whitespace-nowrap ${look}`}>
      <Icon size={16} className="shrink-0" />
      {children ?? word}
    </span>
  )
}

/** How a callout's layer is marked and said; "fail" means that the chain broke there. */
export const layerWords = {
  "not-called": { state: "not-called", word: "Not called" },
  "pre-call": { state: "fail", word: "Before the call" },
  call: { state: "fail", word: "During the call" },
  response: { state: "fail", word: "In the answer" },
  fallback: { state: "warn", word: "Fallback used" },
  ok: { state: "pass", word: "OK" },
  unknown: { state: "unknown", word: "Not known" },
} as const satisfies Record<Layer, { state: State; word: string }>

/** Where a callout ended, as a mark. */
export function LayerBadge({ layer }: { layer: Layer }) {
  const { state, word } = layerWords[layer]
  return <StateMark state={state}>{word}</StateMark>
}
