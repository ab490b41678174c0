/**
 * The nodes of Microsoft's syntax tree as far as the sandbox reads them, by the names of their classes
 * (https://www.npmjs.com/package/@kusto/language-service-next). The package's own declarations are global and large.
 */

/** A column of a table or of a tuple. */
export type ColumnSymbol = { Name: string; Type: { Name: string } }

/** A list of .NET. */
export type NetList<Item> = { Count: number; getItem(index: number): Item }

/** What an expression gives: a scalar by its name, or a table or tuple with columns. */
export type TypeSymbol = { Name: string; IsTabular: boolean; Columns?: NetList<ColumnSymbol> }

/** Any node; `ReferencedSymbol` is what a name stands for. */
export type SyntaxNode = {
  TextStart: number
  ChildCount: number
  GetChild(index: number): SyntaxNode | null
  ToString(includeTrivia?: number): string
}

/** A node that gives a value. */
export type Expression = SyntaxNode & {
  ResultType: TypeSymbol | null
  ReferencedSymbol: { Name: string } | null
}

/** A list in the tree, whose elements may be divided by commas. */
export type NodeList<Item extends SyntaxNode> = SyntaxNode & { readonly item?: Item }

type Named = SyntaxNode & { SimpleName: string }
type Token = SyntaxNode & { Text: string }
type List = NodeList<Expression>
/** Parameters of an operator, such as `kind=inner`. */
export type Parameters = NodeList<SyntaxNode & { Name: Named; Expression: Expression }>
type Clause = SyntaxNode & { Expression: Expression }
type ExpressionList = SyntaxNode & { Expressions: List }
type ToTypeOf = SyntaxNode & { TypeOf: Nodes["TypeOfLiteralExpression"] }
type RowSchema = SyntaxNode & { Columns: NodeList<Nodes["NameAndTypeDeclaration"]> }

/** Whatever binds names before the result: the statements of a query or of a function's body. */
export type Statements = NodeList<SyntaxNode>

type Operand = Expression & { Expression: Expression }
type Pair<Right> = Expression & { Left: Expression; Operator: Token; Right: Right }
type Columns = Expression & { Expressions: List }
type Expand = Expression & {
  Parameters: Parameters
  Expressions: NodeList<Expression & { Expression: Expression; ToTypeOf: ToTypeOf | null }>
  RowLimitClause: (SyntaxNode & { RowLimit: Expression }) | null
}

/** The nodes by the names of their classes. */
export type Nodes = {
  QueryBlock: SyntaxNode & { Statements: Statements }
  LetStatement: SyntaxNode & { Name: Named; Expression: Expression }
  ExpressionStatement: SyntaxNode & { Expression: Expression }
  FunctionDeclaration: Expression & {
    Parameters: SyntaxNode & { Parameters: NodeList<Nodes["FunctionParameter"]> }
    Body: Nodes["FunctionBody"]
  }
  FunctionParameter: SyntaxNode & {
    NameAndType: Nodes["NameAndTypeDeclaration"]
    DefaultValue: (SyntaxNode & { Value: Expression }) | null
  }
  NameAndTypeDeclaration: Expression & { Name: Named; Type: Expression }
  FunctionBody: SyntaxNode & { Statements: Statements; Expression: Expression }

  NameReference: Expression & { SimpleName: string }
  BracketedExpression: Operand
  PathExpression: Operand & { Selector: Expression }
  ElementExpression: Operand & { Selector: Expression }
  LiteralExpression: Expression & { Token: Token; LiteralValue: unknown }
  CompoundStringLiteralExpression: Expression & { LiteralValue: unknown }
  DynamicExpression: Operand
  JsonArrayExpression: Expression & { Values: List }
  JsonObjectExpression: Expression & { Pairs: NodeList<SyntaxNode & { Name: Token; Value: Expression }> }
  BinaryExpression: Pair<Expression>
  PrefixUnaryExpression: Operand & { Operator: Token }
  ParenthesizedExpression: Operand
  InExpression: Pair<ExpressionList>
  HasAnyExpression: Pair<ExpressionList>
  HasAllExpression: Pair<ExpressionList>
  BetweenExpression: Pair<SyntaxNode & { First: Expression; Second: Expression }>
  FunctionCallExpression: Expression & {
    Name: Nodes["NameReference"]
    ArgumentList: ExpressionList
    GetCalledFunctionBody(): Nodes["FunctionBody"] | null
  }
  ToScalarExpression: Operand
  MaterializeExpression: Operand
  StarExpression: Expression
  TypeOfLiteralExpression: Expression & { ReferencedSymbol: { Name: string } | null }
  SimpleNamedExpression: Operand & { Name: Named }
  CompoundNamedExpression: Operand
  OrderedExpression: Operand & {
    Ordering:
      | (SyntaxNode & {
          AscOrDescKeyword: Token | null
          NullsClause: (SyntaxNode & { FirstOrLastKeyword: Token }) | null
        })
      | null
  }

  PipeExpression: Operand & { Operator: Expression }
  DataTableExpression: Expression & { Schema: RowSchema; Values: List }
  FilterOperator: Expression & { Parameters: Parameters; Condition: Expression }
  ProjectOperator: Columns
  ExtendOperator: Columns
  ProjectAwayOperator: Columns
  ProjectKeepOperator: Columns
  ProjectRenameOperator: Columns
  ProjectReorderOperator: Columns
  DistinctOperator: Columns & { Parameters: Parameters }
  SerializeOperator: Columns & { Parameters: Parameters }
  PrintOperator: Columns
  SummarizeOperator: Expression & {
    Parameters: Parameters
    Aggregates: List
    ByClause: (SyntaxNode & { Expressions: List; BinClause: SyntaxNode | null }) | null
  }
  SortOperator: Expression & { Parameters: Parameters; Expressions: List }
  TopOperator: Operand & { Parameters: Parameters; ByExpression: Expression }
  TakeOperator: Operand & { Parameters: Parameters }
  CountOperator: Expression & { AsIdentifier: SyntaxNode | null }
  MvExpandOperator: Expand
  MvApplyOperator: Expand & { ContextIdClause: SyntaxNode | null; Subquery: Clause }
  UnionOperator: Columns & { Parameters: Parameters }
  JoinOperator: Operand & { Parameters: Parameters; ConditionClause: SyntaxNode }
  LookupOperator: Operand & { Parameters: Parameters; LookupClause: SyntaxNode }
  JoinOnClause: SyntaxNode & { Expressions: List }
  MakeSeriesOperator: Expression & {
    Parameters: Parameters
    Aggregates: NodeList<Expression & { Expression: Expression; DefaultExpression: Clause | null }>
    OnClause: Clause
    RangeClause: SyntaxNode
    ByClause: (SyntaxNode & { Expressions: List }) | null
  }
  MakeSeriesFromToStepClause: SyntaxNode & {
    MakeSeriesFromClause: Clause | null
    MakeSeriesToClause: Clause | null
    MakeSeriesStepClause: Clause
  }
  RangeOperator: Expression & { Name: Named; From: Expression; To: Expression; Step: Expression }
  RenderOperator: Expression & {
    ChartType: Token
    Parameters: Parameters
    WithClause: (SyntaxNode & { Properties: Parameters }) | null
  }
  GetSchemaOperator: Expression & { KindParameter: SyntaxNode | null }
}
