import { type ByHand, visits } from "./query"

/** Queries that put tables together, or take them apart. */
export const combinations: readonly ByHand[] = [
  {
    does: "an inner join with every pair",
    query:
      "datatable(a:int, s:string)[1,'x', 1,'y', 2,'z'] | join kind=inner (datatable(a:int, t:string)[1,'p', 3,'q']) on a",
    rows: [
      [1, "x", 1, "p"],
      [1, "y", 1, "p"],
    ],
  },
  {
    does: "a join that takes one left row of each key unless told otherwise",
    query:
      "datatable(a:int, s:string)[1,'x', 1,'y'] | join (datatable(a:int, t:string)[1,'p', 1,'q']) on a | count",
    rows: [[2]],
  },
  {
    does: "a left outer join under two names",
    query:
      "datatable(a:int)[1, 2] | join kind=leftouter (datatable(b:int, t:string)[2,'p']) on $left.a == $right.b",
    rows: [
      [1, null, ""],
      [2, 2, "p"],
    ],
  },
  {
    does: "a right outer join",
    query: "datatable(a:int)[1] | join kind=rightouter (datatable(a:int)[2]) on a",
    rows: [[null, 2]],
  },
  {
    does: "a full outer join",
    query: "datatable(a:int)[1, 2] | join kind=fullouter (datatable(a:int)[2, 3]) on a",
    rows: [
      [1, null],
      [2, 2],
      [null, 3],
    ],
  },
  {
    does: "an anti join",
    query: `${visits}| join kind=leftanti (datatable(user:string)['ann']) on user | project user, ms`,
    rows: [
      ["bob", 80],
      ["cia", 40],
      ["bob", 60],
    ],
  },
  {
    does: "a semi join",
    query: `${visits}| join kind=leftsemi (datatable(user:string)['ann']) on user | project ms`,
    rows: [[120], [200]],
  },
  {
    does: "nulls that join nothing",
    query: "datatable(a:int)[int(null), 1] | join kind=inner (datatable(a:int)[int(null), 1]) on a",
    rows: [[1, 1]],
  },
  {
    does: "a lookup",
    query: "datatable(a:int, s:string)[1,'x', 2,'y'] | lookup (datatable(a:int, t:string)[1,'p']) on a",
    rows: [
      [1, "x", "p"],
      [2, "y", ""],
    ],
  },
  {
    does: "a union of different columns",
    query: "union (print a = 1, b = 'x'), (print a = 2, c = true)",
    rows: [
      [1, "x", null],
      [2, "", true],
    ],
  },
  {
    does: "a union of common columns",
    query: "union kind=inner (print a = 1, b = 'x'), (print a = 2, c = true)",
    rows: [[1], [2]],
  },
  {
    does: "a union of one name and two types with the source",
    query:
      "let one = view () { print x = 1 }; let other = view () { print x = 'y' }; union withsource=from one, other",
    rows: [
      ["one", 1, ""],
      ["other", null, "y"],
    ],
  },
  {
    does: "a fuzzy union without a table",
    query: "union isfuzzy=true NoSuchTable, (print a = 1) | project a",
    rows: [[1]],
  },
  {
    does: "arrays and bags expanded",
    query:
      "datatable(x:dynamic)[dynamic([1, 2]), dynamic(null), dynamic([]), dynamic({'a': 1})] | mv-expand with_itemindex=i x",
    rows: [
      ["1", 0],
      ["2", 1],
      [null, 0],
      ['{"a":1}', 0],
    ],
  },
  {
    does: "elements as another type",
    query: "print x = dynamic([1, 'a', 2.5]) | mv-expand x to typeof(long)",
    rows: [[1], [null], [2]],
  },
  {
    does: "bags as pairs",
    query:
      "print b = dynamic({'a': 1, 'b': 2}) | mv-expand kind=array b | extend k = tostring(b[0]), v = tolong(b[1]) | project k, v",
    rows: [
      ["a", 1],
      ["b", 2],
    ],
  },
  {
    does: "two arrays side by side",
    query:
      "print a = dynamic([1, 2, 3]), b = dynamic(['x']) | mv-expand a to typeof(int), b to typeof(string) limit 2",
    rows: [
      [1, "x"],
      [2, ""],
    ],
  },
  {
    does: "a subquery for each row",
    query:
      "datatable(id:int, xs:dynamic)[1, dynamic([5, 1, 3]), 2, dynamic([4, 10])] | mv-apply x = xs to typeof(long) on (top 1 by x | project best = x)",
    rows: [
      [1, "[5,1,3]", 5],
      [2, "[4,10]", 10],
    ],
  },
  {
    does: "a list of another table",
    query: `${visits}| where user in ((datatable(u:string)["cia", "dan"])) | project user`,
    rows: [["cia"]],
  },
  {
    does: "a value of another table",
    query: `let most = toscalar(${visits.trim().replace(/^let visits = |;\s*visits$/g, "")} | summarize max(ms)); print most + 1`,
    rows: [[201]],
  },
  {
    does: "a function with parameters",
    query: "let area = (w:long, h:long = 2) { w * h }; print area(3), area(3, 4)",
    rows: [[6, 12]],
  },
  {
    does: "a function of a table",
    query:
      "let above = (T:(a:long), least:long) { T | where a >= least }; above((range a from 1 to 9 step 2), 5)",
    rows: [[5], [7], [9]],
  },
  {
    does: "a table read once",
    query:
      "let t = materialize(range x from 1 to 3 step 1 | extend r = rand()); t | join kind=inner t on x | where r == r1 | count",
    rows: [[3]],
  },
  {
    does: "a series with gaps",
    query: `${visits}| make-series n = count() default = 0, s = sum(ms) on at from datetime(2026-11-20T09:00:00Z) to datetime(2026-11-20T12:00:00Z) step 1h by user | project user, n, s`,
    rows: [
      ["ann", "[0,1,1]", "[0,120,200]"],
      ["bob", "[0,1,1]", "[0,80,60]"],
      ["cia", "[0,0,1]", "[0,0,40]"],
    ],
  },
  {
    does: "neighbours, numbers and running sums of rows",
    query: `${visits}| sort by user asc, at asc | extend n = row_number(1, user != prev(user)), sum = row_cumsum(ms, user != prev(user)), after = next(user, 1, "nobody") | project user, n, sum, after`,
    rows: [
      ["ann", 1, 120, "ann"],
      ["ann", 2, 320, "bob"],
      ["bob", 1, 80, "bob"],
      ["bob", 2, 140, "cia"],
      ["cia", 1, 40, "nobody"],
    ],
  },
  {
    does: "a range of times",
    query: "range t from datetime(2026-11-20) to datetime(2026-11-21) step 12h | project hourofday(t)",
    rows: [[0], [12], [0]],
  },
]
