import type { Callout } from "./model/callout"
import type { Wire } from "./wires"

/** The links of the chain from the app to what the API answered, in the order in which Entra walks them. */
export const links = [
  "App",
  "Binding",
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
export type LinkState = {
  link: Link
  /** What the link is called for this callout, such as "User flow". */
  label: string
  /** The object that stands there, where its name is known. */
  name: string | null
  state: "passed" | "broken" | "not-reached" | "unknown"
}

const bindingLabels: Readonly<Record<string, string>> = {
  attributeCollectionStart: "User flow",
  attributeCollectionSubmit: "User flow",
  // Microsoft's tutorial attaches it by the profile; Graph has a listener type for it all the same.
  verifiedIdClaimValidation: "Profile or listener",
}

/** How a link is called, and what stands there; the binding may name another extension by now than the one that ran. */
function wordsOf(callout: Callout, wire: Wire | null, link: Link): Pick<LinkState, "label" | "name"> {
  const { signIn, event, listener } = callout
  const binding = wire?.binding
  const extension = wire && wire.extensionId === listener?.extensionId ? wire.extension : null
  const usual = bindingLabels[event?.type ?? ""] ?? "Listener"
  if (link === "App") return { label: link, name: signIn.app.name }
  if (link === "Extension") return { label: link, name: extension?.name ?? null }
  if (link === "API") return { label: link, name: extension?.host ?? null }
  if (link !== "Binding") return { label: link, name: null }
  if (binding?.by === "flow") return { label: "User flow", name: binding.flow.name }
  return { label: binding ? "Listener" : usual, name: null }
}

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

function statesOf(callout: Callout): readonly LinkState["state"][] {
  if (callout.layer === "ok") return links.map(() => "passed")
  const broken = brokenLink(callout)
  const at = broken ? links.indexOf(broken) : -1
  return links.map((_, index) => {
    if (at < 0) return index < 2 && callout.listener ? "passed" : "unknown"
    return index < at ? "passed" : index === at ? "broken" : "not-reached"
  })
}

/** How far a callout came along the chain, links after the broken one were never reached; `wire` lends the names. */
export function chainOf(callout: Callout, wire: Wire | null = null): readonly LinkState[] {
  const states = statesOf(callout)
  return links.map((link, index) => ({
    link,
    ...wordsOf(callout, wire, link),
    state: states[index] ?? "unknown",
  }))
}
