import type { EventTypeId, Exchange } from "./exchange"

/** How sure a statement is: Microsoft's page says so, it was seen in the field, or it is our conclusion. */
export type Basis = "documented" | "observed" | "inferred"

/** A sentence for the reader together with how sure it is. */
export type Statement = { text: string; basis: Basis }

/** Whose side has to change for the code to go away. */
export type FaultOwner = "api" | "configuration" | "network" | "load" | "platform"

/** How far Entra came: before any request, on the way to the API, or reading what it answered. */
export type Phase = "pre-call" | "call" | "response"

/** A request to Microsoft Graph: `path` begins with the version and has placeholders in braces; `body` is JSON text. */
export type GraphRequest = {
  method: "GET" | "POST" | "PATCH" | "PUT" | "DELETE"
  path: string
  body?: string
  permission: string
}

/** One step of a fix: words alone, a Graph request, or a command line for what is not done through Graph. */
export type FixStep = {
  text: string
  request?: GraphRequest
  /** Lines for a shell, with placeholders in braces. */
  command?: string
}

/** One look that helps to decide, the request or command that takes it, and what its result says. */
export type CheckStep = FixStep & { tells: Statement }

/** What came back from one callout, without the event that it belongs to. */
export type Answer = Omit<Exchange, "eventType" | "name">

/** An answer that earns the code and the same answer put right; the judge confirms both. */
export type AnswerExample = {
  kind: "answer"
  /** What the two answers show, in one sentence. */
  text: string
  eventType: EventTypeId
  broken: Answer
  repaired: Answer
  /** Set where the rules never settle on the code: it then stands among the verdict's alternates. */
  asAlternate?: true
}

/** A piece of configuration that earns the code, as JSON text, and the same piece after the fix. */
export type ConfigurationExample = {
  kind: "configuration"
  /** What the fix changes, in one sentence. */
  text: string
  /** What the object is, such as "The extension". */
  object: string
  before: string
  after: string
}

/** What earns the code and what cures it: an answer of the API, or a piece of configuration. */
export type CodeExample = AnswerExample | ConfigurationExample

/** The kinds of app that show a failed callout in different ways. */
export type AppKind =
  | "OpenID Connect app"
  | "SAML app"
  | "Refresh or token request"
  | "Hosted sign-up"
  | "Native app"
  | "E-mail code without fallback"
  | "E-mail code with fallback"
  | "Password migration"
  | "Account recovery"

/** What the user of one kind of app sees. */
export type UserSees = Statement & { app: AppKind }

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
  /** What to look at, the deciding look first; empty for a number that nobody lists. */
  checks: readonly CheckStep[]
  fix: readonly FixStep[]
  /** Null for a number that nobody lists. */
  example: CodeExample | null
  /** Microsoft's page. */
  docs: string
  /** Where the documentation contradicts itself or leaves a gap. */
  doubts: readonly string[]
}

/** A code as its file writes it; the catalogue joins the looks and the example to it. */
export type CodeFacts = Omit<ErrorCode, "checks" | "example">

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

/** A text that users see in place of a code; `code` is its short name in addresses. */
export type SeenText = OuterCode & {
  /** The beginning of the text, as it stands on the page. */
  shown: string
  /** The events whose failure shows it. */
  events: readonly EventTypeId[]
}

/** A part of the native authentication API, as its paths are grouped. */
export type NativeFlow = "sign-in" | "sign-up" | "password reset" | "registration" | "token"

/** An error or suberror of the native authentication API; `code` is the word in the answer. */
export type NativeError = OuterCode & {
  kind: "error" | "suberror" | "answer"
  /** For a suberror the error that it stands beside. */
  comesWith: string | null
  /** The numbers in `error_codes`, as far as they are known. */
  numbers: readonly number[]
  flows: readonly NativeFlow[]
  /** The paths that answer with it. */
  endpoints: readonly string[]
  /** Whether the answer carries a continuation token, so that the flow goes on. */
  goesOn: boolean
}

/** A way to begin without a code: what an administrator sees, what it means and what to do, in order. */
export type Symptom = {
  id: string
  title: string
  whatItMeans: readonly Statement[]
  steps: readonly FixStep[]
  /** The codes that it leads to, likeliest first. */
  codes: readonly number[]
}

/** A place where a code can be read, and the query or request that finds it there. */
export type LogPlace = {
  place: "Microsoft Graph" | "Admin center" | "Log Analytics"
  text: string
  basis: Basis
  request?: GraphRequest
  query?: string
}
