/** Where in a query a problem is: line and column count from one. */
export type Place = { line: number; pos: number; token: string }

/** A query that cannot run as it is: written wrongly, or beyond what the service or the sandbox does. */
export class QueryRefusal extends Error {
  readonly kind: "SyntaxError" | "SemanticError"
  /** The engine's own code, such as SYN0002. */
  readonly code: string
  readonly place: Place | undefined

  constructor(kind: QueryRefusal["kind"], code: string, message: string, place?: Place) {
    super(message)
    this.kind = kind
    this.code = code
    this.place = place
  }
}

/**
 * What the real engine would do and the sandbox does not. INFERRED: nothing; the code is none of Microsoft's, so that
 * a gap of the sandbox cannot pass for the service's opinion of the query.
 */
export const unsupported = (what: string): QueryRefusal =>
  new QueryRefusal("SemanticError", "UNSUPPORTED", `The sandbox does not execute ${what}.`)

/** A mistake in the meaning of a query that only shows while it runs, or that the parser lets pass. */
export const semantic = (code: string, message: string): QueryRefusal =>
  new QueryRefusal("SemanticError", code, message)

/** The query took longer than its caller waits. */
export class QueryTimeout extends Error {}
