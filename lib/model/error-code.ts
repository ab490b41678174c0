/** How sure a statement is: Microsoft's page says so, it was seen in the field, or it is our conclusion. */
export type Basis = "documented" | "observed" | "inferred"

/** A sentence for the reader together with how sure it is. */
export type Statement = { text: string; basis: Basis }

/** Whose side has to change for the code to go away. */
export type FaultOwner = "api" | "configuration" | "network" | "load" | "platform"

/** How far Entra came: before any request, on the way to the API, or reading what it answered. */
export type Phase = "pre-call" | "call" | "response"

/** One step of a fix; a step that is a Graph request names it with placeholders in braces and its permission. */
export type FixStep = {
  text: string
  request?: {
    method: "GET" | "POST" | "PATCH" | "PUT" | "DELETE"
    path: string
    body?: string
    permission: string
  }
}

/** What one 1003xxx code of a callout means, whose fault it is, what evidence settles it and how to fix it. */
export type ErrorCode = {
  code: number
  /** Microsoft's name, such as `CustomExtensionTimedOut`. */
  name: string
  /** Three to six words for lists, sentence case. */
  title: string
  /** What happened and what it did to the sign-in, in one or two sentences. */
  meaning: string
  fault: FaultOwner
  /** Who can mend it, such as "Tenant admin" or "API developer". */
  fixedBy: string
  phase: Phase
  phaseBasis: Basis
  /** Whether trying again can help the user, in a short phrase. */
  retry: string
  /** The event types that can carry it; "all" when nothing narrows it. */
  events: "all" | readonly string[]
  causes: readonly Statement[]
  evidence: readonly Statement[]
  fix: readonly FixStep[]
  /** Microsoft's page. */
  docs: string
  /** Where the documentation contradicts itself or leaves a gap. */
  doubts: readonly string[]
}

/** A code outside the family: the wrapper that apps and logs show, or a neighbour that is mistaken for one. */
export type OuterCode = {
  /** As the user sees it, such as `AADSTS1100001`. */
  code: string
  title: string
  meaning: string
  /** Wrapper of an extension's code, a code of the configuration around it, or not an extension error at all. */
  relation: "wrapper" | "around" | "unrelated"
  next: readonly string[]
  docs: string
  basis: Basis
}
