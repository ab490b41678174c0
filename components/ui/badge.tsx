import type { ReactNode } from "react"

/** What a colour says: state only, and neutral for everything that is not a state. */
export type Tone = "neutral" | "accent" | "fail" | "warn" | "unknown" | "pass"

const looks = {
  neutral: "border-edge text-muted",
  accent: "border-accent bg-accent-tint text-accent",
  fail: "border-fail bg-fail-tint text-fail",
  warn: "border-warn bg-warn-tint text-warn",
  unknown: "border-unknown border-dashed bg-unknown-tint text-unknown",
  pass: "border-pass bg-pass-tint text-pass",
} satisfies Record<Tone, string>

/** A word in a thin frame; the word carries the meaning, the tone repeats it. */
export function Badge({ tone = "neutral", children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span
      className={`inline-flex items-center gap-1 whitespace-nowrap rounded border px-1.5 text-xs ${looks[tone]}`}
    >
      {children}
    </span>
  )
}
