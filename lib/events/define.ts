import type { z } from "zod"
import type { Statement } from "@/lib/model/error-code"
import type { EventTypeId, Exchange } from "@/lib/model/exchange"
import type { JsonPath, Members } from "@/lib/model/json"
import type { Confidence, VerdictCode } from "@/lib/model/verdict"
import type { Facts, Marked } from "./payload"

/**
 * One change of a body: a value set at a path, a value turned into a string of its own source text, a member renamed or
 * removed, or the whole text replaced. An empty path means the root.
 */
export type Edit =
  | { path: JsonPath; value: unknown }
  | { path: JsonPath; quote: true }
  | { path: JsonPath; rename: string }
  | { path: JsonPath; remove: true }
  | { text: string }

/** The edits that mend one breach, and one sentence that says what they do. */
export type Mend = { says: string; edits: readonly Edit[] }

/** A rule that was broken: the code it earns, where, and what would mend this one breach. */
export type Breach = {
  rule: string
  code: number
  confidence: Confidence
  alternates: readonly VerdictCode[]
  found: string
  /** Null when the place is not in the body. */
  path: JsonPath | null
  /** Set when the member's name is at fault, not its value. */
  at?: "name"
  /**
   * The smallest change that says what the answer meant to say; null where that cannot be made out, and always where
   * it would let a user on whom the answer may have wanted to stop.
   */
  mend(): Mend | null
}

/** Something seen on the way that weakens an `ok`; with a name it is a warning for the reader. */
export type Note = {
  /** Null for advice that no rule of Entra's stands behind. */
  rule: string | null
  confidence: Confidence
  alternates: readonly VerdictCode[]
  warning?: { name: string; text: string; path?: JsonPath }
}

/** What a rule may know beside the value it looks at, and where it leaves its notes. */
export type RuleContext = {
  request: NonNullable<Exchange["requestContext"]>
  note(note: Note): void
}

/** Looks at one action (or at `data`) that stands at `path`; null when nothing forbids it. */
export type Rule = (value: Members, path: JsonPath, context: RuleContext) => Breach | null

/** A member of an action, as Microsoft's reference or samples give it. */
export type Parameter = {
  name: string
  /** In the reader's words, such as "object: attribute name to value". */
  type: string
  required: boolean
  about: Statement
}

/** One answer that an event accepts. */
export type Action = {
  /** The last part of its type, such as `showBlockPage`. */
  name: string
  /** The whole `@odata.type`, in Microsoft's spelling. */
  type: string
  parameters: readonly Parameter[]
  /** What it does to the user. */
  effect: Statement
  /** The smallest complete action. */
  sample: Members
  rule?: Rule
}

/** One kind of request that the event sends, such as that for a guest. */
export type Variant = {
  id: string
  title: string
  /** How sure the shape is, and where it comes from. */
  source: Statement
  build(facts: Facts): Marked
}

/** A correct answer and what it is for. */
export type Example = { title: string; body: Members }

/** What Entra sends for one event and what it accepts back. */
export type EventType = {
  id: EventTypeId
  /** Sentence case, such as "Token issuance start". */
  title: string
  /** What the API can do at this moment, in one sentence. */
  purpose: string
  /** Type names in Graph, without `#`. */
  graph: { extension: string; listener: string; handler: string; inEventTypeEnum: boolean }
  tenants: readonly ("workforce" | "external")[]
  /** Where it is attached. */
  attachedTo: Statement
  fires: readonly Statement[]
  neverFires: readonly Statement[]
  /** `type` of the request. */
  requestType: string
  /** `data.@odata.type` of the request. */
  calloutData: string
  /** `data.@odata.type` of the response, in Microsoft's spelling. */
  responseData: string
  /** The response, for editors; stricter than Entra where the rules only warn. */
  response: z.ZodType
  actions: readonly Action[]
  /** Name of the action that does least; a repair puts it where the answer said nothing at all. */
  safeAction: string
  /** What holds for `data` beside its actions. */
  dataRule?: Rule
  variants: readonly Variant[]
  examples: readonly Example[]
  /** What a failure does to the user beyond the general rule. */
  onFailure: Statement
  /** Microsoft's page. */
  docs: string
}

/** Declares an event type; it only fixes the shape, so that each file stays plain data. */
export function defineEventType(eventType: EventType): EventType {
  return eventType
}
