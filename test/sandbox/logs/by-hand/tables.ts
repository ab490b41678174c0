import { type ByHand, visits } from "./query"

/** Queries over tables and groups of them. */
export const tables: readonly ByHand[] = [
  {
    does: "where with and, or and not",
    query: `${visits}| where (app == "shop" and not(ms > 100)) or user == "nobody" | project user, ms`,
    rows: [
      ["bob", 80],
      ["cia", 40],
      ["bob", 60],
    ],
  },
  {
    does: "where leaves rows of null out",
    query: `${visits}| where code != 0 | project code`,
    rows: [[1003002], [1003005], [null]],
  },
  { does: "where of an order with null", query: `${visits}| where code >= 0 | count`, rows: [[4]] },
  {
    does: "extend in the place of a column, and behind the others",
    query: `${visits}| take 1 | extend ms = ms / 1000.0, slow = ms > 100 | project-away at, code, info`,
    rows: [["ann", "shop", 0.12, true]],
  },
  {
    does: "summarize by two things",
    query: `${visits}| summarize n = count(), total = sum(ms), worst = max(ms) by user, app | order by user asc, app asc`,
    rows: [
      ["ann", "mail", 1, 200, 200],
      ["ann", "shop", 1, 120, 120],
      ["bob", "shop", 2, 140, 80],
      ["cia", "shop", 1, 40, 40],
    ],
  },
  {
    does: "summarize by a bin",
    query: `${visits}| summarize n = count() by bin(at, 1h) | order by at asc`,
    rows: [
      ["2026-11-20T10:00:00Z", 2],
      ["2026-11-20T11:00:00Z", 3],
    ],
  },
  {
    does: "summarize without rows and without groups",
    query: `${visits}| where ms > 1000 | summarize n = count(), s = sum(ms), m = max(ms), a = avg(ms), l = make_list(ms)`,
    rows: [[0, 0, null, "NaN", "[]"]],
  },
  {
    does: "summarize without rows by groups",
    query: `${visits}| where ms > 1000 | summarize count() by user`,
    rows: [],
  },
  {
    does: "calculations with aggregates",
    query: `${visits}| summarize share = round(100.0 * countif(code > 0) / count(), 1), mean = avg(ms) + 1`,
    rows: [[40, 101]],
  },
  {
    does: "aggregates with conditions",
    query: `${visits}| summarize sumif(ms, app == "shop"), dcountif(user, ms > 50), maxif(ms, user == "bob"), avgif(ms, code == 0), make_list_if(user, ms < 100)`,
    rows: [[300, 2, 80, 80, '["bob","cia","bob"]']],
  },
  {
    does: "the row of the greatest and of the least value",
    query: `${visits}| summarize arg_max(ms, user, app), arg_min(at, ms) by user | project user, ms, user1, app, at, ms1 | order by user asc`,
    rows: [
      ["ann", 200, "ann", "mail", "2026-11-20T10:00:00Z", 120],
      ["bob", 80, "bob", "shop", "2026-11-20T10:30:00Z", 80],
      ["cia", 40, "cia", "shop", "2026-11-20T11:20:00Z", 40],
    ],
  },
  {
    does: "whole rows of the greatest value",
    query: `${visits}| summarize arg_max(at, *) by user | project user, app, ms | order by user asc`,
    rows: [
      ["ann", "mail", 200],
      ["bob", "shop", 60],
      ["cia", "shop", 40],
    ],
  },
  {
    does: "percentiles by the nearest rank",
    query: `${visits}| summarize percentiles(ms, 50, 90), low = percentile(ms, 0)`,
    rows: [[80, 200, 40]],
  },
  {
    does: "sets and lists with a limit",
    query: `${visits}| summarize make_set(app), make_list(ms, 2), make_bag(pack(user, ms)) `,
    rows: [['["shop","mail"]', "[120,80]", '{"ann":120,"bob":80,"cia":40}']],
  },
  {
    does: "nulls in aggregates",
    query: `${visits}| summarize dcount(code), make_set(code), min(code), count_distinct(code), avg(code)`,
    rows: [[3, "[0,1003002,1003005]", 0, 3, 501501.75]],
  },
  { does: "distinct", query: `${visits}| distinct user, app | count`, rows: [[4]] },
  {
    does: "distinct of everything",
    query: "datatable(a:int, b:string)[1,'x', 1,'x', 1,'y'] | distinct *",
    rows: [
      [1, "x"],
      [1, "y"],
    ],
  },
  {
    does: "sort with nulls at either end",
    query: `${visits}| sort by code asc nulls last, ms desc | project code`,
    rows: [[0], [0], [1003002], [1003005], [null]],
  },
  {
    does: "sort without a direction",
    query: `${visits}| order by code | project code`,
    rows: [[1003005], [1003002], [0], [0], [null]],
  },
  {
    does: "top",
    query: `${visits}| top 2 by ms | project user, ms`,
    rows: [
      ["ann", 200],
      ["ann", 120],
    ],
  },
  {
    does: "columns by patterns",
    query: `${visits}| take 1 | project-keep u*, a*`,
    rows: [["ann", "shop", "2026-11-20T10:00:00Z"]],
  },
  {
    does: "columns renamed and moved",
    query: `${visits}| take 1 | project-rename who = user | project-reorder ms, app | project-away at, code, info`,
    rows: [[120, "shop", "ann"]],
  },
]
