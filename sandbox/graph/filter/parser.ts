import { FilterSyntaxError, type Literal, type Token, tokenize } from "./tokenizer"

const operators = ["eq", "ne", "gt", "ge", "lt", "le"] as const
const functions = ["startswith", "endswith", "contains"] as const

/** How OData compares a property with a constant. */
export type Operator = (typeof operators)[number] | (typeof functions)[number]

/** A parsed `$filter`; a path keeps the spelling of the request, such as `status/errorCode`. */
export type Filter =
  | { kind: "and" | "or"; parts: readonly Filter[] }
  | { kind: "not"; part: Filter }
  | { kind: "compare"; path: string; operator: Operator; literal: Literal }
  | { kind: "in"; path: string; literals: readonly Literal[] }
  | { kind: "any" | "all"; path: string; variable: string; part: Filter }
  | { kind: "isof"; type: string }

/** A filter, or where the text stops being one. */
export type ParsedFilter = { ok: true; filter: Filter } | { ok: false; message: string }

/** Nesting beyond this is refused, as OData libraries do, so that no request can exhaust the stack. */
const maxDepth = 60

/**
 * Parses a `$filter` of the subset that Microsoft documents for our collections: comparisons, in, startsWith and its
 * relatives, any, all, isof, not, and, or, parentheses. Never throws.
 * https://learn.microsoft.com/graph/filter-query-parameter
 */
export function parseFilter(text: string): ParsedFilter {
  try {
    const parser = new Parser(tokenize(text))
    return { ok: true, filter: parser.read() }
  } catch (error) {
    if (error instanceof FilterSyntaxError) return { ok: false, message: error.message }
    throw error
  }
}

class Parser {
  readonly #tokens: readonly Token[]
  #next = 0
  #depth = 0

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens
  }

  read(): Filter {
    const filter = this.#or()
    if (this.#next < this.#tokens.length) throw this.#unexpected()
    return filter
  }

  #or(): Filter {
    return this.#joined("or", () => this.#joined("and", () => this.#unary()))
  }

  #joined(kind: "and" | "or", readPart: () => Filter): Filter {
    const first = readPart()
    const parts = [first]
    while (this.#takeWord(kind)) parts.push(readPart())
    if (parts.length === 1) return first
    return { kind, parts: parts.flatMap((part) => (part.kind === kind ? part.parts : [part])) }
  }

  #unary(): Filter {
    if (this.#depth >= maxDepth) throw new FilterSyntaxError("The filter is nested too deeply.")
    this.#depth += 1
    const filter = this.#takeWord("not") ? ({ kind: "not", part: this.#unary() } as const) : this.#primary()
    this.#depth -= 1
    return filter
  }

  #primary(): Filter {
    if (this.#takeMark("(")) {
      const filter = this.#or()
      this.#require(")")
      return filter
    }
    const word = this.#word()
    return this.#takeMark("(") ? this.#call(word.toLowerCase()) : this.#comparison(word)
  }

  #call(name: string): Filter {
    if (name === "isof") {
      const type = this.#literal()
      this.#require(")")
      if (type.type !== "string") throw new FilterSyntaxError("isof needs a type name in quotes.")
      return { kind: "isof", type: type.value }
    }
    const operator = functions.find((known) => known === name)
    if (!operator) throw new FilterSyntaxError(`An unknown function with name '${name}' was found.`)
    const path = this.#path(this.#word())
    this.#require(",")
    const literal = this.#literal()
    this.#require(")")
    return { kind: "compare", path, operator, literal }
  }

  #comparison(first: string): Filter {
    const path = this.#path(first)
    const lambda = /^(.+)\/(any|all)$/i.exec(path)
    if (lambda?.[1] && this.#takeMark("("))
      return this.#lambda(lambda[2]?.toLowerCase() === "all" ? "all" : "any", lambda[1])
    const word = this.#word()
    if (word === "in") return { kind: "in", path, literals: this.#literals() }
    const operator = operators.find((known) => known === word)
    if (!operator) throw new FilterSyntaxError(`'${word}' is not an operator.`)
    return { kind: "compare", path, operator, literal: this.#literal() }
  }

  #lambda(kind: "any" | "all", path: string): Filter {
    const variable = this.#word()
    this.#require(":")
    const part = this.#or()
    this.#require(")")
    return { kind, path, variable, part }
  }

  #literals(): Literal[] {
    this.#require("(")
    const literals = [this.#literal()]
    while (this.#takeMark(",")) literals.push(this.#literal())
    this.#require(")")
    return literals
  }

  #path(first: string): string {
    const names = [first]
    while (this.#takeMark("/")) names.push(this.#word())
    return names.join("/")
  }

  #word(): string {
    const token = this.#tokens[this.#next]
    if (token?.kind !== "word") throw this.#unexpected()
    this.#next += 1
    return token.word
  }

  #literal(): Literal {
    const token = this.#tokens[this.#next]
    if (token?.kind !== "literal") throw this.#unexpected()
    this.#next += 1
    return token.literal
  }

  #takeWord(word: string): boolean {
    const token = this.#tokens[this.#next]
    const found = token?.kind === "word" && token.word === word
    if (found) this.#next += 1
    return found
  }

  #takeMark(mark: string): boolean {
    const token = this.#tokens[this.#next]
    const found = token?.kind === "mark" && token.mark === mark
    if (found) this.#next += 1
    return found
  }

  #require(mark: string): void {
    if (!this.#takeMark(mark)) throw this.#unexpected()
  }

  #unexpected(): FilterSyntaxError {
    const token = this.#tokens[this.#next]
    return new FilterSyntaxError(
      token ? `Syntax error at position ${token.at}.` : "The filter ends too early.",
    )
  }
}
