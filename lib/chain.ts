import type { Callout } from "./model/callout"

/** The links of the chain from the app to what the API answered, in the order in which Entra walks them. */
export const links = [
  "App",
  "Listener",
  "Extension",
  "Resource id",
  "Service principals",
  "Consent",
  "Token",
  "API",
  "Response",
] as const
export type Link = (typeof links)[number]

/** One link of a callout's chain: passed, broken, never reached, or not known; the log records none of the four. */
export type LinkState = { link: Link; state: "passed" | "broken" | "not-reached" | "unknown" }

/** Which link a pre-call code speaks of; the codes left out name none. */
const preCallLinks: Readonly<Record<number, Link>> = {
  1003011: "Extension",
  1003014: "Resource id",
  1003015: "Resource id",
  1003016: "Service principals",
  1003017: "Service principals",
  1003018: "Service principals",
  1003019: "Service principals",
  1003020: "Extension",
  1003021: "Consent",
  1003022: "Service principals",
}

function brokenLink(callout: Callout): Link | null {
  const { layer, error } = callout
  const phase = layer === "fallback" ? error?.phase : layer
  if (phase === "not-called") return "App"
  if (phase === "call") return error?.code === 1003001 ? null : "API"
  if (phase === "response") return "Response"
  return error ? (preCallLinks[error.code] ?? null) : null
}

/** How far a callout came along the chain: links after the broken one were never reached. */
export function chainOf(callout: Callout): readonly LinkState[] {
  if (callout.layer === "ok") return links.map((link) => ({ link, state: "passed" }))
  const broken = brokenLink(callout)
  const at = broken ? links.indexOf(broken) : -1
  return links.map((link, index) => {
    if (at < 0) return { link, state: index < 2 && callout.listener ? "passed" : "unknown" }
    return { link, state: index < at ? "passed" : index === at ? "broken" : "not-reached" }
  })
}
